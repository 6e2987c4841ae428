/// What the update step and J need of the points of every cluster: W_j = Σ w, S_j = Σ w·x and the
/// sizes. Exact, so sums of parts merge into the sum of the whole in any order.
package struct ClusterSums: Sendable {
  package let grid: FixedPointGrid
  package let clusters: Int
  /// The number of points of every cluster, whatever their weights.
  package private(set) var sizes: [Int]
  /// The number of points of positive weight of every cluster.
  package private(set) var members: [Int]
  /// Units by plane, cluster and column: the last column is W.
  private var units: [Int64]
  /// Room for the features of a point that plane 0 does not hold.
  private var spilled: [Int32]

  /// Whether points have weights; without, W_j is the number of members.
  package let isWeighted: Bool

  package init(grid: FixedPointGrid, clusters: Int, isWeighted: Bool) {
    self.grid = grid
    self.clusters = clusters
    self.isWeighted = isWeighted
    sizes = Array(repeating: 0, count: clusters)
    members = sizes
    units = Array(repeating: 0, count: grid.planes * clusters * grid.columns)
    spilled = Array(repeating: 0, count: grid.columns)
  }

  /// Adds point `point` to cluster `cluster`, or takes it out.
  ///
  /// - Complexity: O(d).
  package mutating func add(
    _ point: Int, of x: Observations.Rows, to cluster: Int, removing: Bool = false,
    kernels: Kernels = .current
  ) {
    sizes[cluster] += removing ? -1 : 1
    let weight = x.weight(point)
    guard weight > 0 else { return }
    members[cluster] += removing ? -1 : 1
    if isWeighted {
      for column in 0..<grid.columns {
        let value = column < x.dimensions ? x[column, point] : 1
        split(value, weight: weight, cluster, column, removing: removing)
      }
    } else {
      addHeld(point, of: x, to: cluster, removing: removing, kernels: kernels)
    }
  }

  /// Adds an unweighted point: by the kernel what plane 0 holds, and by hand what spills.
  private mutating func addHeld(
    _ point: Int, of x: Observations.Rows, to cluster: Int, removing: Bool, kernels: Kernels
  ) {
    let row = cluster * grid.columns
    let count = units.withUnsafeMutableBufferPointer { units in
      spilled.withUnsafeMutableBufferPointer { spilled in
        guard let sums = units.baseAddress, let spilled = spilled.baseAddress else { return 0 }
        return kernels.add(
          x.pointer(point), scalar: x.points.scalar, dimensions: x.dimensions, scale: grid.scale,
          unit: grid.unit, sums: sums + row, sign: removing ? -1 : 1, spilled: spilled)
      }
    }
    for index in 0..<count {
      let column = Int(spilled[index])
      split(x[column, point], weight: 1, cluster, column, removing: removing)
    }
    // The unit of the weights' plane 0 divides 1.
    units[row + x.dimensions] &+= Int64(grid.scale[x.dimensions]) * (removing ? -1 : 1)
  }

  /// Adds a group of unweighted points by their sums, or takes it out.
  ///
  /// - Parameters:
  ///   - group: units of the grid's planes, the first or the first two, d of each plane.
  ///   - size: how many points the group has.
  /// - Precondition: nothing of the group lies in further planes; there are no weights.
  /// - Complexity: O(d).
  package mutating func add(
    group: UnsafePointer<Int64>, size: Int, to cluster: Int, removing: Bool = false
  ) {
    let (d, sign) = (grid.columns - 1, Int64(removing ? -1 : 1))
    sizes[cluster] += removing ? -size : size
    members[cluster] += removing ? -size : size
    let (first, stride, planes) = (cluster * grid.columns, clusters * grid.columns, grid.planes)
    let weight = Int64(grid.scale[d]) &* Int64(size)
    units.withUnsafeMutableBufferPointer { units in
      for plane in 0..<min(planes, 2) {
        for feature in 0..<d {
          units[plane * stride + first + feature] &+= sign &* group[plane * d + feature]
        }
      }
      units[first + d] &+= sign &* weight
    }
  }

  /// Adds value·weight to a column, plane by plane.
  private mutating func split(
    _ value: Double, weight: Double, _ cluster: Int, _ column: Int, removing: Bool
  ) {
    let (v, w) = (value.decomposed, weight.decomposed)
    let product = v.magnitude.multipliedFullWidth(by: w.magnitude)
    let (index, plane) = (cluster * grid.columns + column, clusters * grid.columns)
    let grid = grid
    units.withUnsafeMutableBufferPointer { units in
      grid.split(
        UInt128(product.high) << 64 | UInt128(product.low), exponent: v.exponent + w.exponent,
        negative: v.negative != removing, column: column
      ) { units[$0 * plane + index] &+= $1 }
    }
  }

  /// Replaces the number of points and of points of positive weight; see `set(_:feature:to:)`.
  package mutating func set(_ cluster: Int, size: Int, members: Int) {
    sizes[cluster] = size
    self.members[cluster] = members
  }

  /// Adds what another holds, cluster by cluster.
  ///
  /// - Precondition: both have the same grid and number of clusters.
  package mutating func merge(_ other: ClusterSums) {
    precondition(clusters == other.clusters && units.count == other.units.count, "one grid for all")
    for index in units.indices { units[index] &+= other.units[index] }
    for cluster in 0..<clusters {
      sizes[cluster] += other.sizes[cluster]
      members[cluster] += other.members[cluster]
    }
  }

  /// W_j, the total weight of a cluster.
  package func weight(_ cluster: Int) -> Dyadic { value(cluster, grid.columns - 1) }

  /// S_jl, the sum of w·x_l over a cluster.
  package func sum(_ cluster: Int, feature: Int) -> Dyadic { value(cluster, feature) }

  /// A sum as an integer of 2^exponent where it has one or two planes.
  ///
  /// Plane 0 is below 2^62 and B ≤ 62, so the integer is below 2^125.
  func narrow(_ cluster: Int, _ column: Int) -> (value: Int128, exponent: Int)? {
    let index = cluster * grid.columns + column
    if grid.planes == 1 { return (Int128(units[index]), grid.top[column]) }
    guard grid.planes == 2 else { return nil }
    let low = units[clusters * grid.columns + index]
    return (Int128(units[index]) << Int128(grid.bits) + Int128(low), grid.top[column] - grid.bits)
  }

  /// Replaces S_jl, or W_j when `feature` is nil, by a number that was summed in another way.
  ///
  /// - Precondition: it is a sum of terms of the grid's observations.
  package mutating func set(_ cluster: Int, feature: Int?, to value: Dyadic) {
    let column = feature ?? grid.columns - 1
    let index = cluster * grid.columns + column
    for plane in 0..<grid.planes { units[plane * clusters * grid.columns + index] = 0 }
    for (position, limb) in value.limbs.enumerated() {
      grid.split(
        UInt128(limb), exponent: value.exponent + 64 * position, negative: value.isNegative,
        column: column
      ) { units[$0 * clusters * grid.columns + index] += $1 }
    }
  }

  private func value(_ cluster: Int, _ column: Int) -> Dyadic {
    grid.value(column: column) { units[($0 * clusters + cluster) * grid.columns + column] }
  }
}
