extension Bisecting {
  /// The splits that were made before; nil for a new search.
  var begun: State? {
    guard case .bisecting(let before) = task.resuming else { return nil }
    var rows = [[Int]](repeating: [], count: before.leaves.count)
    for (row, cluster) in before.labels.values.enumerated() { rows[Int(cluster)].append(row) }
    let leaves = zip(before.leaves, rows).map { leaf, rows in
      Leaf(
        rows: rows, centroid: leaf.centroid, objective: leaf.objective,
        weight: rows.count == task.prepared.x.count
          ? task.prepared.x.totalWeight.rounded : weight(of: rows), isWhole: leaf.isWhole)
    }
    return State(
      leaves: leaves, splits: before.splits, history: before.history, work: before.work,
      stopReason: before.stopReason, initializing: before.initializing,
      iterating: before.iterating)
  }

  /// The split that was under way before, and its cluster; nil for none.
  var splitUnderWay: (cluster: Int, split: RestartsState)? {
    guard case .bisecting(let before) = task.resuming else { return nil }
    return before.current
  }

  /// The splits so far, to be written down.
  ///
  /// - Complexity: O(N).
  func written(_ state: State, isFinished: Bool = false) -> BisectingState {
    var labels = LabelMatrix(
      unset: task.prepared.x.count, clusters: task.configuration.clusters)
    for (cluster, leaf) in state.leaves.enumerated() {
      for row in leaf.rows { labels.values[row] = Int32(cluster) }
    }
    return BisectingState(
      labels: labels,
      leaves: state.leaves.map { ($0.centroid, $0.objective, $0.isWhole) }, splits: state.splits,
      history: state.history, work: state.work, stopReason: state.stopReason,
      initializing: state.initializing, iterating: state.iterating, isFinished: isFinished)
  }

  /// The keeper of a split.
  ///
  /// - Parameters:
  ///   - state: the splits before it.
  ///   - cluster: what is split.
  ///   - noteStop: called when the split has written down where it was stopped.
  /// - Returns: one for the starts of the split; nil where nothing is written down.
  func keeper(
    _ state: State, splitting cluster: Int, noteStop: @escaping () -> Void
  ) -> StateKeeper<SearchState>? {
    guard let whole = task.keeper else { return nil }
    let control = task.execution.control
    return StateKeeper { isLast, split in
      // The end of a split is not the end of the search.
      let isStopped = isLast && control.poll() != nil
      if isStopped { noteStop() }
      whole.offer(isStopped) {
        var all = written(state)
        if case .restarts(let part) = split() { all.current = (cluster, part) }
        return .bisecting(all)
      }
    }
  }
}
