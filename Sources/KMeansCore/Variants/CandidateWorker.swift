import KMeansMatrices

/// What one thread keeps of the panel at hand.
final class CandidateWorker {
  let levelled: LevelledPoints
  let scratch: CandidateScratch
  let lanes: UnsafeMutablePointer<Int32>
  /// The nearest centroid so far, its distance and the second, squared and exact; NaN where the
  /// distance has not been measured.
  let labels: UnsafeMutablePointer<Int32>
  let best: UnsafeMutablePointer<Double>
  let second: UnsafeMutablePointer<Double>
  let reaches: UnsafeMutablePointer<Double>
  /// Lower bounds, in units, on the distances to all centroids that were not measured.
  let nearby: UnsafeMutablePointer<Double>
  var probes = Probes()
  private let width: Int
  /// Pairs for the truth.
  private var pairs: Pairs

  /// - Parameter chunk: the most points at a time.
  init(kernels: Kernels, dimensions: Int, clusters: Int, chunk: Int) {
    width = kernels.panelWidth
    levelled = LevelledPoints(chunk: chunk)
    scratch = CandidateScratch(kernels: kernels, dimensions: dimensions, clusters: clusters)
    lanes = .allocate(capacity: width)
    labels = .allocate(capacity: width)
    best = .allocate(capacity: width)
    second = .allocate(capacity: width)
    reaches = .allocate(capacity: width)
    nearby = .allocate(capacity: width)
    pairs = Pairs(capacity: 4 * width)
  }

  deinit {
    lanes.deallocate()
    labels.deallocate()
    best.deallocate()
    second.deallocate()
    reaches.deallocate()
    nearby.deallocate()
    pairs.deallocate()
  }

  /// Takes up a panel of points.
  ///
  /// - Parameters:
  ///   - rest: the greatest drift of the centroids that are not looked at; nil for none.
  ///   - looksFar: whether points without such a rest are looked at farther than needed.
  func begin(
    _ panel: UnsafeBufferPointer<LevelledPoints.Entry>, rest: Double?, looksFar: Bool
  ) {
    // Just short of where the second was last seen, so that it seldom has to be measured.
    let share = looksFar ? 0.9 : 0.0
    let (lanes, labels, best, second) = (lanes, labels, best, second)
    let (reaches, nearby) = (reaches, nearby)
    for lane in 0..<panel.count {
      let entry = panel[lane]
      lanes[lane] = entry.offset
      labels[lane] = entry.label
      best[lane] = entry.distance
      second[lane] = .infinity
      let far = rest.map { entry.lower - $0 } ?? entry.upper + Double(entry.span) * share
      reaches[lane] = far > entry.upper ? far : entry.upper
      nearby[lane] = reaches[lane]
    }
  }

  /// Decides the pairs that the screens left by their bounds or else by their exact distances, ties
  /// to the lowest centroid.
  ///
  /// - Parameter count: how many pairs.
  /// - Returns: how many distances it took.
  func decide(
    _ count: Int, _ panel: UnsafeBufferPointer<LevelledPoints.Entry>, _ chunk: Range<Int>,
    _ levels: DriftLevels, _ drifts: DriftSums, _ task: Reassignment
  ) -> Int {
    // A point that has not been measured may need its own centroid beside every survivor.
    pairs.empty(room: count + panel.count)
    let (best, codes) = (best, scratch.codes)
    let (bounds, nearby) = (scratch.distances, nearby)
    let lanes = UInt32(width)
    var pairs = pairs
    levels.order.withUnsafeBufferPointer { order in
      for index in 0..<count {
        // In 32 bits a division takes half the time.
        let code = UInt32(bitPattern: codes[index]).quotientAndRemainder(dividingBy: lanes)
        let (position, lane) = (Int(code.quotient), Int(code.remainder))
        let (label, entry) = (order[position], panel[lane])
        guard label != entry.label else { continue }
        // What is certainly farther than the own centroid need not be measured.
        let lower = drifts.lower(from: bounds[index])
        if lower - entry.upper > 0x1p-40 * (entry.upper + abs(lower)) {
          if bounds[index] < nearby[lane] { nearby[lane] = bounds[index] }
          continue
        }
        if best[lane].isNaN {
          best[lane] = .infinity
          pairs.append(lane, entry.offset, entry.label)
        }
        pairs.append(lane, entry.offset, label)
      }
    }
    guard pairs.count > 0 else { return 0 }
    task.m.withDoubles { centroids in
      task.execution.kernels.distances(
        task.rows.points(
          chunk, rows: UnsafeBufferPointer(start: UnsafePointer(pairs.rows), count: pairs.count)),
        toAssigned: centroids, labels: pairs.labels, distancesSquared: pairs.distances)
    }
    for index in 0..<pairs.count {
      take(pairs.labels[index], pairs.distances[index], Int(pairs.lanes[index]))
    }
    return pairs.count
  }

  /// Takes an exact distance into account.
  @inline(__always)
  private func take(_ label: Int32, _ distance: Double, _ lane: Int) {
    let nearest = best[lane]
    if distance < nearest || (distance == nearest && label < labels[lane]) {
      second[lane] = nearest
      (best[lane], labels[lane]) = (distance, label)
    } else if distance < second[lane] {
      second[lane] = distance
    }
  }

  /// Points and centroids whose distance is wanted.
  private struct Pairs {
    private(set) var capacity: Int
    var count = 0
    private(set) var lanes: UnsafeMutablePointer<Int32>
    private(set) var rows: UnsafeMutablePointer<Int32>
    private(set) var labels: UnsafeMutablePointer<Int32>
    private(set) var distances: UnsafeMutablePointer<Double>

    init(capacity: Int) {
      self.capacity = capacity
      lanes = .allocate(capacity: capacity)
      rows = .allocate(capacity: capacity)
      labels = .allocate(capacity: capacity)
      distances = .allocate(capacity: capacity)
    }

    func deallocate() {
      lanes.deallocate()
      rows.deallocate()
      labels.deallocate()
      distances.deallocate()
    }

    /// Forgets all pairs, and makes room for others.
    mutating func empty(room: Int) {
      if room > capacity {
        deallocate()
        self = Pairs(capacity: 2 * room)
      }
      count = 0
    }

    @inline(__always)
    mutating func append(_ lane: Int, _ row: Int32, _ label: Int32) {
      (lanes[count], rows[count], labels[count]) = (Int32(truncatingIfNeeded: lane), row, label)
      count += 1
    }
  }
}

/// Whether it pays to look far: the share of points that bounds keep from being looked at against
/// every centroid, in chunks that have looked far before.
struct Probes {
  private var points = 0
  private var full = 0

  /// Counts a chunk of which `full` points have to be looked at against every centroid.
  mutating func add(points: Int, full: Int) {
    self.points += points
    self.full += full
  }

  static func pay(_ probes: [Probes]) -> Bool {
    let (points, full) = probes.reduce((0, 0)) { ($0.0 + $1.points, $0.1 + $1.full) }
    return points > 0 && full * 8 < points * 7
  }
}
