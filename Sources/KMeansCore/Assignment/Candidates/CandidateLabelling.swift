import KMeansMatrices

/// Labels active points by a screen against the distance to their own centroid; the truth decides
/// what the screen leaves.
///
/// A point is always compared with its rivals. If it must be compared with every centroid, its
/// reach is about the distance at which the first centroid that is no rival was last seen.
/// Discarded centroids are beyond the reach, which is the new lower bound.
struct CandidateLabelling: Labelling {
  let screen: any CandidateScreen
  /// Guesses the labels of points that have none; nil where all have one.
  let guess: HeadScreen?
  /// Labels the points that must be compared with every centroid; nil where the screen does.
  let full: TileLabelling?
  /// Bounds the distances of pairs that the screen leaves.
  let bytes: CentroidBytes
  let levels: DriftLevels
  let rivals: Rivals
  let task: AssignmentTask
  let drifts: DriftSums
  /// Whether to look farther than needed, for bounds that prove more in the steps to come.
  let looksFar: Bool

  /// Panels are filled level by level, so chunks have several panels even where d is large.
  func chunkSize(_ rows: Observations.Rows, threads: Int) -> Int {
    let usual = rows.chunkSize(threads: threads)
    return max(usual, min(1920, rows.points.count / (8 * threads * usual) * usual))
  }

  func makeWorker(chunk: Int) -> LabellingWorker {
    let (kernels, m) = (task.execution.kernels, task.m)
    return LabellingWorker(
      base: task.makeWorker(chunk: chunk),
      active: ActivePoints(chunk: chunk),
      candidates: CandidateWorker(
        kernels: kernels, dimensions: m.dimensions, clusters: m.count, chunk: chunk))
  }

  func label(
    _ chunk: Range<Int>, _ storage: ActivePoints.Storage, _ worker: inout LabellingWorker
  ) {
    guard let candidates = worker.candidates else { return }
    let levelled = candidates.levelled
    // One chunk in eight always looks far, to find out whether it pays.
    let isProbe = chunk.lowerBound / chunk.count % 8 == 0
    let looksFar = looksFar || isProbe || guess != nil
    // Points of few features are read quickly.
    let measure: LevelledPoints.Measure =
      full != nil ? .none : bytes.hasRests ? .inBytes(bytes) : .exactly
    if let guess { candidates.guess(by: guess, chunk, worker.active.rows) }
    let filled = levelled.fill(
      worker.active.rows, chunk, storage, candidates.guesses, rivals, drifts, levels, task,
      measure, candidates.scratch)
    worker.base.work.distances += filled.measured
    worker.base.work.pointsSkipped += filled.proven
    let (last, width) = (levels.counts.count - 1, task.execution.kernels.panelWidth)
    if isProbe { candidates.probes.add(points: chunk.count, full: filled.full) }
    var first = 0
    if let full, filled.full > 0 {
      let offsets = levelled.offsets(filled.full)
      full.label(offsets, chunk, storage, &worker.base)
      for offset in offsets {
        let point = chunk.lowerBound + Int(offset)
        rivals.forget(point, lower: storage.lowers[point])
      }
      first = filled.full
    }
    while first < filled.count {
      // The first point has the highest level, which serves the whole panel.
      let level = Int(levelled[first].level)
      let panel = candidates.begin(
        first..<min(first + width, filled.count), rest: level == last ? nil : levels.rest[level],
        looksFar: looksFar, drifts)
      let lanes = UnsafeBufferPointer(start: UnsafePointer(candidates.lanes), count: panel.count)
      let count = pairs(panel, lanes, level, chunk.lowerBound, candidates)
      worker.base.work.distances += panel.count * levels.counts[level]
      worker.base.work.truths += candidates.decide(count, panel, chunk, levels, drifts, task)
      keep(panel, level == last && looksFar, chunk, storage, candidates, &worker.base)
      first += panel.count
    }
  }

  /// The pairs that may be within reach: with centroids up to a level, and with rivals.
  ///
  /// - Returns: how many there are in `scratch.codes`, with bounds of their distances.
  private func pairs(
    _ panel: UnsafeBufferPointer<LevelledPoints.Entry>, _ lanes: UnsafeBufferPointer<Int32>,
    _ level: Int, _ start: Int, _ found: CandidateWorker
  ) -> Int {
    let (reaches, scratch) = (UnsafePointer(found.reaches), found.scratch)
    let lookedAt = levels.counts[level]
    func filtered(_ count: Int) -> Int {
      bytes.filter(count, start: start, lanes: lanes, reaches: reaches, scratch: scratch)
    }
    func withRivals(_ count: Int) -> Int {
      found.addRivals(to: count, panel, start, rivals, bytes, lookedAt: lookedAt)
    }
    var count = 0
    if lookedAt > 0 {
      count = screen.pairs(
        start: start, lanes: lanes, reaches: reaches, level: level, scratch: scratch)
    }
    // Rivals are near: one part would rule out hardly any.
    if bytes.hasRests {
      count = withRivals(screen.isCoarse ? filtered(count) : count)
    } else {
      count = filtered(withRivals(count))
    }
    return bytes.bound(count, start: start, lanes: lanes, reaches: reaches, scratch: scratch)
  }

  /// Stores labels and bounds from what was found of the candidates; with `renews`, spans too.
  private func keep(
    _ panel: UnsafeBufferPointer<LevelledPoints.Entry>, _ renews: Bool, _ chunk: Range<Int>,
    _ storage: ActivePoints.Storage, _ found: CandidateWorker, _ base: inout AssignmentTask.Worker
  ) {
    let (labels, best, others) = (found.labels, found.best, found.others)
    let (uppers, reaches) = (found.uppers, found.reaches)
    for lane in 0..<panel.count {
      let point = chunk.lowerBound + Int(panel[lane].offset)
      let (label, nearest, beyond) = (labels[lane], best[lane], others.beyond[lane])
      let lower = others.least(lane)
      let upper = nearest.isNaN ? uppers[lane] : drifts.distance(bounding: nearest)
      storage.gaps[point] = drifts.gap(upper: upper, lower: lower, label: label)
      storage.lowers[point] = drifts.stored(lower: lower, label: label)
      rivals.lowers[point] = drifts.stored(lower: beyond, label: label)
      others.store(lane, rivals, point)
      if renews {
        let span = Float(beyond - upper)
        // With nothing seen beyond the rivals, the first may lie beyond the reach.
        let isSeen = beyond < drifts.lower(from: reaches[lane])
        storage.spans[point] = isSeen ? span : max(panel[lane].span * 1.125, span)
      }
    }
    base.labels.withUnsafeMutableBufferPointer {
      _ = $0.update(fromContentsOf: UnsafeBufferPointer(start: labels, count: panel.count))
    }
    base.move(
      chunk, active: UnsafeBufferPointer(start: UnsafePointer(found.lanes), count: panel.count),
      storage.labels)
  }
}
