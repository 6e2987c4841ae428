/// The filtering algorithm: whole boxes of points are given to a cluster at once.
///
/// D. Pelleg and A. Moore, "Accelerating exact k-means algorithms with geometric reasoning", KDD
/// 1999; T. Kanungo et al., "An efficient k-means clustering algorithm", TPAMI 2002. A centroid is
/// out of a box when another is nearer to all of it. Where one centroid is left, all points of the
/// box go to it, by the box's sums. Where several are left, the points' exact distances to these
/// decide. A result stands until drifts have used up its gap, so a box whose centroids hardly move
/// costs one comparison an iteration.
///
/// - Complexity: O(N·d) for the first step, and then O(B·c·d + b·c·d) for the B boxes and b points
///   that are looked at, each with c centroids near it.
struct Filtering: Assignment {
  let prepared: Prepared
  let execution: Execution
  /// How large the boxes are; nil for the tree of `prepared`.
  let sizes: PointTree.Sizes?
  /// What is known; nil before the first step.
  private(set) var state: FilteringState?

  init(_ prepared: Prepared, execution: Execution, sizes: PointTree.Sizes? = nil) {
    (self.prepared, self.execution, self.sizes) = (prepared, execution, sizes)
  }

  private func tree() -> PointTree {
    guard let sizes else { return prepared.tree(execution) }
    return PointTree(prepared.x, sizes: sizes, execution: execution)
  }

  mutating func assign(
    to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix, mayStop: Bool
  ) -> Moves {
    let x = prepared.x
    let state = self.state ?? FilteringState(tree(), clusters: m.count)
    // After a step that is ended half-way, nothing is known.
    self.state = nil
    state.move(by: drift, to: m, labels)
    let step = FilteringStep(state, execution: execution)
    // One thread more for every 16,384 points: fewer are done before it wakes.
    let threads = min(execution.threads, 1 + state.visited / 16384)
    let size = max(1, min(64, state.tree.branches / (4 * threads)))
    let (workers, complete) = labels.withPointer { labels in
      nonisolated(unsafe) let labels = labels
      return Chunks.run(
        count: state.tree.branches, size: size, threads: threads,
        makeWorker: {
          FilteringStep.Worker(
            clusters: m.count, dimensions: x.dimensions, points: state.tree.greatestLeaf,
            moves: BoxMoves(
              state.tree, grid: x.grid, clusters: m.count, labels: labels,
              kernels: execution.kernels))
        },
        body: { worker, branches in
          if execution.control.endsStep(mayStop: mayStop) { return false }
          for branch in branches { step.visit(branch, &worker) }
          return true
        })
    }
    let moves = Moves(
      shares: workers.map(\.moves), isComplete: complete,
      work: workers.reduce(into: Clustering.Work()) { $0 += $1.work })
    if complete {
      state.visited = x.count - moves.work.pointsSkipped
      self.state = state
    }
    return moves
  }
}

extension Clusterer.Algorithm {
  /// Whole boxes of a k-d tree at once: for many points in few dimensions.
  public static let filtering = Clusterer.Algorithm(
    "filtering", "whole boxes of a k-d tree at once: for few dimensions"
  ) { prepared, _, execution in
    // The tree counts points in 32 bits.
    if prepared.x.count > Int(Int32.max) { return Hamerly(prepared, execution: execution) }
    return Filtering(prepared, execution: execution)
  }
}
