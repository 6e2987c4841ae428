/// A panel of points with the centroids that may be theirs. One thread keeps it, and uses it again
/// for every panel.
final class CandidatePanel {
  let byLevel: PointsByLevel
  let scratch: CandidateScratch
  /// The points of the panel, and their chunk.
  private(set) var points = UnsafeBufferPointer<PointsByLevel.Entry>(start: nil, count: 0)
  private var chunk = 0..<0
  private let entries: UnsafeMutablePointer<PointsByLevel.Entry>
  private let lanes: UnsafeMutablePointer<Int32>
  /// By offset in the chunk, labels for points that have none.
  let guesses: UnsafeMutablePointer<Int32>
  /// The nearest centroid so far, and its distance, squared and exact; NaN where it has not been
  /// measured.
  let labels: UnsafeMutablePointer<Int32>
  let best: UnsafeMutablePointer<Double>
  let reaches: UnsafeMutablePointer<Double>
  /// The least upper bound on the distance to any centroid, in units.
  let uppers: UnsafeMutablePointer<Double>
  /// How many other centroids may be the nearest; −1 where one of them must be.
  private let open: UnsafeMutablePointer<Int32>
  /// All other centroids, by lower bounds in units, lowered as bounds are.
  let others: RivalLists
  var probes = Probes()
  private let width: Int
  private let pairCodes: PairCodes
  /// Pairs for the truth.
  private var pairs: CandidatePairs
  private let memory = ScratchMemory()

  /// A worker for chunks of at most `chunk` points.
  init(kernels: Kernels, dimensions: Int, clusters: Int, chunk: Int) {
    width = kernels.panelWidth
    pairCodes = PairCodes(width: width)
    byLevel = PointsByLevel(chunk: chunk)
    scratch = CandidateScratch(kernels: kernels, dimensions: dimensions, clusters: clusters)
    entries = memory.room(width)
    lanes = memory.room(width)
    guesses = memory.room(chunk)
    labels = memory.room(width)
    best = memory.room(width)
    reaches = memory.room(width)
    uppers = memory.room(width)
    open = memory.room(width)
    others = RivalLists(lanes: width)
    pairs = CandidatePairs(capacity: 4 * width)
  }

  /// The points of the panel, as offsets in their chunk.
  var offsets: UnsafeBufferPointer<Int32> { UnsafeBufferPointer(start: lanes, count: points.count) }

  /// Guesses labels for the points of a chunk at some offsets.
  func guess(
    by screen: HeadScreen, _ chunk: Range<Int>, _ active: UnsafeBufferPointer<Int32>
  ) {
    for first in stride(from: 0, to: active.count, by: width) {
      let lanes = UnsafeBufferPointer(rebasing: active[first..<min(first + width, active.count)])
      screen.guess(start: chunk.lowerBound, lanes: lanes, labels: self.labels, scratch: scratch)
      for (lane, offset) in lanes.enumerated() { guesses[Int(offset)] = self.labels[lane] }
    }
  }

  /// Begins a panel of points: their labels and reaches.
  ///
  /// - Parameters:
  ///   - places: of `byLevel`.
  ///   - chunk: the points of which these are some.
  ///   - rest: the greatest drift of the centroids that are not looked at; nil if all are.
  ///   - looksFar: whether points without such a rest are looked at farther than needed.
  ///   - drifts: what lowers bounds.
  func begin(
    _ places: Range<Int>, of chunk: Range<Int>, rest: Double?, looksFar: Bool, _ drifts: DriftSums
  ) {
    // Just short of where the first centroid that is no rival was last seen.
    let share = looksFar ? 0.9 : 0.0
    let (lanes, labels, best, reaches, others) = (lanes, labels, best, reaches, others)
    let (byLevel, entries) = (byLevel, entries)
    others.begin(places.count)
    for lane in 0..<places.count {
      let entry = byLevel[places.lowerBound + lane]
      entries[lane] = entry
      // Without a span yet, some part of the distance will do.
      let span = entry.span > 0 ? Double(entry.span) : entry.upper * 0x1p-4
      lanes[lane] = entry.offset
      labels[lane] = entry.label
      best[lane] = entry.distance
      let far = rest.map { entry.lower - $0 } ?? entry.upper + span * share
      reaches[lane] = far > entry.upper ? far : entry.upper
      others.beyond[lane] = drifts.lower(from: reaches[lane])
    }
    points = UnsafeBufferPointer(start: entries, count: places.count)
    self.chunk = chunk
  }

  /// Adds the pairs of points with their rivals that are not in the panel's level already.
  ///
  /// - Returns: how many pairs there are then.
  func addRivals(to count: Int, _ rivals: Rivals, _ bytes: CentroidBytes, lookedAt: Int) -> Int {
    guard lookedAt < bytes.count else { return count }
    var count = count
    let (codes, lanes, points) = (scratch.codes, Int32(width), points)
    let start = chunk.lowerBound
    let least = Int32(truncatingIfNeeded: lookedAt)
    bytes.withPositions { positions in
      for lane in 0..<points.count {
        let its = rivals.labels.base + (start + Int(points[lane].offset)) * Rivals.width
        for place in 0..<Rivals.width where its[place] >= 0 {
          let position = positions[Int(its[place])]
          codes[count] = position &* lanes &+ Int32(truncatingIfNeeded: lane)
          count &+= position >= least ? 1 : 0
        }
      }
    }
    return count
  }

  /// Decides the `count` pairs that the screens left, by their bounds or else by exact distances,
  /// ties to the lowest centroid.
  ///
  /// Let U be the least upper bound of all candidates, the own centroid among them. A centroid that
  /// is certainly farther than U is not the nearest. If one is left, it is the nearest; if more
  /// are, they are measured.
  ///
  /// - Returns: how many distances it took.
  func decide(
    _ count: Int, _ levels: DriftLevels, _ drifts: DriftSums, _ task: AssignmentTask
  ) -> Int {
    let left = levels.order.withUnsafeBufferPointer { sortOut(count, $0, drifts) }
    guard left > 0 else { return 0 }
    let points = points
    // A point may need its own centroid beside every survivor.
    pairs.empty(room: left + points.count)
    let (best, labels, open, codes) = (best, labels, open, scratch.codes)
    var pairs = pairs
    for lane in 0..<points.count where open[lane] > 0 && best[lane].isNaN {
      let entry = points[lane]
      if !isFarther(entry.least, than: uppers[lane]) {
        pairs.append(lane, entry.offset, entry.label)
      } else {
        others.take(lane, entry.label, entry.least)
        // Nothing else can be the nearest.
        if open[lane] == 1 { open[lane] = -1 }
      }
      if open[lane] > 0 { best[lane] = .infinity }
    }
    for index in 0..<left {
      let (position, lane) = pairCodes.pair(codes[index])
      let label = levels.order[position]
      if open[lane] < 0 {
        labels[lane] = label
      } else {
        pairs.append(lane, points[lane].offset, label)
      }
    }
    guard pairs.count > 0 else { return 0 }
    task.m.withDoubles { centroids in
      task.execution.kernels.distances(
        task.rows.points(
          chunk, rows: UnsafeBufferPointer(start: pairs.rows, count: pairs.count)),
        toAssigned: centroids, labels: pairs.labels, distancesSquared: pairs.distances)
    }
    for index in 0..<pairs.count {
      take(pairs.labels[index], pairs.distances[index], Int(pairs.lanes[index]), drifts)
    }
    return pairs.count
  }

  /// Finds the least upper bound of every lane, and removes pairs that are certainly farther.
  ///
  /// - Returns: how many pairs are left at the front of `scratch.codes`, all of other centroids
  ///   than the own; `open` has them by lane.
  private func sortOut(
    _ count: Int, _ order: UnsafeBufferPointer<Int32>, _ drifts: DriftSums
  ) -> Int {
    let points = points
    let (codes, bounds, greatest) = (scratch.codes, scratch.distances, scratch.uppers)
    let (uppers, open, others, pairCodes) = (uppers, open, others, pairCodes)
    for lane in 0..<points.count { (uppers[lane], open[lane]) = (points[lane].upper, 0) }
    for index in 0..<count {
      let lane = pairCodes.lane(codes[index])
      if greatest[index] < uppers[lane] { uppers[lane] = greatest[index] }
    }
    var left = 0
    for index in 0..<count {
      let (position, lane) = pairCodes.pair(codes[index])
      let label = order[position]
      guard label != points[lane].label else { continue }
      let lower = drifts.lower(from: bounds[index])
      if isFarther(lower, than: uppers[lane]) {
        others.take(lane, label, lower)
      } else {
        codes[left] = codes[index]
        left += 1
        open[lane] += 1
      }
    }
    return left
  }

  /// Whether one bound exceeds another by more than the comparison's own rounding.
  @inline(__always)
  private func isFarther(_ lower: Double, than upper: Double) -> Bool {
    lower - upper > 0x1p-40 * (upper + abs(lower))
  }

  /// Takes an exact distance into account.
  @inline(__always)
  private func take(_ label: Int32, _ distance: Double, _ lane: Int, _ drifts: DriftSums) {
    let (nearest, its) = (best[lane], labels[lane])
    if distance < nearest || (distance == nearest && label < its) {
      // The own centroid's distance comes first, where it was not known.
      if label != its { others.take(lane, its, drifts.lower(fromSquared: nearest)) }
      (best[lane], labels[lane]) = (distance, label)
    } else {
      others.take(lane, label, drifts.lower(fromSquared: distance))
    }
  }
}

/// Whether it pays to look far: how many points need not be compared with every centroid, in the
/// chunks that always look far.
struct Probes {
  private var points = 0
  private var full = 0

  /// Counts a chunk of which `full` points must be compared with every centroid.
  mutating func add(points: Int, full: Int) {
    self.points += points
    self.full += full
  }

  static func pay(_ probes: [Probes]) -> Bool {
    let (points, full) = probes.reduce((0, 0)) { ($0.0 + $1.points, $0.1 + $1.full) }
    return points > 0 && full * 8 < points * 7
  }
}
