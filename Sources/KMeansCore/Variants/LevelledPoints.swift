import KMeansMatrices

/// Active points by the first level of centroids that can prove or change their label.
///
/// A point with an upper bound u on the distance to its own centroid, and a lower bound l on the
/// distances before they moved to all that are neither its own nor its rivals, needs the levels
/// past which no centroid moved farther than l − u.
final class LevelledPoints {
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

  /// The points, those with the highest level first, as of `fill`.
  let entries: UnsafeMutablePointer<Entry>
  private let unsorted: UnsafeMutablePointer<Entry>
  /// The points that have to be measured.
  private let offsets: UnsafeMutablePointer<Int32>
  private let labels: UnsafeMutablePointer<Int32>
  private let distances: UnsafeMutablePointer<Double>
  private let leasts: UnsafeMutablePointer<Double>
  private let uppers: UnsafeMutablePointer<Double>

  /// - Parameter chunk: the most points at a time.
  init(chunk: Int) {
    entries = .allocate(capacity: chunk)
    unsorted = .allocate(capacity: chunk)
    offsets = .allocate(capacity: chunk)
    labels = .allocate(capacity: chunk)
    distances = .allocate(capacity: chunk)
    leasts = .allocate(capacity: chunk)
    uppers = .allocate(capacity: chunk)
  }

  deinit {
    entries.deallocate()
    unsorted.deallocate()
    offsets.deallocate()
    labels.deallocate()
    distances.deallocate()
    leasts.deallocate()
    uppers.deallocate()
  }

  /// Takes up the active points of a chunk, and measures those that bounds alone do not help.
  ///
  /// - Parameters:
  ///   - guesses: by offset, a label for points that have none.
  ///   - measure: what is done for points of the last level.
  /// - Returns: how many points there are, how many of them are of the last level, how many were
  ///   measured, and how many were proven by that and dropped.
  func fill(
    _ active: UnsafeBufferPointer<Int32>, _ chunk: Range<Int>, _ storage: ActivePoints.Storage,
    _ guesses: UnsafePointer<Int32>, _ rivals: Rivals, _ drifts: DriftSums,
    _ levels: DriftLevels, _ task: Reassignment, _ measure: Measure, _ scratch: CandidateScratch
  ) -> (count: Int, full: Int, measured: Int, proven: Int) {
    let (start, last) = (chunk.lowerBound, levels.counts.count - 1)
    let least = measure.leastLevel(last)
    let lowers = rivals.lowers
    let (unsorted, offsets, labels) = (unsorted, offsets, labels)
    var (count, measured) = (0, 0)
    levels.withBounds { rest, renewals in
      for offset in active {
        let point = start + Int(offset)
        let known = storage.labels[point]
        let label = known >= 0 ? known : guesses[Int(offset)]
        let upper = drifts.upper(
          gap: storage.gaps[point], stored: storage.lowers[point], label: label)
        let lower = drifts.lowerBefore(lowers[point], label: label)
        let level = Self.level(upper, lower, storage.spans[point], rest, renewals)
        if level < least {
          unsorted[count] = Entry(
            offset: offset, label: label, level: Int32(level), span: storage.spans[point],
            upper: upper, lower: lower, least: 0, distance: .nan)
          count += 1
        } else {
          (offsets[measured], labels[measured]) = (offset, label)
          measured += 1
        }
      }
      guard measured > 0 else { return }
      switch measure {
      case .none: return
      case .exactly: measureExactly(measured, chunk, drifts, task)
      case .inBytes(let bytes): measureInBytes(measured, chunk, bytes, task, scratch)
      }
      for index in 0..<measured {
        let point = start + Int(offsets[index])
        guard
          let entry = entry(index, point, storage, lowers[point], drifts, rest, renewals)
        else { continue }
        unsorted[count] = entry
        count += 1
      }
    }
    let full = sort(count, levels: last + 1)
    return (count, full, measured, active.count - count)
  }

  /// A point that was measured; nil where that proves its label, whose gap is then renewed.
  @inline(__always)
  private func entry(
    _ index: Int, _ point: Int, _ storage: ActivePoints.Storage, _ far: Float,
    _ drifts: DriftSums, _ rest: UnsafePointer<Double>, _ renewals: UnsafeBufferPointer<Double>
  ) -> Entry? {
    let (label, stored) = (labels[index], storage.lowers[point])
    let known = drifts.upper(gap: storage.gaps[point], stored: stored, label: label)
    // Where nothing is known, `known` is no number.
    let upper = known < uppers[index] ? known : uppers[index]
    let now = drifts.lower(stored, label: label)
    if now - upper > 0x1p-40 * (upper + abs(now)) {
      storage.gaps[point] = drifts.gap(upper: upper, lower: now, label: label)
      return nil
    }
    let lower = drifts.lowerBefore(far, label: label)
    let level = Self.level(upper, lower, storage.spans[point], rest, renewals)
    return Entry(
      offset: offsets[index], label: label, level: Int32(level), span: storage.spans[point],
      upper: upper, lower: lower, least: drifts.lower(from: leasts[index]),
      distance: distances[index])
  }

  /// How upper bounds on own distances are made.
  enum Measure {
    case none, exactly
    /// By bounds that come without reading the point itself.
    case inBytes(CentroidBytes)

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
    _ count: Int, _ chunk: Range<Int>, _ drifts: DriftSums, _ task: Reassignment
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
    _ count: Int, _ chunk: Range<Int>, _ bytes: CentroidBytes, _ task: Reassignment,
    _ scratch: CandidateScratch
  ) {
    let width = task.execution.kernels.panelWidth
    for first in stride(from: 0, to: count, by: width) {
      bytes.own(
        offsets + first, labels: labels + first, count: min(width, count - first),
        start: chunk.lowerBound, lowers: leasts + first, uppers: uppers + first,
        scratch: scratch)
    }
    distances.update(repeating: .nan, count: count)
  }

  /// The first level past which no centroid can have come nearer than `upper`; or the last, where
  /// little is left of the bound, which looking at all centroids would renew.
  @inline(__always)
  private static func level(
    _ upper: Double, _ lower: Double, _ span: Float, _ rest: UnsafePointer<Double>,
    _ renewals: UnsafeBufferPointer<Double>
  ) -> Int {
    let last = renewals.count - 1
    let (gap, margin) = (lower - upper, 0x1p-20 * (upper + abs(lower)))
    for level in 0..<last where gap - rest[level] > margin {
      return gap < renewals[level] * Double(span) ? last : level
    }
    return last
  }

  /// The offsets of the first `count` points.
  func offsets(_ count: Int) -> UnsafeBufferPointer<Int32> {
    for index in 0..<count { offsets[index] = entries[index].offset }
    return UnsafeBufferPointer(start: UnsafePointer(offsets), count: count)
  }

  /// Sorts the points, highest level first.
  ///
  /// - Returns: how many have the highest level.
  private func sort(_ count: Int, levels: Int) -> Int {
    let (entries, unsorted) = (entries, unsorted)
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: levels) { starts in
      starts.initialize(repeating: 0)
      for index in 0..<count { starts[Int(unsorted[index].level)] += 1 }
      let full = starts[levels - 1]
      var next = 0
      for level in (0..<levels).reversed() {
        (starts[level], next) = (next, next + starts[level])
      }
      for index in 0..<count {
        let level = Int(unsorted[index].level)
        entries[starts[level]] = unsorted[index]
        starts[level] += 1
      }
      return full
    }
  }
}
