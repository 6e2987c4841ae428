/// δ of every point to the nearest seed so far, and the masses that follow from it.
///
/// Either every seed is compared with every point, or a `SeedScreen` tells which points it may be
/// nearer to. Both give the same distances and masses.
struct NearestSeed {
  let x: Observations
  private let prepared: Prepared
  let execution: Execution
  let sampling: SquaredDistanceSampling
  let uniform: SquaredDistanceSampling
  /// δ by point; infinite before the first seed.
  var distances: [Double]
  /// Σ q of every block.
  var masses: [UInt64] = []
  /// Whether every point of positive weight is known to lie on a seed.
  ///
  /// No further seed can change a mass then, so none is compared with any point.
  var isExhausted = false
  /// Prefix sums of the points' weights, kept once draws go by weights alone.
  var weightEnds: [UInt64]?
  /// Points in a block: few enough to look through at a draw, and a divisor of every chunk.
  static let block = 240
  /// Whether a screen is worth building.
  private let isScreened: Bool
  /// Built with the first seed.
  private var screen: SeedScreen?
  private var trials = SeedTrials()
  /// Used instead where there is no screen.
  private var wholeTrials = WholeTrials()
  /// Used instead of `screen` and `trials` for compressed rows.
  private let sparse: SparseSeeds?
  private var sparseTrials = SparseSeeds.Trials()

  /// - Parameters:
  ///   - prepared: X.
  ///   - seeds: how many seeds will be tried; few are not worth a screen.
  ///   - execution: kernels, threads and stop.
  init(_ prepared: Prepared, seeds: Int, execution: Execution) {
    let x = prepared.x
    (self.prepared, self.x) = (prepared, x)
    self.execution = execution
    sampling = SquaredDistanceSampling(boxOf: x)
    uniform = SquaredDistanceSampling(x, bound: 1)
    distances = Array(repeating: .infinity, count: x.count)
    sparse = x.points.compressed.map {
      SparseSeeds($0, squaredNorms: prepared.squaredNorms(execution), execution: execution)
    }
    isScreened =
      sparse == nil && prepared.keepsBounds
      && seeds.multipliedReportingOverflow(by: prepared.starts).partialValue
        >= Self.fewSeeds(dimensions: x.dimensions)
      && x.count < Int32.max && x.dimensions < 1 << 20
  }

  /// A screen costs about as much as comparing this number of seeds with all points, which takes
  /// time in proportion to d. The first seeds are nearest to so many points that a screen saves
  /// little.
  private static func fewSeeds(dimensions: Int) -> Int {
    dimensions <= SeedSpace.few ? 512 : max(48, 12_000 / dimensions)
  }

  /// Seeds that a screen takes at once.
  private static let batch = 16

  /// Σ q of all points: the potential that k-means++ lowers, J in integers.
  var total: UInt64 { masses.reduce(0, +) }

  /// Takes points of X into account as seeds.
  ///
  /// - Complexity: O(n·N·d) for n seeds; screened, O(n·N·m) and O(d) for every point that may be
  ///   nearer. O(1) once every point lies on a seed.
  mutating func include(_ seeds: [Int]) {
    if isExhausted { return }
    var seeds = seeds[...]
    if let sparse {
      let trials = sparseTrials
      sparseTrials = SparseSeeds.Trials()
      if seeds.count == 1, sparse.apply(seeds[0], from: trials, to: &self) { return }
      while !seeds.isEmpty {
        sparse.include(Array(seeds.prefix(SparseSeeds.batch)), to: &self)
        seeds = seeds.dropFirst(SparseSeeds.batch)
      }
      return
    }
    if masses.isEmpty, let first = seeds.popFirst() { includeEverywhere(first) }
    guard let screen else {
      if seeds.count == 1, wholeTrials.apply(seeds[seeds.startIndex], to: &self) { return }
      for seed in seeds { includeEverywhere(seed) }
      return
    }
    var trials = SeedTrials()
    swap(&trials, &self.trials)
    if seeds.count == 1, trials.apply(seeds[seeds.startIndex], to: &self, by: screen) { return }
    while !seeds.isEmpty {
      SeedTrials.include(Array(seeds.prefix(Self.batch)), to: &self, by: screen)
      seeds = seeds.dropFirst(Self.batch)
    }
  }

  /// Takes given centroids into account, before any point of X.
  ///
  /// δ is cut off at the squared diagonal of the points' box, so that masses stay within 64 bits.
  /// Only the chances of the draws depend on it.
  ///
  /// - Complexity: O(n·N·d).
  mutating func include(_ centroids: PointMatrix) {
    if let sparse { return sparse.include(centroids, to: &self, execution: execution) }
    let (rows, bound, kernels) = (x.rows, sampling.bound, execution.kernels)
    update(makeWorker: { [Int32](repeating: 0, count: $0) }) { labels, range, distances in
      centroids.withDoubles { values in
        kernels.nearest(
          rows.points(range), centroids: values, count: centroids.count, labels: &labels,
          distancesSquared: distances + range.lowerBound)
      }
      for point in range { distances[point] = min(distances[point], bound) }
    }
  }

  /// Brings the distances of all points up to date, chunk by chunk, and sums the masses up anew.
  ///
  /// - Parameters:
  ///   - makeWorker: what one thread keeps, for chunks of at most `chunk` points.
  ///   - body: is given a chunk, and the distances of all points.
  mutating func update<Worker>(
    makeWorker: (_ chunk: Int) -> Worker,
    _ body: (inout Worker, Range<Int>, UnsafeMutablePointer<Double>) -> Void
  ) {
    let (rows, sampling, execution) = (x.rows, sampling, execution)
    let (count, size) = (x.count, rows.chunkSize(threads: execution.threads))
    masses = Array(repeating: 0, count: (count + Self.block - 1) / Self.block)
    masses.withUnsafeMutableBufferPointer { masses in
      distances.withUnsafeMutableBufferPointer { distances in
        guard let base = distances.baseAddress else { return }
        nonisolated(unsafe) let (masses, distances) = (masses, base)
        _ = Chunks.run(
          count: count, size: size, threads: execution.threads, makeWorker: { makeWorker(size) }
        ) { worker, range in
          body(&worker, range, distances)
          for first in stride(from: range.lowerBound, to: range.upperBound, by: Self.block) {
            let block = first..<min(first + Self.block, range.upperBound)
            masses[first / Self.block] = sampling.mass(
              distances, or: nil, block, rows, kernels: execution.kernels)
          }
          return !execution.control.isStopped
        }
      }
    }
  }

  /// The seed that would leave the least potential; the first among equals.
  ///
  /// - Complexity: as `include`.
  mutating func best(of seeds: [Int]) -> Int {
    if isExhausted { return seeds[0] }
    var different: [Int] = []
    for seed in seeds where !different.contains(seed) { different.append(seed) }
    guard different.count > 1 else { return different[0] }
    if let sparse {
      let (index, trials) = sparse.best(of: different, self)
      sparseTrials = trials
      return different[index]
    }
    let gains = gains(of: different)
    var best = 0
    for index in gains.indices where gains[index] > gains[best] { best = index }
    return different[best]
  }

  private mutating func gains(of seeds: [Int]) -> [UInt64] {
    guard let screen else {
      wholeTrials = WholeTrials(seeds, self, reusing: wholeTrials)
      return wholeTrials.potentials.map { total &- $0 }
    }
    return trials.gains(of: seeds, self, by: screen)
  }

  /// Compares a seed with every point.
  private mutating func includeEverywhere(_ seed: Int) {
    let (rows, centroid, kernels) = (x.rows, x.points.point(seed), execution.kernels)
    update(makeWorker: { _ in }) { _, range, distances in
      let new = kernels.distances(rows, range, to: centroid)
      for (point, distance) in zip(range, new) where distance < distances[point] {
        distances[point] = distance
      }
    }
    if isScreened && screen == nil && !execution.control.isStopped {
      let screen = prepared.borrowSeedScreen(execution)
      if execution.control.isStopped { return }
      distances.withUnsafeBufferPointer {
        screen.set($0.baseAddress!, threads: execution.threads)
      }
      self.screen = screen
    }
  }

  /// Gives back the borrowed screen; no seed follows.
  mutating func close() {
    if let screen { prepared.giveBack(screen) }
    screen = nil
  }
}
