/// The moves of one thread in a step of the filtering algorithm: labels, and the sums that go with
/// them in units of the grid.
///
/// Units are plain integers here, and enter the run's sums at the end, once a cluster. Points that
/// two planes of the grid do not hold, or that have weights, go to `loose` one by one.
struct BoxMoves: MoveShare {
  private let tree: PointTree
  private let rows: Observations.Rows
  private let kernels: Kernels
  private let grid: FixedPointGrid
  private let clusters: Int
  private let labels: UnsafeMutablePointer<Int32>
  /// By cluster: `planes` times d units, and the number of points.
  private let units: Slab<Int64>
  private let stride: Int
  /// The sums of points that `units` cannot hold; nil before the first.
  private var loose: ClusterSums?
  /// How many labels of points of positive weight changed.
  private(set) var changed = 0
  /// The points and leaves that left a cluster, with its number, for a step that is ended half-way.
  private var points: [(point: Int32, from: Int32)] = []
  private var leaves: [(leaf: Int32, from: Int32)] = []

  /// - Parameters:
  ///   - tree: X in boxes.
  ///   - grid: the units of the sums.
  ///   - clusters: k.
  ///   - labels: Y, by point of X; written.
  ///   - kernels: the instruction set.
  init(
    _ tree: PointTree, grid: FixedPointGrid, clusters: Int, labels: UnsafeMutablePointer<Int32>,
    kernels: Kernels
  ) {
    (self.tree, rows) = (tree, tree.rows)
    self.grid = grid
    self.clusters = clusters
    self.labels = labels
    self.kernels = kernels
    stride = tree.planes * tree.dimensions + 1
    units = Slab(repeating: 0, count: clusters * stride)
  }

  /// Gives all points of a leaf, which have one label or none, to a cluster.
  ///
  /// - Precondition: `tree.isHeld[leaf]`.
  mutating func move(leaf: Int, from old: Int32, to new: Int32) {
    let places = tree.points(of: leaf)
    let sums = tree.units.base + leaf * (stride - 1)
    add(sums, places.count, to: new, sign: 1)
    if old >= 0 {
      add(sums, places.count, to: old, sign: -1)
      leaves.append((Int32(truncatingIfNeeded: leaf), old))
    }
    for place in places { labels[Int(tree.order[place])] = new }
    changed += places.count
  }

  @inline(__always)
  private func add(_ sums: UnsafePointer<Int64>, _ count: Int, to cluster: Int32, sign: Int64) {
    let row = units.base + Int(cluster) * stride
    for index in 0..<stride - 1 { row[index] &+= sign &* sums[index] }
    row[stride - 1] &+= sign &* Int64(count)
  }

  /// Gives a point of a leaf to another cluster.
  @inline(__always)
  mutating func move(place: Int, of leaf: Int, from old: Int32, to new: Int32) {
    let point = Int(tree.order[place])
    labels[point] = new
    if old >= 0 { points.append((Int32(truncatingIfNeeded: point), old)) }
    guard tree.isHeld[leaf] else { return moveLoose(point, from: old, to: new) }
    changed += 1
    let (d, count, points) = (tree.dimensions, stride - 1, tree.points(of: leaf))
    let (scales, steps) = (tree.scales.base, tree.steps.base)
    let target = units.base + Int(new) &* stride
    let source = units.base + Int(max(old, 0)) &* stride
    let removed: Int64 = old >= 0 ? 1 : 0
    for feature in 0..<d {
      var rest = tree.value(points, place &- points.lowerBound, feature)
      var index = feature
      repeat {
        let value = Int64(fitting: rest * scales[index])
        target[index] &+= value
        source[index] &-= removed &* value
        // Exact: leading bits are subtracted. Often nothing is left for the next plane.
        rest -= Double(value) * steps[index]
        index &+= d
      } while rest != 0 && index < count
    }
    target[stride - 1] &+= 1
    source[stride - 1] &-= removed
  }

  private mutating func moveLoose(_ point: Int, from old: Int32, to new: Int32) {
    if loose == nil {
      loose = ClusterSums(grid: grid, clusters: clusters, isWeighted: rows.isWeighted)
    }
    // In place: a copy would count references to every array within.
    if old >= 0 { loose?.add(point, of: rows, to: Int(old), removing: true, kernels: kernels) }
    loose?.add(point, of: rows, to: Int(new), kernels: kernels)
    // Points without weight move no centroid, so the end does not wait for them.
    if rows.weight(point) > 0 { changed += 1 }
  }

  func enter(_ sums: inout ClusterSums) {
    if let loose { sums.merge(loose) }
    guard !rows.isWeighted else { return }
    for cluster in 0..<clusters {
      let row = units.base + cluster * stride
      sums.add(group: row, size: Int(row[stride - 1]), to: cluster)
    }
  }

  func undo(_ labels: UnsafeMutablePointer<Int32>) {
    for (leaf, old) in leaves {
      for place in tree.points(of: Int(leaf)) { labels[Int(tree.order[place])] = old }
    }
    for (point, old) in points { labels[Int(point)] = old }
  }
}
