extension FilteringStep {
  /// Brings the labels of a leaf's points up to date, and makes its gap.
  ///
  /// - Parameters:
  ///   - leaf: a leaf of the branch that `worker.near` is filled for.
  ///   - points: its places in the tree.
  ///   - count: how many centroids are in `worker.left`.
  ///   - gap: by how much all others are farther.
  ///   - total: twice the branch's total.
  ///   - worker: the thread's own.
  @inline(__always)
  func refresh(
    _ leaf: Int, _ points: Range<Int>, left count: Int, gap: Double, total: Double,
    _ worker: inout Worker
  ) {
    var gap = gap
    if count == 1 {
      give(leaf, points, to: worker.near.cluster(worker.left[0]), &worker)
    } else {
      worker.work.distances += points.count * count
      worker.work.truths += points.count
      gap = min(gap, settle(leaf, points, count, &worker))
    }
    state.gaps[leaf] = raised(gap, by: total)
  }

  // MARK: One cluster

  /// Gives all points of a leaf to one cluster.
  private func give(
    _ leaf: Int, _ points: Range<Int>, to cluster: Int32, _ worker: inout Worker
  ) {
    let owner = state.owners[leaf]
    guard owner != cluster else { return }
    state.owners[leaf] = cluster
    guard owner != FilteringState.mixed && tree.isHeld[leaf] else {
      for place in points where state.labels[place] != cluster {
        worker.moves.move(place: place, of: leaf, from: state.labels[place], to: cluster)
        state.labels[place] = cluster
      }
      return
    }
    worker.moves.move(leaf: leaf, from: owner, to: cluster)
    for place in points { state.labels[place] = cluster }
  }

  // MARK: Several clusters

  /// Labels the points of a leaf by the truth among the candidates in `worker.left`.
  ///
  /// - Returns: a lower bound on how much nearer every point is to its centroid than to the other
  ///   candidates.
  private func settle(
    _ leaf: Int, _ points: Range<Int>, _ count: Int, _ worker: inout Worker
  ) -> Double {
    guard tree.dimensions <= 8 else {
      settleWide(leaf, points, count, &worker)
      return -.infinity
    }
    let facts = kernels.settle(
      tree.columns(points), worker.near.block.base, list: worker.left.base, count: count,
      labels: state.labels.base + points.lowerBound, changed: worker.places.base,
      from: worker.from.base)
    for index in 0..<facts.changed {
      let place = points.lowerBound + Int(worker.places[index])
      worker.moves.move(
        place: place, of: leaf, from: worker.from[index], to: state.labels[place])
    }
    if facts.changed > 0 { state.owners[leaf] = FilteringState.mixed }
    guard facts.sum > 0 else { return -.infinity }
    let both = (2 * facts.sum).squareRoot()
    return (facts.difference - slack * facts.sum) / both - slack * both - least
  }

  /// The same in many dimensions, from the points where they lie in X.
  private func settleWide(
    _ leaf: Int, _ points: Range<Int>, _ count: Int, _ worker: inout Worker
  ) {
    let d = tree.dimensions
    let numbers = (0..<count).map { Int(worker.near.cluster(worker.left[$0])) }
    var centroids: [Double] = []
    for number in numbers {
      centroids += UnsafeBufferPointer(start: state.centroids.base + number * d, count: d)
    }
    let block = tree.rows.points(
      0..<tree.rows.points.count,
      rows: UnsafeBufferPointer(start: tree.order.base + points.lowerBound, count: points.count))
    kernels.nearest(
      block, centroids: centroids, count: count, labels: worker.places.base, distancesSquared: nil)
    for (index, place) in points.enumerated() {
      let (old, new) = (state.labels[place], Int32(numbers[Int(worker.places[index])]))
      guard old != new else { continue }
      worker.moves.move(place: place, of: leaf, from: old, to: new)
      state.labels[place] = new
      state.owners[leaf] = FilteringState.mixed
    }
  }
}
