import KMeansMatrices

extension FilteringStep {
  /// Brings the labels of a leaf's points up to date, and makes its gap.
  ///
  /// - Parameter total: twice the branch's total.
  func refresh(
    _ leaf: Int, _ points: Range<Int>, _ total: Double, _ labels: UnsafeMutablePointer<Int32>,
    _ worker: inout Worker
  ) {
    let (count, least) = filter(
      tree.leafBoxes.base + leaf * 2 * tree.dimensions, worker.near, &worker)
    var gap = least
    if count == 1 {
      give(leaf, points, to: worker.near.cluster(worker.left[0]), labels, &worker)
    } else {
      worker.work.distances += points.count * count
      worker.work.truths += points.count
      gap = min(gap, settle(leaf, points, count, labels, &worker))
    }
    state.gaps[leaf] = raised(gap, by: total)
  }

  // MARK: One cluster

  /// Gives all points of a leaf to one cluster.
  private func give(
    _ leaf: Int, _ points: Range<Int>, to cluster: Int32, _ labels: UnsafeMutablePointer<Int32>,
    _ worker: inout Worker
  ) {
    let owner = state.owners[leaf]
    guard owner != cluster else { return }
    state.owners[leaf] = cluster
    guard owner != FilteringState.mixed && tree.isHeld[leaf] else {
      for place in points where state.labels[place] != cluster {
        move(Int(tree.order[place]), from: state.labels[place], to: cluster, labels, &worker)
        state.labels[place] = cluster
      }
      return
    }
    let units = tree.units.base + leaf * tree.planes * tree.dimensions
    if owner >= 0 {
      worker.sums.add(group: units, size: points.count, to: Int(owner), removing: true)
      for place in points { worker.moves.append((Int(tree.order[place]), owner)) }
    }
    worker.sums.add(group: units, size: points.count, to: Int(cluster))
    worker.changed += points.count
    for place in points {
      state.labels[place] = cluster
      labels[Int(tree.order[place])] = cluster
    }
  }

  /// Gives a point to another cluster.
  @inline(__always)
  private func move(
    _ point: Int, from old: Int32, to new: Int32, _ labels: UnsafeMutablePointer<Int32>,
    _ worker: inout Worker
  ) {
    if old >= 0 {
      worker.sums.add(point, of: tree.rows, to: Int(old), removing: true, kernels: kernels)
      worker.moves.append((point, old))
    }
    worker.sums.add(point, of: tree.rows, to: Int(new), kernels: kernels)
    labels[point] = new
    // Points without weight move no centroid, so the end does not wait for them.
    if tree.rows.weight(point) > 0 { worker.changed += 1 }
  }

  // MARK: Several clusters

  /// Labels the points of a leaf by the truth among the candidates in `worker.left`.
  ///
  /// - Returns: how much nearer every point is to its centroid than to the others of those.
  private func settle(
    _ leaf: Int, _ points: Range<Int>, _ count: Int, _ labels: UnsafeMutablePointer<Int32>,
    _ worker: inout Worker
  ) -> Double {
    guard tree.dimensions <= 8 else {
      settleWide(leaf, points, count, labels, &worker)
      return -.infinity
    }
    let facts = kernels.settle(
      tree.columns(points), worker.near.block.base, list: worker.left.base, count: count,
      labels: state.labels.base + points.lowerBound, changed: worker.places.base,
      from: worker.from.base)
    for index in 0..<facts.changed {
      let place = points.lowerBound + Int(worker.places[index])
      move(
        Int(tree.order[place]), from: worker.from[index], to: state.labels[place], labels, &worker)
    }
    if facts.changed > 0 { state.owners[leaf] = FilteringState.mixed }
    guard facts.sum > 0 else { return -.infinity }
    let both = (2 * facts.sum).squareRoot()
    return (facts.difference - slack * facts.sum) / both - slack * both - least
  }

  /// The same in many dimensions, from the points where they lie in X.
  private func settleWide(
    _ leaf: Int, _ points: Range<Int>, _ count: Int, _ labels: UnsafeMutablePointer<Int32>,
    _ worker: inout Worker
  ) {
    let d = tree.dimensions
    let numbers = (0..<count).map { Int(worker.near.cluster(worker.left[$0])) }
    var centroids: [Double] = []
    for number in numbers {
      centroids += UnsafeBufferPointer(start: state.centroids.base + number * d, count: d)
    }
    let block = Kernels.Points(
      tree.rows.pointer(0), scalar: tree.rows.points.scalar, dimensions: d, count: points.count,
      rows: tree.order.base + points.lowerBound)
    kernels.nearest(
      block, centroids: centroids, count: count, labels: worker.places.base, distancesSquared: nil)
    for (index, place) in points.enumerated() {
      let (old, new) = (state.labels[place], Int32(numbers[Int(worker.places[index])]))
      guard old != new else { continue }
      move(Int(tree.order[place]), from: old, to: new, labels, &worker)
      state.labels[place] = new
      state.owners[leaf] = FilteringState.mixed
    }
  }
}
