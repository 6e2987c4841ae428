import KMeansCore
import KMeansModels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How far points lie from their centroids, in the clustered space; by the cosine the angles
/// between them, in degrees.
struct DistanceProfile: Sendable {
  /// The distances of a cluster's points.
  struct Box: Sendable, Encodable {
    let cluster: Int
    /// Least, lower quartile, median, upper quartile, greatest.
    let quartiles: [Double]
    /// Q3 + 3·IQR: points beyond are called outliers.
    let cut: Double
    /// The greatest distance within the cut.
    let within: Double
    /// How many points are beyond.
    let beyond: Int
    /// The greatest distances beyond, at most 25.
    let outliers: [Double]
  }

  /// A point far from its centroid.
  struct Far: Sendable {
    let point: Int
    let distance: Double
    /// Whether it is beyond the cut of its cluster.
    let isBeyond: Bool
  }

  /// One a cluster that has points, in their order.
  let boxes: [Box]
  /// The points beyond their cuts, the farthest first, then others; at most 50.
  let farthest: [Far]
  /// In how many directions the points of a cluster vary, from 1 to d: of a Gaussian cloud with
  /// the eigenvalues λ, (Σ λ)² / Σ λ². There the squared distance to the mean has the mean Σ λ and
  /// the variance 2 Σ λ², so it is twice the square of the one over the other, over all clusters.
  let directions: Double

  private static let (mostFar, mostOutliers) = (50, 25)

  /// The distances of all points.
  ///
  /// - Parameters:
  ///   - clustering: M and Y.
  ///   - x: X in the clustered space, as the distance of the fit sees it.
  /// With weights, quartiles are those of points copied as often as they weigh; points that weigh
  /// nothing do not count.
  ///
  /// - Complexity: O(N·d + N·log N).
  init(_ clustering: Clustering, x: Observations) {
    let isByAngle = clustering.configuration.distance.isDirectional
    let labels = clustering.labels.values
    let squares = Kernels.current.distances(
      x.rows, 0..<x.count, toAssigned: clustering.centroids, labels)
    let distances = squares.map { isByAngle ? Self.angle($0) : $0.squareRoot() }
    var groups = clustering.sizes.map { size in
      var group: [Int] = []
      group.reserveCapacity(size)
      return group
    }
    for (point, label) in labels.enumerated() where x.weights?[point] != 0 {
      groups[Int(label)].append(point)
    }
    var cuts = [Double](repeating: .infinity, count: groups.count)
    var boxes: [Box] = []
    for cluster in groups.indices where !groups[cluster].isEmpty {
      let weights = x.weights.map { weights in groups[cluster].map { weights[$0] } }
      let box = Self.box(cluster, groups[cluster].map { distances[$0] }, weights)
      cuts[cluster] = box.cut
      boxes.append(box)
    }
    self.boxes = boxes
    directions = min(
      Double(x.dimensions),
      max(1, Self.directions(groups.map { group in group.map { squares[$0] } })))
    farthest = Self.farthest(distances, labels, cuts, weights: x.weights)
  }

  /// Twice the square of the mean over the variance, within groups.
  private static func directions(_ groups: [[Double]]) -> Double {
    var (squares, variances) = (0.0, 0.0)
    // Only proportions count, and squares of squared distances could overflow or vanish.
    let greatest = groups.reduce(0) { max($0, $1.max() ?? 0) }
    guard greatest > 0 else { return 1 }
    for group in groups where group.count > 1 {
      let count = Double(group.count)
      let mean = group.reduce(0) { $0 + $1 / greatest } / count
      squares += count * mean * mean
      variances += group.reduce(0) {
        $0 + ($1 / greatest - mean) * ($1 / greatest - mean)
      }
    }
    return variances > 0 ? 2 * squares / variances : 1
  }

  /// The angle between unit vectors of some squared distance, in degrees: a chord is twice the sine
  /// of half its angle.
  private static func angle(_ squared: Double) -> Double {
    2 * asin(min(1, squared.squareRoot() / 2)) * 180 / .pi
  }

  private static func box(_ cluster: Int, _ found: [Double], _ weights: [Double]?) -> Box {
    let sorted = found.sorted()
    let ordered = weights.map { OrderedValues(found, weights: $0) }
    let quartiles = (0...4).map { quarter in
      let share = Double(quarter) / 4
      return ordered?.quantile(share) ?? quantile(sorted, share)
    }
    let cut = quartiles[3] + 3 * (quartiles[3] - quartiles[1])
    let beyond = sorted.reversed().prefix { $0 > cut }.count
    return Box(
      cluster: cluster, quartiles: quartiles, cut: cut,
      within: sorted[max(0, sorted.count - 1 - beyond)], beyond: beyond,
      outliers: sorted.suffix(min(beyond, mostOutliers)).reversed())
  }

  /// Between neighbours in proportion, as R's type 7 and NumPy have it.
  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let lower = Int(place)
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (place - Double(lower)) * (sorted[upper] - sorted[lower])
  }

  private static func farthest(
    _ distances: [Double], _ labels: [Int32], _ cuts: [Double], weights: [Double]?
  ) -> [Far] {
    var found: [Far] = []
    for (point, distance) in distances.enumerated() where weights?[point] != 0 {
      let far = Far(
        point: point, distance: distance, isBeyond: distance > cuts[Int(labels[point])])
      if found.count == mostFar, !isFarther(far, found[mostFar - 1]) { continue }
      let place = found.firstIndex { isFarther(far, $0) } ?? found.count
      found.insert(far, at: place)
      if found.count > mostFar { found.removeLast() }
    }
    return found
  }

  private static func isFarther(_ first: Far, _ second: Far) -> Bool {
    first.isBeyond == second.isBeyond
      ? first.distance > second.distance : first.isBeyond
  }
}
