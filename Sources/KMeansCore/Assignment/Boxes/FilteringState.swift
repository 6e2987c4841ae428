/// What the filtering algorithm knows of the boxes of a tree, from one step to the next.
///
/// Distances between centroids and points change by no more than the centroids drift. A branch has
/// a list of the centroids that can be the nearest to a point of it, and a gap: all others are
/// farther than one of the list by at least that. A leaf has such a gap within its branch's list;
/// if several centroids share the leaf, the gap is also at most that between any point's two
/// nearest. While the gaps exceed the drifts since, the lists and labels stand.
///
/// As in `DistanceBounds` nothing is written for what stands: gaps are stored raised by the totals
/// of the drifts up to then. These add up the greatest drift of all (`total`) and, by branch, the
/// greatest of its list (`totals`). So the gaps of leaves do not suffer from centroids that move
/// far away.
///
/// **Rounding.** A gap is lowered when it is made so that the order holds for computed distances
/// (`FilteringStep`), and sums of drifts are widened by 2^-50.
final class FilteringState: Sendable {
  let tree: PointTree
  let clusters: Int
  /// The label of every point, in the order of the tree.
  let labels: Slab<Int32>
  /// By leaf: the cluster of all its points, `unset`, or `mixed` where they may differ.
  let owners: Slab<Int32>
  /// By leaf: its gap and twice the branch's total when it was made.
  let gaps: Slab<Double>
  /// By branch: its gap, its total and the total of all when it was made; −∞ without a list.
  let branchGaps: Slab<Double>
  /// By branch: the sum of the greatest drifts of its list.
  let totals: Slab<Double>
  /// By branch: which centroids can be the nearest, ascending.
  nonisolated(unsafe) let lists: UnsafeMutablePointer<[Int32]>
  /// The drift of every centroid in the last update, rounded up, and the greatest.
  let drifts: Slab<Double>
  nonisolated(unsafe) private(set) var greatestDrift = 0.0
  /// How many points the last step looked at, all before the first.
  nonisolated(unsafe) var visited: Int
  /// The centroids of the last step.
  let centroids: Slab<Double>
  /// The sum of the greatest drifts, rounded up.
  nonisolated(unsafe) private(set) var total = 0.0

  /// No cluster: the points' labels may differ, or are unset.
  static let mixed: Int32 = -2
  static let unset: Int32 = -1

  init(_ tree: PointTree, clusters: Int) {
    self.tree = tree
    self.clusters = clusters
    visited = tree.rows.points.count
    labels = Slab(repeating: Self.unset, count: tree.rows.points.count)
    owners = Slab(repeating: Self.unset, count: tree.leaves)
    gaps = Slab(repeating: -.infinity, count: tree.leaves)
    branchGaps = Slab(repeating: -.infinity, count: tree.branches)
    totals = Slab(repeating: 0, count: tree.branches)
    lists = .allocate(capacity: tree.branches)
    lists.initialize(repeating: [], count: tree.branches)
    drifts = Slab(repeating: 0, count: clusters)
    centroids = Slab(repeating: .nan, count: clusters * tree.dimensions)
  }

  deinit {
    lists.deinitialize(count: tree.branches)
    lists.deallocate()
  }

  /// Takes an update's drift into account; after an infinite one nothing is known.
  ///
  /// - Parameters:
  ///   - drift: of every centroid in the update.
  ///   - m: the centroids after it.
  ///   - matrix: Y, which may have changed when the drift is infinite.
  /// - Complexity: O(k·d), or O(N) after an infinite drift.
  func move(by drift: Drift, to m: PointMatrix, _ matrix: LabelMatrix) {
    greatestDrift = 0
    let d = m.dimensions
    m.withDoubles { values in
      for (cluster, squared) in drift.squaredDistances.enumerated() {
        // The square can be 0 although the centroid moved.
        var isSame = squared == 0
        for index in cluster * d..<(cluster + 1) * d {
          isSame = isSame && values[index] == centroids[index]
          centroids[index] = values[index]
        }
        drifts[cluster] = isSame ? 0 : squared.squareRoot() * (1 + 0x1p-40) + 0x1p-520
        greatestDrift = max(greatestDrift, drifts[cluster])
      }
    }
    guard greatestDrift.isFinite else { return forget(matrix) }
    total = (total + greatestDrift) * (1 + 0x1p-50)
  }

  private func forget(_ matrix: LabelMatrix) {
    (total, greatestDrift) = (0, 0)
    for branch in 0..<tree.branches { branchGaps[branch] = -.infinity }
    // Before the first step all labels are unset, in `matrix` and here.
    guard matrix.values.contains(where: { $0 >= 0 }) else { return }
    for leaf in 0..<tree.leaves { owners[leaf] = Self.mixed }
    for place in 0..<labels.count { labels[place] = matrix.values[Int(tree.order[place])] }
  }
}
