import CKMeansKernels

/// One step of the filtering algorithm: what it does with a branch and its leaves.
///
/// **Bounds over a box.** δ(x, c) − δ(x, s) is linear in x, so over a box it is least at a corner;
/// let h be that value and r at least the greatest δ(x, c) + δ(x, s). As d(x, c) + d(x, s) is at
/// most √(2r), d(x, c) − d(x, s) is at least h / √(2r) where h > 0.
///
/// **Rounding.** Let u = 2^-53. h is computed with an error below (2d + 10)·u·r: its d terms are
/// products of a sum of two differences with a difference, each off by 5u·(|a| + |b|)² ≤
/// 10u·(a² + b²), and are added with d − 1 roundings. The computed order of two centroids is that
/// of real distances u₁ < u₂ when u₂ − u₁ > g·(u₁ + u₂) + √(d·2^-1073), g = (d + 3)·u, because
/// then (u₂ − u₁)(u₂ + u₁) > g·(u₁² + u₂²) + d·2^-1073; see `DriftSums`. u₁ + u₂ may have grown
/// since by the drifts, which are below the gap, so to twice √(2r) at most. So a gap is computed as
/// (h − s·r) / √(2r) − s·√(2r) − 2^-530·√d with s = (d + 16)·2^-48, whose room of 2^5 also covers
/// the roundings of r, of the root, of the quotient and of what is added to gaps.
struct FilteringStep {
  let state: FilteringState
  let tree: PointTree
  let kernels: Kernels
  /// s and the last term above.
  let slack: Double
  let least: Double
  /// All centroids, as candidates.
  private let all: CandidateList

  init(_ state: FilteringState, execution: Execution) {
    let (d, errorScale) = (state.tree.dimensions, execution.errorScale)
    self.state = state
    tree = state.tree
    kernels = execution.kernels
    slack = errorScale * Double(d + 16) * 0x1p-48
    least = errorScale * Double(d).squareRoot() * 0x1p-530
    all = CandidateList(capacity: state.clusters, dimensions: d)
    let numbers = (0..<state.clusters).map { Int32($0) }
    numbers.withUnsafeBufferPointer { all.gather($0, from: state.centroids.base) }
  }

  /// What one thread keeps.
  struct Worker {
    var moves: BoxMoves
    var work = Clustering.Work()
    /// The centroids near a branch.
    let near: CandidateList
    fileprivate let bounds: Slab<Double>
    let left: Slab<Int32>
    /// By leaf of a group: one bit for every centroid left, and the least bound of the others.
    fileprivate let bits = Slab<UInt64>(uninitialized: 8)
    fileprivate let leasts = Slab<Double>(uninitialized: 8)
    fileprivate let box: Slab<Double>
    /// Points of a leaf, and labels.
    let places: Slab<Int32>
    let from: Slab<Int32>

    /// A worker for leaves of at most `points` points.
    init(clusters: Int, dimensions: Int, points: Int, moves: BoxMoves) {
      self.moves = moves
      near = CandidateList(capacity: clusters, dimensions: dimensions)
      bounds = Slab(uninitialized: clusters + 8)
      left = Slab(uninitialized: clusters)
      box = Slab(uninitialized: 2 * dimensions)
      places = Slab(uninitialized: points)
      from = Slab(uninitialized: points)
    }

    /// Lists the centroids left for the `lane`-th of some leaves.
    @inline(__always)
    fileprivate func left(_ lane: Int) -> (count: Int, least: Double) {
      var (rest, count) = (bits[lane], 0)
      while rest != 0 {
        left[count] = Int32(truncatingIfNeeded: rest.trailingZeroBitCount)
        count += 1
        rest &= rest &- 1
      }
      return (count, leasts[lane])
    }
  }

  /// Brings the labels of a branch's points up to date.
  func visit(_ branch: Int, _ worker: inout Worker) {
    let leaves = tree.leaves(of: branch)
    // Where no centroid of the list moved, no label can have changed.
    guard follow(branch, &worker) else {
      worker.work.pointsSkipped +=
        Int(tree.firstPoint[leaves.upperBound] - tree.firstPoint[leaves.lowerBound])
      return
    }
    state.lists[branch].withUnsafeBufferPointer {
      worker.near.gather($0, from: state.centroids.base)
    }
    let threshold = 2 * state.totals[branch]
    for first in stride(from: leaves.lowerBound, to: leaves.upperBound, by: Self.group) {
      visit(first..<min(first + Self.group, leaves.upperBound), of: leaves, threshold, &worker)
    }
  }

  /// Leaves that are looked at together: the lanes of a vector.
  private static let group = 8

  /// Brings the labels of some neighbouring leaves of a branch up to date.
  private func visit(
    _ group: Range<Int>, of leaves: Range<Int>, _ threshold: Double, _ worker: inout Worker
  ) {
    var stands = true
    for leaf in group { stands = stands && state.gaps[leaf] > threshold }
    guard !stands else {
      worker.work.pointsSkipped +=
        Int(tree.firstPoint[group.upperBound] - tree.firstPoint[group.lowerBound])
      return
    }
    let isNarrow = worker.near.count <= 64 && tree.dimensions <= 8
    if isNarrow {
      filterLeaves(group, of: leaves, &worker)
      for leaf in group where state.gaps[leaf] <= threshold {
        let bits = worker.bits[leaf - group.lowerBound]
        let points = tree.points(of: leaf)
        if bits & (bits &- 1) != 0 && points.count <= 256 {
          tree.prefetch(points)
          Kernels.prefetch(state.labels.base + points.lowerBound, bytes: points.count * 4)
        }
      }
    }
    for leaf in group {
      let points = tree.points(of: leaf)
      if state.gaps[leaf] > threshold {
        worker.work.pointsSkipped += points.count
      } else if points.isEmpty {
        state.gaps[leaf] = .infinity
      } else {
        let (count, gap) =
          isNarrow ? worker.left(leaf - group.lowerBound) : filter(leaf, of: leaves, &worker)
        refresh(leaf, points, left: count, gap: gap, total: threshold, &worker)
      }
    }
  }

  // MARK: Lists

  /// Makes sure that a branch's list holds all centroids that can be the nearest to its points.
  ///
  /// - Returns: whether a centroid of the list has moved, or the list is new.
  private func follow(_ branch: Int, _ worker: inout Worker) -> Bool {
    guard state.branchGaps[branch] > -.infinity else { return relist(branch, true, &worker) }
    var moved = 0.0
    state.lists[branch].withUnsafeBufferPointer { list in
      for cluster in list {
        let drift = state.drifts[Int(cluster)]
        moved = drift > moved ? drift : moved
      }
    }
    let total = (state.totals[branch] + moved) * (1 + 0x1p-50)
    state.totals[branch] = total
    if state.branchGaps[branch] > (total + state.total) * (1 + 0x1p-50) { return moved > 0 }
    return relist(branch, false, &worker) || moved > 0
  }

  /// Makes a list anew.
  ///
  /// - Returns: whether one of the new centroids can be the nearest to a point.
  private func relist(_ branch: Int, _ isUnknown: Bool, _ worker: inout Worker) -> Bool {
    let box = tree.branchBoxes.base + branch * 2 * tree.dimensions
    let needed = filter(box, all, &worker).count
    let bounds = worker.bounds.base
    // A list for a few steps: with the centroids that may come near soon, unless these are many.
    var margin = 4 * state.greatestDrift
    var count = 0
    for cluster in 0..<state.clusters where !(bounds[cluster] > margin) { count += 1 }
    if count > 2 * needed + 12 { (margin, count) = (0, needed) }
    let old = state.lists[branch]
    var list: [Int32] = []
    list.reserveCapacity(count)
    var (next, gap, added) = (0, Double.infinity, Double.infinity)
    for cluster in 0..<state.clusters {
      let wasListed = next < old.count && old[next] == cluster
      next += wasListed ? 1 : 0
      if bounds[cluster] > margin {
        gap = min(gap, bounds[cluster])
      } else {
        list.append(Int32(truncatingIfNeeded: cluster))
        if !wasListed { added = bounds[cluster] > 0 ? min(added, bounds[cluster]) : -.infinity }
      }
    }
    state.lists[branch] = list
    if isUnknown { state.totals[branch] = 0 }
    let total = state.totals[branch]
    state.branchGaps[branch] = raised(gap, by: total + state.total)
    // The new centroids, which the leaves' gaps do not count, are at least so much farther.
    let most = isUnknown ? -.infinity : raised(added, by: 2 * total)
    if most < .infinity {
      for leaf in tree.leaves(of: branch) {
        state.gaps[leaf] = isUnknown ? most : min(state.gaps[leaf], most)
      }
    }
    return isUnknown || added == -.infinity
  }

  // MARK: Boxes

  /// Which centroids of the list can be the nearest to points of some leaves.
  private func filterLeaves(_ group: Range<Int>, of leaves: Range<Int>, _ worker: inout Worker) {
    let low =
      tree.leafBoxes.base + leaves.lowerBound * 2 * tree.dimensions
      + (group.lowerBound - leaves.lowerBound)
    var box = Kernels.Box(
      low: low, high: low + leaves.count * tree.dimensions, slack: slack, least: least)
    worker.work.distances += worker.near.count * group.count
    kernels.filterLeaves(
      &box, stride: leaves.count, count: group.count, worker.near.block.base,
      left: worker.bits.base, least: worker.leasts.base)
  }

  /// The same for one leaf, into `worker.left`.
  private func filter(
    _ leaf: Int, of leaves: Range<Int>, _ worker: inout Worker
  ) -> (count: Int, least: Double) {
    let box = tree.leafBoxes.base + leaves.lowerBound * 2 * tree.dimensions
    for feature in 0..<2 * tree.dimensions {
      worker.box[feature] = box[feature * leaves.count + leaf - leaves.lowerBound]
    }
    return filter(worker.box.base, worker.near, &worker)
  }

  /// Which candidates can be the nearest to a point of a box, into `worker.left`.
  private func filter(
    _ box: UnsafePointer<Double>, _ candidates: CandidateList, _ worker: inout Worker
  ) -> (count: Int, least: Double) {
    var box = Kernels.Box(
      low: box, high: box + tree.dimensions, slack: slack, least: least)
    worker.work.distances += candidates.count
    return kernels.filter(
      &box, candidates.block.base, bounds: worker.bounds.base, left: worker.left.base)
  }

  /// A gap as it is stored.
  @inline(__always)
  func raised(_ gap: Double, by total: Double) -> Double {
    gap == .infinity ? gap : gap + total - 0x1p-50 * (abs(gap) + total)
  }
}
