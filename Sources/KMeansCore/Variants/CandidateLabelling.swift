import KMeansMatrices

/// Labels active points by a screen against the distance to the centroid they belong to: what the
/// screen leaves, the truth decides.
///
/// A point that has to be looked at against every centroid is screened about as far as its second
/// centroid was last seen: then whatever is discarded is farther, which is the new lower bound.
struct CandidateLabelling: Labelling {
  let screen: any CandidateScreen
  /// What points go through instead that have to be looked at against every centroid; nil for the
  /// screen.
  let full: TileLabelling?
  /// What the screen leaves goes through these.
  let bytes: CentroidBytes
  let levels: DriftLevels
  let task: Reassignment
  let drifts: DriftSums
  /// Whether to look farther than needed, for bounds that prove more in the steps to come.
  let looksFar: Bool

  /// Panels are filled level by level, so chunks have several panels even where points are large.
  func chunkSize(_ rows: Observations.Rows, threads: Int) -> Int {
    let usual = rows.chunkSize(threads: threads)
    return max(usual, min(1920, rows.points.count / (8 * threads * usual) * usual))
  }

  func makeWorker(chunk: Int, sums: ClusterSums) -> LabellingWorker {
    let (kernels, m) = (task.execution.kernels, task.m)
    return LabellingWorker(
      base: Reassignment.Worker(
        kernels: kernels, dimensions: m.dimensions, chunk: chunk, sums: sums),
      active: ActivePoints(chunk: chunk),
      candidates: CandidateWorker(
        kernels: kernels, dimensions: m.dimensions, clusters: m.count, chunk: chunk))
  }

  func label(
    _ chunk: Range<Int>, _ storage: ActivePoints.Storage, _ worker: inout LabellingWorker
  ) {
    guard let candidates = worker.candidates else { return }
    let levelled = candidates.levelled
    // One chunk in eight looks far always, to see whether it pays.
    let isProbe = chunk.lowerBound / chunk.count % 8 == 0
    let looksFar = looksFar || isProbe
    // Who looks far anyway need not know exactly where to begin; but short points are soon read.
    let measure: LevelledPoints.Measure =
      full != nil ? .none : looksFar && task.m.dimensions >= 256 ? .inBytes(bytes) : .exactly
    let filled = levelled.fill(
      worker.active.rows, chunk, storage, drifts, levels, task, measure, candidates.scratch)
    worker.base.work.distances += filled.measured
    worker.base.work.pointsSkipped += filled.proven
    let (last, width) = (levels.counts.count - 1, task.execution.kernels.panelWidth)
    if isProbe { candidates.probes.add(points: chunk.count, full: filled.full) }
    var first = 0
    if let full, filled.full > 0 {
      full.label(levelled.offsets(filled.full), chunk, storage, &worker.base)
      first = filled.full
    }
    while first < filled.count {
      let panel = UnsafeBufferPointer(
        start: UnsafePointer(levelled.entries) + first, count: min(width, filled.count - first))
      // The first has the highest level, and what serves it serves all.
      let level = Int(panel[0].level)
      candidates.begin(
        panel, rest: level == last ? nil : levels.rest[level], looksFar: looksFar)
      let lanes = UnsafeBufferPointer(start: UnsafePointer(candidates.lanes), count: panel.count)
      let pairs = screen.pairs(
        start: chunk.lowerBound, lanes: lanes, reaches: candidates.reaches, level: level,
        scratch: candidates.scratch)
      let count = bytes.refine(
        pairs, start: chunk.lowerBound, lanes: lanes, reaches: candidates.reaches,
        scratch: candidates.scratch)
      worker.base.work.distances += panel.count * levels.counts[level]
      worker.base.work.truths += candidates.decide(count, panel, chunk, levels, drifts, task)
      keep(panel, level == last && looksFar, chunk, storage, candidates, &worker.base)
      first += panel.count
    }
  }

  /// Labels and bounds from what the candidates turned out to be.
  ///
  /// - Parameter renews: whether how far it pays to look is learnt anew.
  private func keep(
    _ panel: UnsafeBufferPointer<LevelledPoints.Entry>, _ renews: Bool, _ chunk: Range<Int>,
    _ storage: ActivePoints.Storage, _ found: CandidateWorker, _ base: inout Reassignment.Worker
  ) {
    let (labels, best, seconds, nearby) = (found.labels, found.best, found.second, found.nearby)
    for lane in 0..<panel.count {
      let point = chunk.lowerBound + Int(panel[lane].offset)
      let (label, nearest, second) = (labels[lane], best[lane], seconds[lane])
      var lower = drifts.lower(from: nearby[lane])
      if second < .infinity { lower = min(lower, drifts.lower(fromSquared: second)) }
      let upper = nearest.isNaN ? panel[lane].upper : drifts.distance(bounding: nearest)
      storage.gaps[point] = drifts.gap(upper: upper, lower: lower, label: label)
      storage.lowers[point] = drifts.stored(lower: lower, label: label)
      if renews {
        storage.spans[point] =
          second < .infinity
          ? Float(second.squareRoot() * drifts.unit - upper)
          : nearby[lane] < found.reaches[lane]
            ? Float(nearby[lane] - upper)
            : max(panel[lane].span * 1.125, Float(nearby[lane] - upper))
      }
      base.labels[lane] = label
    }
    task.move(
      chunk, active: UnsafeBufferPointer(start: UnsafePointer(found.lanes), count: panel.count),
      storage.labels, &base)
  }
}
