/// Merges weighted centroids, two at a time, always the pair whose merging raises J least.
///
/// Ward's cost of a pair is w₁w₂/(w₁ + w₂)·‖c₁ − c₂‖²: by so much J rises where the points of both
/// get one mean, w₁c₁ + w₂c₂ over w₁ + w₂ (J. H. Ward, "Hierarchical grouping to optimize an
/// objective function", Journal of the American Statistical Association 58, 1963,
/// doi:10.1080/01621459.1963.10500845). Of two clusterings of the same points it makes one with as
/// many clusters as each, without a look at the points (P. Fränti, "Genetic algorithm with
/// deterministic crossover for vector quantization", Pattern Recognition Letters 21, 2000,
/// doi:10.1016/S0167-8655(99)00133-6).
///
/// The sums are plain `Double`s in one order, so the bits are the same everywhere.
///
/// - Complexity: O(n²·d) for n centroids, where few have the same nearest one.
struct WardMerging {
  private let dimensions: Int
  private let kernels: Kernels
  private var count: Int
  private var centroids: [Double]
  private var weights: [Double]
  /// The cheapest partner of every centroid, and what merging with it costs.
  private var partners: [Int]
  private var costs: [Double]
  private var distances: [Double]

  /// - Parameters:
  ///   - groups: centroids with what their clusters weigh, 0 or more; all of d features.
  ///   - kernels: the instruction set.
  /// - Precondition: there are at least two centroids.
  init(_ groups: [(m: PointMatrix, weights: [Double])], kernels: Kernels) {
    self.kernels = kernels
    dimensions = groups[0].m.dimensions
    weights = groups.flatMap(\.weights)
    count = weights.count
    centroids = groups.flatMap { group in
      group.m.withDoubles {
        Array(UnsafeBufferPointer(start: $0, count: group.m.count * group.m.dimensions))
      }
    }
    partners = [Int](repeating: 0, count: count)
    costs = [Double](repeating: .infinity, count: count)
    distances = [Double](repeating: 0, count: count)
    for centroid in 0..<count { findPartner(of: centroid) }
  }

  /// Merges until `clusters` centroids are left.
  ///
  /// - Parameter clusters: at least 1.
  /// - Returns: the centroids that are left.
  mutating func merged(to clusters: Int) -> PointMatrix {
    while count > clusters { mergeCheapest() }
    return PointMatrix(dimensions: dimensions, count: count) { [centroids] values in
      _ = values.update(from: centroids[..<values.count])
    }
  }

  private mutating func mergeCheapest() {
    var first = 0
    for centroid in 1..<count where costs[centroid] < costs[first] { first = centroid }
    let second = partners[first]
    merge(max(first, second), into: min(first, second))
  }

  /// Merges two centroids; the last takes the place of the one that goes.
  private mutating func merge(_ gone: Int, into kept: Int) {
    let (a, b, last) = (weights[kept], weights[gone], count - 1)
    let weight = a + b
    if weight > 0 {
      for l in 0..<dimensions {
        let (x, y) = (centroids[kept * dimensions + l], centroids[gone * dimensions + l])
        // So that what is one stays so to the bit.
        centroids[kept * dimensions + l] = x == y ? x : (a * x + b * y) / weight
      }
    }
    weights[kept] = weight
    var open = (0..<count).filter {
      $0 != gone && ($0 == kept || partners[$0] == kept || partners[$0] == gone)
    }
    if gone != last {
      for l in 0..<dimensions {
        centroids[gone * dimensions + l] = centroids[last * dimensions + l]
      }
      (weights[gone], costs[gone]) = (weights[last], costs[last])
      partners[gone] = partners[last]
      for centroid in 0..<last where partners[centroid] == last { partners[centroid] = gone }
      open = open.map { $0 == last ? gone : $0 }
    }
    count = last
    for centroid in open { findPartner(of: centroid) }
  }

  private mutating func findPartner(of centroid: Int) {
    costs[centroid] = .infinity
    if count < 2 { return }
    let (d, count, kernels) = (dimensions, count, kernels)
    centroids.withUnsafeBufferPointer { centroids in
      distances.withUnsafeMutableBufferPointer { distances in
        guard let base = centroids.baseAddress, let room = distances.baseAddress else { return }
        kernels.distances(
          Kernels.Points(base, scalar: .double, dimensions: d, count: count),
          toOne: base + centroid * d, distancesSquared: room)
      }
    }
    let own = weights[centroid]
    for other in 0..<count where other != centroid {
      let sum = own + weights[other]
      let cost = sum > 0 ? own * weights[other] / sum * distances[other] : 0
      if cost < costs[centroid] { (costs[centroid], partners[centroid]) = (cost, other) }
    }
    // Distances may be so large that no cost is finite.
    if costs[centroid] == .infinity { partners[centroid] = centroid == 0 ? 1 : 0 }
  }
}
