/// Active points by the first level of centroids that can prove or change their label.
///
/// Let u be an upper bound on the distance of a point to its own centroid, and l a lower bound on
/// the distances, before the last move, to all centroids but its own and its rivals. Then the point
/// needs the levels past which no centroid moved farther than l − u.
final class PointsByLevel {
  /// One point.
  struct Entry {
    var offset: Int32
    var label: Int32
    var level: Int32
    /// How much farther than u it pays to look.
    var span: Float
    /// u and l.
    var upper: Double
    var lower: Double
    /// A lower bound on the distance to the own centroid, lowered as bounds are.
    var least: Double
    /// The exact squared distance to the own centroid; NaN where it has not been measured.
    var distance: Double
  }

  /// The points as of `fill`, as they came.
  private let entries: UnsafeMutablePointer<Entry>
  /// Where in `entries` they are, those with the highest level first.
  private let order: UnsafeMutablePointer<Int32>
  /// The points that have to be measured, and where in `entries` they are.
  private let offsets: UnsafeMutablePointer<Int32>
  private let labels: UnsafeMutablePointer<Int32>
  private let places: UnsafeMutablePointer<Int32>
  private let distances: UnsafeMutablePointer<Double>
  private let leasts: UnsafeMutablePointer<Double>
  private let uppers: UnsafeMutablePointer<Double>
  private let memory = ScratchMemory()

  /// - Parameter chunk: the most points at a time.
  init(chunk: Int) {
    entries = memory.room(chunk)
    order = memory.room(chunk)
    offsets = memory.room(chunk)
    labels = memory.room(chunk)
    places = memory.room(chunk)
    distances = memory.room(chunk)
    leasts = memory.room(chunk)
    uppers = memory.room(chunk)
  }

  /// Takes in the active points of a chunk, and measures those with a high level.
  ///
  /// - Parameters:
  ///   - active: the offsets of the active points.
  ///   - chunk: the points.
  ///   - storage: labels and bounds, by point.
  ///   - labelling: what is known of points and centroids.
  ///   - guesses: by offset, a label for points that have none.
  ///   - scratch: the thread's own.
  /// - Returns: how many points there are, how many of them are of the last level, how many were
  ///   measured, and how many were proven by that and dropped.
  func fill(
    _ active: UnsafeBufferPointer<Int32>, _ chunk: Range<Int>, _ storage: ActivePoints.Storage,
    by labelling: CandidateLabelling, guesses: UnsafePointer<Int32>, scratch: CandidateScratch
  ) -> (count: Int, full: Int, measured: Int, proven: Int) {
    let (rivals, drifts, levels) = (labelling.rivals, labelling.drifts, labelling.levels)
    let (start, last, measure) = (chunk.lowerBound, levels.counts.count - 1, labelling.measure)
    let least = measure.leastLevel(last)
    let (entries, offsets, labels, places) = (entries, offsets, labels, places)
    let count = active.count
    var measured = 0
    levels.withBounds { bounds in
      for index in 0..<count {
        let offset = active[index]
        let point = start + Int(offset)
        let known = storage.labels[point]
        let label = known >= 0 ? known : guesses[Int(offset)]
        let upper = drifts.upper(
          gap: storage.gaps[point], stored: storage.lowers[point], label: label)
        let lower = drifts.lowerBefore(rivals.lowers[point], label: label)
        let span = storage.spans[point]
        let level = bounds.level(upper, lower, span)
        entries[index] = Entry(
          offset: offset, label: label, level: Int32(truncatingIfNeeded: level), span: span,
          upper: upper, lower: lower, least: 0, distance: .nan)
        // Always written: a branch on the level could not be predicted, and would cost more.
        (offsets[measured], labels[measured]) = (offset, label)
        places[measured] = Int32(truncatingIfNeeded: index)
        measured += level < least ? 0 : 1
      }
      switch measure {
      case .none: return
      case .exactly: measureExactly(measured, chunk, drifts, labelling.task)
      case .inBytes: measureInBytes(measured, from: start, labelling, scratch)
      }
      for index in 0..<measured { renew(index, from: start, storage, drifts, bounds) }
    }
    let (left, full) = sort(count, levels: last + 1)
    return (left, full, measured, count - left)
  }

  /// Takes a point's measurement into account; where that proves its label, the gap is renewed, and
  /// the point has no level.
  @inline(__always)
  private func renew(
    _ index: Int, from start: Int, _ storage: ActivePoints.Storage, _ drifts: DriftSums,
    _ bounds: DriftLevels.Bounds
  ) {
    let (entry, point) = (entries + Int(places[index]), start + Int(offsets[index]))
    let (label, known) = (labels[index], entry.pointee.upper)
    // Where nothing is known, `known` is NaN.
    let upper = known < uppers[index] ? known : uppers[index]
    let now = drifts.lower(storage.lowers[point], label: label)
    if now - upper > 0x1p-40 * (upper + abs(now)) {
      storage.gaps[point] = drifts.gap(upper: upper, lower: now, label: label)
      entry.pointee.level = -1
      return
    }
    let level = bounds.level(upper, entry.pointee.lower, entry.pointee.span)
    entry.pointee.level = Int32(truncatingIfNeeded: level)
    entry.pointee.upper = upper
    entry.pointee.least = drifts.lower(from: leasts[index])
    entry.pointee.distance = distances[index]
  }

  /// How upper bounds on own distances are made.
  enum Measure {
    case none, exactly
    /// By bounds from bytes, without reading the point itself.
    case inBytes

    /// The first level whose points are measured: bounds in bytes are cheap, and a better bound may
    /// lower the level.
    func leastLevel(_ last: Int) -> Int {
      switch self {
      case .none: last + 1
      case .exactly: last
      case .inBytes: min(1, last)
      }
    }
  }

  /// The exact distances of the points in `offsets`.
  private func measureExactly(
    _ count: Int, _ chunk: Range<Int>, _ drifts: DriftSums, _ task: AssignmentTask
  ) {
    let rows = UnsafeBufferPointer(start: UnsafePointer(offsets), count: count)
    task.m.withDoubles { centroids in
      task.execution.kernels.distances(
        task.rows.points(chunk, rows: rows), toAssigned: centroids, labels: labels,
        distancesSquared: distances)
    }
    for index in 0..<count {
      uppers[index] = drifts.distance(bounding: distances[index])
      leasts[index] = 0
    }
  }

  private func measureInBytes(
    _ count: Int, from start: Int, _ labelling: CandidateLabelling, _ scratch: CandidateScratch
  ) {
    let width = labelling.task.execution.kernels.panelWidth
    for first in stride(from: 0, to: count, by: width) {
      labelling.bytes.own(
        offsets + first, labels: labels + first, count: min(width, count - first), start: start,
        lowers: leasts + first, uppers: uppers + first, scratch: scratch)
    }
    distances.update(repeating: .nan, count: count)
  }

  /// The point at a place in the order of levels.
  @inline(__always)
  subscript(place: Int) -> Entry { entries[Int(order[place])] }

  /// The offsets of the first `count` points.
  func offsets(_ count: Int) -> UnsafeBufferPointer<Int32> {
    for place in 0..<count { offsets[place] = self[place].offset }
    return UnsafeBufferPointer(start: UnsafePointer(offsets), count: count)
  }

  /// Sorts the points that have a level, the highest first.
  ///
  /// - Returns: how many there are, and how many have the highest level.
  private func sort(_ count: Int, levels: Int) -> (count: Int, full: Int) {
    let (entries, order) = (entries, order)
    // The points without a level go last.
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: levels + 1) { room in
      room.initialize(repeating: 0)
      for index in 0..<count { room[Int(entries[index].level) + 1] += 1 }
      let (full, none) = (room[levels], room[0])
      var next = 0
      for level in (0...levels).reversed() { (room[level], next) = (next, next + room[level]) }
      for index in 0..<count {
        let level = Int(entries[index].level) + 1
        order[room[level]] = Int32(truncatingIfNeeded: index)
        room[level] += 1
      }
      return (count - none, full)
    }
  }
}
