/// How far the centroids moved in one update.
struct Drift: Sendable {
  /// ‖Δmⱼ‖² by cluster; infinite before the first update, so that every bound begins invalid.
  let squaredDistances: [Double]

  /// Before the first assignment.
  static func infinite(clusters: Int) -> Drift {
    Drift(squaredDistances: Array(repeating: .infinity, count: clusters))
  }

  /// From one set of centroids to another.
  static func from(_ old: PointMatrix, to new: PointMatrix) -> Drift {
    Drift(
      squaredDistances: (0..<new.count).map {
        Textbook.squaredDistance(new.point($0), old.point($0))
      })
  }

  /// Σⱼ ‖Δmⱼ‖², added in the order of the clusters.
  var total: Double { squaredDistances.reduce(0, +) }
}
