/// What the update step and J need of every cluster: W_j = Σ w, S_j = Σ w·x and the sizes. Exact,
/// so sums of parts merge into the sum of the whole in any order.
package struct ClusterSums: Sendable {
  package let grid: FixedPointGrid
  package let clusters: Int
  /// The number of points of every cluster, whatever their weights.
  package internal(set) var sizes: [Int]
  /// The number of points of positive weight of every cluster.
  package internal(set) var members: [Int]
  /// The clusters whose sums are kept, in the order of their places; others take no room.
  private(set) var kept: [Int32] = []
  /// Where a cluster's sums begin in `units`; −1 for those not kept.
  var places: [Int]
  /// Units by place, plane and column: the last column is W, where points have weights.
  var units: [Int64] = []
  /// Whether the sums of a cluster may have changed since `settle`.
  package internal(set) var changed: [Bool]
  /// Whether points have weights; without, W_j is the number of members.
  package let isWeighted: Bool

  package init(grid: FixedPointGrid, clusters: Int, isWeighted: Bool) {
    self.grid = grid
    self.clusters = clusters
    self.isWeighted = isWeighted
    sizes = Array(repeating: 0, count: clusters)
    members = sizes
    places = Array(repeating: -1, count: clusters)
    changed = Array(repeating: true, count: clusters)
  }

  /// Forgets all points, and keeps the memory.
  ///
  /// - Complexity: O(k).
  package mutating func reset() {
    for cluster in 0..<clusters {
      (sizes[cluster], members[cluster]) = (0, 0)
      places[cluster] = -1
      changed[cluster] = true
    }
    kept.removeAll(keepingCapacity: true)
    units.removeAll(keepingCapacity: true)
  }

  /// Marks all clusters as unchanged: what follows from their sums has been computed.
  ///
  /// - Complexity: O(k).
  package mutating func settle() {
    for cluster in 0..<clusters { changed[cluster] = false }
  }

  /// Numbers that a cluster takes in `units`.
  private var stride: Int { grid.planes * grid.columns }

  /// Where the sums of a cluster begin, which are about to change.
  @inline(__always)
  mutating func place(_ cluster: Int) -> Int {
    changed[cluster] = true
    let place = places[cluster]
    return place >= 0 ? place : makePlace(cluster)
  }

  @inline(never) @discardableResult
  mutating func makePlace(_ cluster: Int) -> Int {
    // Reserved memory that is never touched costs nothing.
    if kept.isEmpty { units.reserveCapacity(clusters * stride) }
    let place = units.count
    units.append(contentsOf: repeatElement(0, count: stride))
    places[cluster] = place
    kept.append(Int32(cluster))
    return place
  }

  /// Adds point `point` to cluster `cluster`, or takes it out.
  ///
  /// - Complexity: O(d).
  package mutating func add(
    _ point: Int, of x: Observations.Rows, to cluster: Int, removing: Bool = false,
    kernels: Kernels
  ) {
    sizes[cluster] += removing ? -1 : 1
    let weight = x.weight(point)
    guard weight > 0 else { return }
    members[cluster] += removing ? -1 : 1
    if let row = x.compressed?[point] {
      move(
        row, weight: weight, from: removing ? cluster : nil, to: removing ? nil : cluster,
        kernels: kernels)
    } else if isWeighted {
      for column in 0..<grid.columns {
        let value = column < x.dimensions ? x[column, point] : 1
        split(value, weight: weight, cluster, column, removing: removing)
      }
    } else {
      addHeld(point, of: x, to: cluster, removing: removing, kernels: kernels)
    }
  }

  /// Adds an unweighted point: the kernel adds what plane 0 holds, and Swift what spills.
  private mutating func addHeld(
    _ point: Int, of x: Observations.Rows, to cluster: Int, removing: Bool, kernels: Kernels
  ) {
    let row = place(cluster)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: x.dimensions) { spilled in
      let count = units.withUnsafeMutableBufferPointer { units in
        guard let sums = units.baseAddress, let spilled = spilled.baseAddress else { return 0 }
        return x.points(point..<point + 1).withValues {
          kernels.add(
            $0, scalar: x.points.scalar, dimensions: x.dimensions, scale: grid.scale,
            unit: grid.unit, sums: sums + row, sign: removing ? -1 : 1, spilled: spilled)
        }
      }
      for index in 0..<count {
        let column = Int(spilled[index])
        split(x[column, point], weight: 1, cluster, column, removing: removing)
      }
    }
  }

  /// Adds a group of unweighted points by their sums, or takes it out.
  ///
  /// - Parameters:
  ///   - group: units of the grid's planes, the first or the first two, d of each plane.
  ///   - size: how many points the group has.
  ///   - cluster: j.
  ///   - removing: whether the group is taken out.
  /// - Precondition: nothing of the group lies in further planes; there are no weights.
  /// - Complexity: O(d).
  package mutating func add(
    group: UnsafePointer<Int64>, size: Int, to cluster: Int, removing: Bool = false
  ) {
    let (d, sign) = (grid.columns - 1, Int64(removing ? -1 : 1))
    sizes[cluster] += removing ? -size : size
    members[cluster] += removing ? -size : size
    let (first, columns, planes) = (place(cluster), grid.columns, min(grid.planes, 2))
    units.withUnsafeMutableBufferPointer { units in
      for plane in 0..<planes {
        for feature in 0..<d {
          units[first + plane * columns + feature] &+= sign &* group[plane * d + feature]
        }
      }
    }
  }

  /// Adds value·weight to a column, plane by plane.
  mutating func split(
    _ value: Double, weight: Double, _ cluster: Int, _ column: Int, removing: Bool
  ) {
    let (v, w) = (value.decomposed, weight.decomposed)
    let product = v.magnitude.multipliedFullWidth(by: w.magnitude)
    let (index, plane, grid) = (place(cluster) + column, grid.columns, grid)
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
  /// - Complexity: O(k + kept·d).
  package mutating func merge(_ other: ClusterSums) {
    precondition(clusters == other.clusters && grid.top == other.grid.top, "one grid for all")
    let stride = stride
    for cluster in other.kept {
      let (own, theirs) = (place(Int(cluster)), other.places[Int(cluster)])
      units.withUnsafeMutableBufferPointer { units in
        other.units.withUnsafeBufferPointer { added in
          for index in 0..<stride { units[own + index] &+= added[theirs + index] }
        }
      }
    }
    for cluster in 0..<clusters {
      sizes[cluster] += other.sizes[cluster]
      members[cluster] += other.members[cluster]
    }
  }

  /// W_j, the total weight of a cluster.
  package func weight(_ cluster: Int) -> Dyadic {
    isWeighted ? value(cluster, grid.columns - 1) : Dyadic(members[cluster])
  }

  /// S_jl, the sum of w·x_l over a cluster.
  package func sum(_ cluster: Int, feature: Int) -> Dyadic { value(cluster, feature) }

  /// A sum as an integer of 2^exponent where it has one or two planes.
  ///
  /// Plane 0 is below 2^62 and B ≤ 62, so the integer is below 2^125.
  func narrow(_ cluster: Int, _ column: Int) -> (value: Int128, exponent: Int)? {
    let place = places[cluster]
    guard grid.planes <= 2 else { return nil }
    guard place >= 0 else { return (0, 0) }
    let high = Int128(units[place + column])
    if grid.planes == 1 { return (high, grid.top[column]) }
    let low = Int128(units[place + grid.columns + column])
    return (high << Int128(grid.bits) + low, grid.top[column] - grid.bits)
  }

  /// Replaces S_jl, or W_j when `feature` is nil, by a number that was summed in another way.
  ///
  /// - Precondition: it is a sum of terms of the grid's observations.
  package mutating func set(_ cluster: Int, feature: Int?, to value: Dyadic) {
    let column = feature ?? grid.columns - 1
    let index = place(cluster) + column
    for plane in 0..<grid.planes { units[plane * grid.columns + index] = 0 }
    for (position, limb) in value.limbs.enumerated() {
      grid.split(
        UInt128(limb), exponent: value.exponent + 64 * position, negative: value.isNegative,
        column: column
      ) { units[$0 * grid.columns + index] &+= $1 }
    }
  }

  private func value(_ cluster: Int, _ column: Int) -> Dyadic {
    let place = places[cluster]
    return place < 0
      ? .zero : grid.value(column: column) { units[place + $0 * grid.columns + column] }
  }
}
