/// Spherical k-means: J = Σ w·(1 − cos ∠(x, m)), for which centroids are mean directions.
///
/// I. S. Dhillon and D. S. Modha, "Concept decompositions for large sparse text data using
/// clustering", Machine Learning 42, 2001. A point is seen as its unit vector x̂ = x/‖x‖. Between
/// unit vectors 1 − cos is ½‖x̂ − m‖², so the nearest centroid by δ has the greatest cosine, and
/// all assignments, screens and seedings serve. With S = Σ w·x̂ over a cluster, Σ w·x̂·m is
/// greatest over all unit vectors m at m = S/‖S‖ (Cauchy–Schwarz): the mean direction. Where S = 0,
/// as for points that lie opposite each other, every direction is as good, and the centroid stays.
///
/// **Rounding.** x̂ and m are rounded to `Double`, so they are no unit vectors to the last bit.
/// Labels are decided by δ(x̂, m) as computed, J is ½Σ w·δ(x̂, m), the exact sum, and each value of
/// m is the real S_l/‖S‖ rounded once, as `UnitVector` has it. Where all points have one direction,
/// x̂ and m would differ in their last bits; a fit sees one x̂ for all then, which is its own mean
/// direction to the bit, so J is 0.
struct Spherical: Problem {
  let objectiveScale = 0.5

  let isDirectional = true

  /// Every value of x̂ and of the mean direction of equal x̂ is off by two roundings at most, so δ
  /// between them is at most Σ (2·2⁻⁵³·x̂_l)² = 2⁻¹⁰⁴. Other directions differ by more, but for
  /// those that a few roundings set apart.
  let indifference = 0x1p-102

  /// The unit vectors of the points.
  func seen(
    _ x: PointMatrix, isFitted: Bool, _ execution: SurveyExecution
  ) throws(ObservationError) -> PointMatrix? {
    try x.unitVectors(execution, merging: isFitted)
  }

  /// Whether all have one direction.
  func isOne(_ x: Observations) -> Bool { x.box.hasOneDirection }

  /// J about the mean direction of all points.
  func total(_ prepared: Prepared, execution: Execution) -> Double {
    let x = prepared.x
    let settings = Run.Settings(
      problem: self, algorithm: .auto, tolerance: 0, iterationLimit: 2)
    let one = Run.finished(
      prepared, from: x.points.selecting([0]), settings, execution: execution.free)
    return SumsOfSquares(
      x.rows, one.m, one.labels, execution: execution, scale: objectiveScale
    ).total
  }

  /// Unit vectors; what is one to within a few roundings stays as it is.
  func admitted(_ m: PointMatrix, kernels: Kernels) -> PointMatrix {
    let origin = [Double](repeating: 0, count: m.dimensions)
    let units = (0..<m.count).map {
      abs(Textbook.squaredDistance(m.point($0), origin) - 1) < 0x1p-48
    }
    if units.allSatisfy({ $0 }) { return m }
    let unit = UnitPoints(m, kernels: kernels, threads: 1)
    return PointMatrix(dimensions: m.dimensions, count: m.count) { values in
      for cluster in 0..<m.count {
        for l in 0..<m.dimensions {
          values[cluster * m.dimensions + l] =
            units[cluster] ? m[l, cluster] : unit.value(l, cluster)
        }
      }
    }
  }

  func write(
    _ centroid: UnsafeMutablePointer<Double>, of cluster: Int, _ sums: ClusterSums,
    _ room: CentroidRoom
  ) {
    sums.split(
      cluster, kernels: room.kernels, high: room.high, low: room.low, open: room.open)
    let open = UnitVector.write(
      centroid, high: room.high, low: room.low, open: room.open, count: room.dimensions)
    guard open > 0 else { return }
    let exact = UnitVector((0..<room.dimensions).map { sums.sum(cluster, feature: $0) })
    for index in 0..<open {
      let feature = Int(room.open[index])
      centroid[feature] = exact?.value(feature) ?? centroid[feature]
    }
  }

  func plainCentroid(of cluster: Int, _ sums: ClusterSums) -> [Double]? {
    let d = sums.grid.columns - 1
    return UnitVector((0..<d).map { sums.sum(cluster, feature: $0) }).map { unit in
      (0..<d).map { unit.value($0) }
    }
  }
}

extension Clusterer.Distance {
  /// The cosine of the angle between points: spherical k-means.
  public static let cosine = Clusterer.Distance(
    "cosine", "spherical k-means: angles to mean directions", Spherical())
}
