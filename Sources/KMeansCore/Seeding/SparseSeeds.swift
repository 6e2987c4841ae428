/// Compressed rows compared with new seeds: which points a seed is nearer to than all before it.
///
/// A point's score to a seed bounds its δ from both sides (`CompressedScreen`), which proves for
/// most points that they have a nearer seed already. Scores mostly prove the best of several
/// candidates, too. So exact distances are needed only of chosen seeds, to the points that they are
/// nearer to.
///
/// **Points.** δ lies within 2·margin of r = Σx² + 2s, and the computed δ̂ within g·δ + d·2^-1074
/// of δ, g = (d + 3)·2^-53. So δ̂ < δ₀, the point's δ̂ so far, needs r − 2·margin < δ <
/// (δ₀ + d·2^-1074)·(1 + 2g); the margin is more than d·2^-1074, which with 4g·δ₀ and a third
/// margin covers the roundings of the comparison.
///
/// **Candidates.** A candidate's gain is the sum of what the masses of points lose. max(0, δ₀ − r)
/// differs from max(0, δ₀ − δ̂) by no more than r from δ̂, at most e = 3·margin + 4g·|r|; and a
/// difference of two masses from that of the products that they are rounded down from by at most
/// twice what each loses (`SquaredDistanceSampling.loss`). Points proven to have a nearer seed gain
/// nothing, by either sum. A sum of N terms that are not negative is off by N·2^-53 of it (Higham,
/// Accuracy and Stability of Numerical Algorithms, 2nd ed., §4.2), whatever their order. So gains
/// are known to within the sum of these, and a candidate that cannot reach the greatest is out.
final class SparseSeeds: Sendable {
  /// Seeds that are compared with the points at once.
  static let batch = 16

  private let rows: CompressedRows
  private let squaredNorms: [Double]
  private let screen: CompressedScreen
  /// For distances to one seed, where rows are such that it pays.
  private let lanes: SeedLanes?
  private let threads: Int
  /// (d + 3)·2^-53.
  private let g: Double

  init(_ rows: CompressedRows, squaredNorms: [Double], execution: Execution) {
    self.rows = rows
    threads = execution.threads
    self.squaredNorms = squaredNorms
    g = Double(rows.dimensions + 3) * 0x1p-53
    screen = CompressedScreen(
      dimensions: rows.dimensions, capacity: Self.batch, kernels: execution.kernels,
      length: rows.length, errorScale: execution.errorScale)
    lanes = screen.leaves.flatMap {
      SeedLanes.pays($0, length: rows.length) ? SeedLanes($0, kernels: execution.kernels) : nil
    }
  }

  /// The points that each of some seeds may be nearer to.
  struct Trials {
    fileprivate var seeds: [Int] = []
    fileprivate var near: [[Int]] = []
  }

  /// What scores say of one seed.
  private struct Estimate {
    /// By how much it would lower the potential, and how far that may be off.
    var gain = 0.0
    var error = 0.0
    var near: [Int] = []
  }

  /// The seed that would lower the potential most, the first among equals.
  ///
  /// - Parameters:
  ///   - seeds: different ones.
  ///   - state: δ and masses so far.
  /// - Returns: its index in `seeds`, and the points that each may be nearer to.
  /// - Complexity: O(n·s) for n values and s seeds, where scores prove it.
  func best(of seeds: [Int], _ state: NearestSeed) -> (index: Int, trials: Trials) {
    let estimates = estimates(of: seeds, state)
    let trials = Trials(seeds: seeds, near: estimates.map(\.near))
    let floor = estimates.reduce(0) { max($0, $1.gain - $1.error) }
    // Negated, so that NaN stays.
    let open = estimates.indices.filter { !(estimates[$0].gain + estimates[$0].error < floor) }
    guard open.count > 1 else { return (open[0], trials) }
    let gains = open.map { gain(of: seeds[$0], near: trials.near[$0], state) }
    var best = 0
    for index in gains.indices where gains[index] > gains[best] { best = index }
    return (open[best], trials)
  }

  private func estimates(of seeds: [Int], _ state: NearestSeed) -> [Estimate] {
    stride(from: 0, to: seeds.count, by: Self.batch).flatMap { first in
      estimates(ofFew: Array(seeds[first..<min(first + Self.batch, seeds.count)]), state)
    }
  }

  private func estimates(ofFew seeds: [Int], _ state: NearestSeed) -> [Estimate] {
    screen.take(state.x.points.selecting(seeds), threads: threads)
    let (x, sampling, g) = (state.x.rows, state.sampling, g)
    let workers = state.distances.withUnsafeBufferPointer { distances in
      nonisolated(unsafe) let distances = distances
      return Chunks.forEach(
        count: rows.count, size: x.chunkSize(threads: threads), threads: threads,
        makeWorker: {
          (screen.makeScratch(), [Estimate](repeating: Estimate(), count: seeds.count))
        }
      ) { worker, range in
        for point in range {
          let (old, weight) = (distances[point], x.weight(point))
          near(point, old, worker.0) { seed, estimate, margin in
            let off = 3 * margin + 4 * g * abs(estimate)
            worker.1[seed].gain += sampling.product(max(0, old - estimate), weight: weight)
            worker.1[seed].error +=
              sampling.product(off, weight: weight) + 2 * sampling.loss(weight: weight)
            worker.1[seed].near.append(point)
          }
        }
      }
    }
    let relative = Double(rows.count + 8) * 0x1p-52
    return seeds.indices.map { seed in
      var total = Estimate()
      for (_, worker) in workers {
        total.gain += worker[seed].gain
        total.error += worker[seed].error
        total.near += worker[seed].near
      }
      total.error = total.error * (1 + relative) + total.gain * relative
      return total
    }
  }

  /// By how much a seed would lower the potential, exactly.
  private func gain(of seed: Int, near: [Int], _ state: NearestSeed) -> UInt64 {
    let (x, sampling) = (state.x.rows, state.sampling)
    var gain: UInt64 = 0
    for (point, new) in zip(near, distances(of: near, to: seed, state)) {
      let old = state.distances[point]
      guard new < old else { continue }
      gain += sampling.gain(from: old, to: new, weight: x.weight(point))
    }
    return gain
  }

  /// δ of some points to a seed.
  private func distances(of points: [Int], to seed: Int, _ state: NearestSeed) -> [Double] {
    take([seed], hasScores: false, state)
    return [Double](unsafeUninitializedCapacity: points.count) { distances, count in
      nonisolated(unsafe) let distances = distances
      _ = Chunks.forEach(
        count: points.count, size: 256, threads: threads, makeWorker: { screen.makeScratch() }
      ) { scratch, range in
        for index in range {
          distances[index] = distance(points[index], to: [seed], 0, scratch)
        }
      }
      count = points.count
    }
  }

  /// Takes seeds to be compared with points.
  private func take(_ seeds: [Int], hasScores: Bool, _ state: NearestSeed) {
    let points = state.x.points.selecting(seeds)
    if let lanes, seeds.count == 1 {
      lanes.take(points)
      if !hasScores { return }
    }
    screen.take(points, hasScores: hasScores, threads: threads)
  }

  /// δ of a point to one of the seeds that were taken.
  @inline(__always)
  private func distance(
    _ point: Int, to seeds: [Int], _ index: Int, _ scratch: CompressedScratch
  ) -> Double {
    if let lanes, seeds.count == 1 { return lanes.distance(rows[point], scratch) }
    return screen.leaves == nil
      ? screen.distance(rows[point], to: rows[seeds[index]], index)
      : screen.distance(rows[point], to: index, scratch)
  }

  /// Takes a seed into account that was tried.
  ///
  /// - Returns: false when it was not.
  /// - Complexity: a δ for every point that it may be nearer to.
  func apply(_ seed: Int, from trials: Trials, to state: inout NearestSeed) -> Bool {
    guard let index = trials.seeds.firstIndex(of: seed) else { return false }
    let (x, sampling) = (state.x.rows, state.sampling)
    let near = trials.near[index]
    for (point, new) in zip(near, distances(of: near, to: seed, state)) {
      let old = state.distances[point]
      guard new < old else { continue }
      state.masses[point / NearestSeed.block] -= sampling.gain(
        from: old, to: new, weight: x.weight(point))
      state.distances[point] = new
    }
    return true
  }

  /// Takes seeds into account, at most `batch`, and sums the masses up.
  func include(_ seeds: [Int], to state: inout NearestSeed) {
    // Before the first seed, every point is nearer to it.
    let isFirst = state.masses.isEmpty && seeds.count == 1
    take(seeds, hasScores: !isFirst, state)
    state.update(makeWorker: { _ in screen.makeScratch() }) { scratch, range, distances in
      for point in range {
        if isFirst {
          distances[point] = distance(point, to: seeds, 0, scratch)
          continue
        }
        near(point, distances[point], scratch) { index, _, _ in
          distances[point] = min(
            distances[point], distance(point, to: seeds, index, scratch))
        }
      }
    }
  }

  /// Takes given centroids into account; δ is cut off at the bound of the masses.
  func include(_ centroids: PointMatrix, to state: inout NearestSeed, execution: Execution) {
    let screen = CompressedScreen(
      dimensions: rows.dimensions, capacity: centroids.count, kernels: execution.kernels,
      length: rows.length)
    screen.take(centroids, threads: threads)
    let bound = state.sampling.bound
    state.update(makeWorker: { _ in screen.makeScratch() }) { scratch, range, distances in
      for point in range {
        let nearest = screen.nearest(rows[point], squaredNorm: squaredNorms[point], scratch)
        let distance = screen.distance(rows[point], to: Int(nearest.label), scratch)
        distances[point] = min(distance, bound)
      }
    }
  }

  /// Calls `body` with every seed whose δ to a point may be less than `old`, with r and the margin.
  @inline(__always)
  private func near(
    _ point: Int, _ old: Double, _ scratch: CompressedScratch,
    _ body: (_ seed: Int, _ estimate: Double, _ margin: Double) -> Void
  ) {
    let squaredNorm = squaredNorms[point]
    screen.scores(rows[point], scratch.scores)
    let margin = screen.margin(squaredNorm)
    let limit = old + 4 * g * old
    for seed in 0..<screen.count {
      let estimate = squaredNorm + 2 * scratch.scores[seed]
      // In this order, NaN stays.
      if estimate - 3 * margin > limit { continue }
      body(seed, estimate, margin)
    }
  }
}
