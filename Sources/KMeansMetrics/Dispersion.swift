public import KMeansCore

/// How far points lie from the means of their clusters, and these means from the mean of all: the
/// sums from which most scores follow.
///
/// Means are exact and rounded once; every sum is the exact sum of the true distances, rounded
/// once. So nothing depends on the order of the points, on threads or on the instruction set.
///
/// With weights every sum over points multiplies its terms by them, and a point of weight 0 does
/// not exist. A whole weight gives the same bits as that number of copies.
public struct Dispersion: Sendable {
  /// N, the number of points; with weights, of those that weigh more than 0.
  public let count: Int
  /// d, the number of features.
  public var dimensions: Int { means.dimensions }
  /// n_j, the number of points of every cluster: k numbers, 0 for an empty one.
  public let sizes: [Int]
  /// The numbers of the clusters that have points, ascending.
  public let clusters: [Int]
  /// m_j, the means of the clusters that have points: d × `clusters.count`, in that order.
  public let means: PointMatrix
  /// x̄, the mean of all points: d values.
  public let mean: [Double]
  /// W_j = Σ w over the points of every cluster; n_j without weights.
  public let clusterWeights: [Double]
  /// Σ w; N without weights.
  public let totalWeight: Double
  /// What weights mean to the scores that know how many points there are.
  public let weightMeaning: WeightMeaning
  /// Σ δ(x, m_j) over the points of every cluster; 0 for an empty one.
  public let within: [Double]
  /// W_j·δ(m_j, x̄) of every cluster; 0 for an empty one.
  public let between: [Double]
  /// W = Σ_j Σ δ(x, m_j).
  public let withinTotal: Double
  /// B = Σ_j W_j·δ(m_j, x̄).
  public let betweenTotal: Double
  /// T = Σ ‖x − x̄‖², which W + B equals but for the rounding of means.
  public let total: Double
  /// The mean distance (not squared) of every cluster's points to m_j; 0 for an empty one.
  public let meanDistances: [Double]
  /// The greatest distance (not squared) of a point of every cluster to m_j; 0 for an empty one.
  public let greatestDistances: [Double]

  /// Sums up a clustering.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - y: Y, k × N; clusters may be empty.
  ///   - weights: one a point, 0 or more; nil for 1 each.
  ///   - meaning: what weights mean where points are counted.
  ///   - threads: how many threads may work side by side; nil for all processors.
  /// - Throws: `MetricError.noPoints`, `.labelCount`, and `.points` for values that have no squared
  ///   distances.
  /// - Complexity: O(N·d), reading X for its columns, for the sums and for the distances.
  public init(
    _ x: PointMatrix, _ y: LabelMatrix, weights: [Double]? = nil,
    meaning: WeightMeaning = .copies, threads: Int? = nil
  ) throws(MetricError) {
    var (x, y, weights) = (x, y, weights)
    if let all = weights, y.count == x.count, all.count == x.count, all.contains(0) {
      let left = all.indices.filter { all[$0] != 0 }
      (x, y, weights) = (x.choosing(left), y.choosing(left), left.map { all[$0] })
    }
    let threads = threads ?? Chunks.processors
    try self.init(
      x, y, weights: weights, meaning: meaning, threads: threads, kernels: .current)
  }

  /// As the public one, with the instruction set given, and weights that are positive. An urgent
  /// stop ends it, with `MetricError.points(.stopped)`.
  package init(
    _ x: PointMatrix, _ y: LabelMatrix, weights: [Double]? = nil,
    meaning: WeightMeaning = .copies, threads: Int, kernels: Kernels, stop: StopSignal? = nil
  ) throws(MetricError) {
    guard x.count > 0 else { throw .noPoints }
    guard y.count == x.count else {
      throw .labelCount(found: y.count, expected: x.count)
    }
    let observations: Observations
    do {
      observations = try Observations(x, weights: weights, threads: threads, stop: stop)
    } catch {
      throw .points(error)
    }
    let groups = Groups(y)
    let execution = DispersionPass(
      rows: observations.rows, groups: groups, threads: threads, kernels: kernels, stop: stop)
    let means = execution.means(grid: observations.grid)
    if stop?.isAbandoning == true { throw .points(.stopped) }
    let spread = execution.spread(about: means)
    if stop?.isAbandoning == true { throw .points(.stopped) }
    let masses = execution.weights
    let center = PointMatrix(dimensions: x.dimensions, count: 1) { values in
      _ = values.initialize(from: observations.means)
    }

    count = x.count
    sizes = groups.sizes
    clusters = groups.clusters
    self.means = means
    mean = observations.means
    total = observations.totalSumOfSquares
    clusterWeights = groups.spread(masses.map(\.rounded))
    totalWeight = observations.totalWeight.rounded
    weightMeaning = meaning
    withinTotal = spread.squares.reduce(.zero, +).rounded
    within = groups.spread(spread.squares.map(\.rounded))
    meanDistances = groups.spread(
      zip(spread.roots, masses).map { $0.quotient(by: $1) })
    greatestDistances = groups.spread(spread.greatest.map { $0.squareRoot() })
    let squares = means.squaredDistances(to: center, kernels: kernels)
    // Only points that change while they are read have means without a distance.
    let terms = zip(squares, masses).map { $0.isFinite ? Dyadic($0) * $1 : .zero }
    between = groups.spread(terms.map(\.rounded))
    betweenTotal = terms.reduce(.zero, +).rounded
  }
}

extension LabelMatrix {
  /// The labels of some of the points.
  ///
  /// - Complexity: O(points).
  package func choosing(_ points: [Int]) -> LabelMatrix {
    var chosen = LabelMatrix(unset: points.count, clusters: clusters)
    chosen.values = points.map { values[$0] }
    return chosen
  }
}

/// The clusters that have points, numbered without gaps.
struct Groups: Sendable {
  /// The points of every cluster, empty ones included.
  let sizes: [Int]
  /// The numbers of the clusters that have points, ascending.
  let clusters: [Int]
  /// One label a point: an index into `clusters`.
  let labels: [Int32]

  /// - Complexity: O(N + k).
  init(_ y: LabelMatrix) {
    let sizes = y.sizes
    self.sizes = sizes
    clusters = sizes.indices.filter { sizes[$0] > 0 }
    guard clusters.count < sizes.count else {
      labels = y.values
      return
    }
    var place = [Int32](repeating: 0, count: sizes.count)
    for (index, cluster) in clusters.enumerated() { place[cluster] = Int32(index) }
    labels = y.values.map { place[Int($0)] }
  }

  /// One value a cluster from one value a cluster that has points: 0 for the others.
  func spread(_ values: [Double]) -> [Double] {
    var spread = [Double](repeating: 0, count: sizes.count)
    for (cluster, value) in zip(clusters, values) { spread[cluster] = value }
    return spread
  }
}

extension PointMatrix {
  /// δ of every point to the one point of another matrix.
  ///
  /// - Complexity: O(N·d).
  func squaredDistances(to other: PointMatrix, kernels: Kernels) -> [Double] {
    let rows = rows
    return other.withDoubles { point in
      [Double](unsafeUninitializedCapacity: count) { buffer, filled in
        if let base = buffer.baseAddress {
          kernels.distances(rows.points(0..<count), toOne: point, distancesSquared: base)
        }
        filled = count
      }
    }
  }
}
