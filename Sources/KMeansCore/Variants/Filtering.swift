import KMeansMatrices

/// The filtering algorithm: whole boxes of points are given to a cluster at once.
///
/// D. Pelleg and A. Moore, "Accelerating exact k-means algorithms with geometric reasoning", KDD
/// 1999; T. Kanungo et al., "An efficient k-means clustering algorithm", TPAMI 2002. A centroid is
/// out of a box when another is nearer to all of it. Where one centroid is left the box's points go
/// to it by their sums; where few are, the points' exact distances to those decide. What was found
/// out holds as long as no drift has used up its gap, so that an iteration costs one comparison for
/// a box around which little moves.
///
/// - Complexity: O(N·d) for the first step, and then O(B·c·d + b·c·d) for B boxes and b points
///   about which something has to be found out, each with c centroids near it.
struct Filtering: AssignmentStep {
  let execution: Execution
  /// Shrinks the bounds' margin in tests that must fail.
  let errorScale: Double
  /// How large the boxes are.
  let sizes: PointTree.Sizes
  /// What is known; nil before the first step.
  private(set) var state: FilteringState?

  init(execution: Execution, errorScale: Double = 1, sizes: PointTree.Sizes = .init()) {
    self.execution = execution
    self.errorScale = errorScale
    self.sizes = sizes
  }

  mutating func assign(
    _ x: Observations, to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix,
    sums: inout ClusterSums, work: inout Work, mayStop: Bool
  ) -> Int? {
    let state =
      self.state
      ?? FilteringState(PointTree(x, sizes: sizes, execution: execution), clusters: m.count)
    // A step that is ended half-way leaves nothing that is known.
    self.state = nil
    state.move(by: drift, to: m, labels)
    let step = FilteringStep(state, execution: execution, errorScale: errorScale)
    // About little, another thread would come too late.
    let threads = min(execution.threads, 1 + state.visited / 16384)
    let size = max(1, min(64, state.tree.branches / (4 * threads)))
    let (workers, complete) = labels.withPointer { labels in
      nonisolated(unsafe) let labels = labels
      let result = Chunks.run(
        count: state.tree.branches, size: size, threads: threads,
        makeWorker: {
          FilteringStep.Worker(
            clusters: m.count, dimensions: x.dimensions, points: state.tree.greatestLeaf,
            moves: GroupMoves(
              state.tree, grid: x.grid, clusters: m.count, labels: labels,
              kernels: execution.kernels))
        },
        body: { worker, branches in
          if execution.control.endsStep(mayStop: mayStop) { return false }
          for branch in branches { step.visit(branch, &worker) }
          return true
        })
      if !result.complete { for worker in result.workers { worker.moves.takeBack() } }
      return result
    }
    guard complete else { return nil }
    state.visited = x.count
    self.state = state
    return workers.reduce(0) { changed, worker in
      worker.moves.enter(&sums)
      work += worker.work
      state.visited -= worker.work.pointsSkipped
      return changed + worker.moves.changed
    }
  }
}
