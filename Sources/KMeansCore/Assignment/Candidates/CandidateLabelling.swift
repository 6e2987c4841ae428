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
      candidates: CandidatePanel(
        kernels: kernels, dimensions: m.dimensions, clusters: m.count, chunk: chunk))
  }

  func label(
    _ chunk: Range<Int>, _ storage: ActivePoints.Storage, _ worker: inout LabellingWorker
  ) {
    guard let panel = worker.candidates else { return }
    let byLevel = panel.byLevel
    // One chunk in eight always looks far, to find out whether it pays.
    let isProbe = chunk.lowerBound / chunk.count % 8 == 0
    let looksFar = looksFar || isProbe || guess != nil
    if let guess { panel.guess(by: guess, chunk, worker.active.rows) }
    let filled = byLevel.fill(
      worker.active.rows, chunk, storage, by: self, guesses: panel.guesses,
      scratch: panel.scratch)
    worker.base.work.distances += filled.measured
    worker.base.work.pointsSkipped += filled.proven
    let (last, width) = (levels.counts.count - 1, task.execution.kernels.panelWidth)
    if isProbe { panel.probes.add(points: chunk.count, full: filled.full) }
    var first = 0
    if let full, filled.full > 0 {
      let offsets = byLevel.offsets(filled.full)
      full.label(offsets, chunk, storage, &worker.base)
      for offset in offsets {
        let point = chunk.lowerBound + Int(offset)
        rivals.forget(point, lower: storage.lowers[point])
      }
      first = filled.full
    }
    while first < filled.count {
      // The first point has the highest level, which serves the whole panel.
      let level = Int(byLevel[first].level)
      panel.begin(
        first..<min(first + width, filled.count), of: chunk,
        rest: level == last ? nil : levels.rest[level], looksFar: looksFar, drifts)
      let count = pairs(panel, level, start: chunk.lowerBound)
      worker.base.work.distances += panel.points.count * levels.counts[level]
      worker.base.work.truths += panel.decide(count, levels, drifts, task)
      keep(panel, chunk, storage, renewsSpans: level == last && looksFar, &worker.base)
      first += panel.points.count
    }
  }

  /// How upper bounds on own distances are made. Points of few features are read quickly.
  var measure: PointsByLevel.Measure {
    full != nil ? .none : bytes.hasRests ? .inBytes : .exactly
  }

  /// The pairs that may be within reach: with centroids up to a level, and with rivals.
  ///
  /// - Returns: how many there are in `scratch.codes`, with bounds of their distances.
  private func pairs(_ panel: CandidatePanel, _ level: Int, start: Int) -> Int {
    let (lanes, reaches, scratch) = (panel.offsets, panel.reaches, panel.scratch)
    let lookedAt = levels.counts[level]
    func filtered(_ count: Int) -> Int {
      bytes.filter(count, start: start, lanes: lanes, reaches: reaches, scratch: scratch)
    }
    func withRivals(_ count: Int) -> Int {
      panel.addRivals(to: count, rivals, bytes, lookedAt: lookedAt)
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

  /// Stores labels and bounds from what was found of the candidates; with `renewsSpans`, spans too.
  private func keep(
    _ panel: CandidatePanel, _ chunk: Range<Int>, _ storage: ActivePoints.Storage,
    renewsSpans: Bool, _ base: inout AssignmentTask.Worker
  ) {
    let (points, labels, best, others) = (panel.points, panel.labels, panel.best, panel.others)
    let (uppers, reaches) = (panel.uppers, panel.reaches)
    for lane in 0..<points.count {
      let point = chunk.lowerBound + Int(points[lane].offset)
      let (label, nearest, beyond) = (labels[lane], best[lane], others.beyond[lane])
      let lower = others.least(lane)
      let upper = nearest.isNaN ? uppers[lane] : drifts.distance(bounding: nearest)
      storage.gaps[point] = drifts.gap(upper: upper, lower: lower, label: label)
      storage.lowers[point] = drifts.stored(lower: lower, label: label)
      rivals.lowers[point] = drifts.stored(lower: beyond, label: label)
      others.store(lane, rivals, point)
      if renewsSpans {
        let span = Float(beyond - upper)
        // With nothing seen beyond the rivals, the first may lie beyond the reach.
        let isSeen = beyond < drifts.lower(from: reaches[lane])
        storage.spans[point] = isSeen ? span : max(points[lane].span * 1.125, span)
      }
    }
    base.moves.move(chunk, active: panel.offsets, storage.labels, new: labels)
  }
}
