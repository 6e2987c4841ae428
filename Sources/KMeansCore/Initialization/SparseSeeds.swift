import KMeansMatrices

/// Compressed rows held against new seeds: which points a seed is nearer to than all before it.
///
/// A point's score to a seed bounds its δ from below (`CompressedScreen`), and most points are
/// proven by it to have a nearer seed already. The rest get their exact δ, for which only the parts
/// of the sum are computed in which the point has values: seeds differ from a dense centroid in
/// nothing.
///
/// **The bound.** δ lies within 2·margin of r = Σx² + 2s, and the computed δ̂ within g·δ + d·2^-1074
/// of δ, g = (d + 3)·2^-53. So δ̂ < δ₀, the point's δ̂ so far, needs r − 2·margin < δ <
/// (δ₀ + d·2^-1074)·(1 + 2g); the margin is more than d·2^-1074, which with 4g·δ₀ and a third margin
/// covers the roundings of the comparison.
final class SparseSeeds: Sendable {
  /// A point to which a seed is nearer.
  fileprivate struct Nearer {
    let point: Int
    let distance: Double
  }

  /// Seeds that are held against the points at once.
  static let batch = 16

  private let rows: CompressedRows
  private let squaredNorms: [Double]
  private let screen: CompressedScreen
  private let threads: Int

  init(_ rows: CompressedRows, execution: Execution, errorScale: Double) {
    self.rows = rows
    threads = execution.threads
    squaredNorms = rows.squaredNorms(threads: threads)
    screen = CompressedScreen(
      dimensions: rows.dimensions, capacity: Self.batch, kernels: execution.kernels,
      errorScale: errorScale)
  }

  /// What trials of some seeds found.
  struct Trials {
    fileprivate var seeds: [Int] = []
    /// By worker and seed.
    fileprivate var found: [[[Nearer]]] = []
  }

  /// What one worker needs.
  private struct Worker {
    let scratch: CompressedScratch
    var gains: [UInt64]
    var losses: [UInt64] = []
    var found: [[Nearer]]

    init(dimensions: Int, seeds: Int) {
      scratch = CompressedScratch(dimensions: dimensions, capacity: seeds)
      gains = Array(repeating: 0, count: seeds)
      found = Array(repeating: [], count: seeds)
    }
  }

  /// By how much each seed would lower the potential.
  ///
  /// - Parameter seeds: at most `batch`.
  func gains(of seeds: [Int], _ state: NearestSeed) -> (gains: [UInt64], trials: Trials) {
    screen.take(state.x.points.selecting(seeds), threads: threads)
    let (x, sampling) = (state.x.rows, state.sampling)
    let g = Double(rows.dimensions + 3) * 0x1p-53
    let workers = state.distances.withUnsafeBufferPointer { distances in
      nonisolated(unsafe) let distances = distances
      return Chunks.forEach(
        count: rows.count, size: x.chunkSize(threads: threads), threads: threads,
        makeWorker: { Worker(dimensions: rows.dimensions, seeds: seeds.count) }
      ) { worker, range in
        for point in range {
          let old = distances[point]
          near(point, old, g, worker.scratch) { seed, new in
            guard new < old else { return old }
            let weight = x.weight(point)
            worker.gains[seed] &+=
              sampling.mass(old, weight: weight) &- sampling.mass(new, weight: weight)
            worker.found[seed].append(Nearer(point: point, distance: new))
            return old
          }
        }
      }
    }
    let gains = seeds.indices.map { seed in workers.reduce(0) { $0 + $1.gains[seed] } }
    return (gains, Trials(seeds: seeds, found: workers.map(\.found)))
  }

  /// Takes a seed into account from what its trial found.
  ///
  /// - Returns: false when there was no trial of it.
  func apply(_ seed: Int, from trials: Trials, to state: inout NearestSeed) -> Bool {
    guard let index = trials.seeds.firstIndex(of: seed) else { return false }
    let (x, sampling) = (state.x.rows, state.sampling)
    for found in trials.found {
      for nearer in found[index] {
        let weight = x.weight(nearer.point)
        state.masses[nearer.point / NearestSeed.block] -=
          sampling.mass(state.distances[nearer.point], weight: weight)
          - sampling.mass(nearer.distance, weight: weight)
        state.distances[nearer.point] = nearer.distance
      }
    }
    return true
  }

  /// Takes seeds into account, at most `batch`, and sums the masses up.
  func include(_ seeds: [Int], to state: inout NearestSeed) {
    screen.take(state.x.points.selecting(seeds), threads: threads)
    let (x, sampling) = (state.x.rows, state.sampling)
    let g = Double(rows.dimensions + 3) * 0x1p-53
    let blocks = (rows.count + NearestSeed.block - 1) / NearestSeed.block
    state.masses = Array(repeating: 0, count: blocks)
    state.masses.withUnsafeMutableBufferPointer { masses in
      state.distances.withUnsafeMutableBufferPointer { distances in
        nonisolated(unsafe) let (masses, distances) = (masses, distances)
        _ = Chunks.forEach(
          count: rows.count, size: x.chunkSize(threads: threads), threads: threads,
          makeWorker: { CompressedScratch(dimensions: rows.dimensions, capacity: seeds.count) }
        ) { scratch, range in
          for point in range {
            near(point, distances[point], g, scratch) { _, new in
              distances[point] = min(distances[point], new)
              return distances[point]
            }
            masses[point / NearestSeed.block] &+= sampling.mass(
              distances[point], weight: x.weight(point))
          }
        }
      }
    }
  }

  /// Takes given centroids into account: their nearest, no farther off than the masses reach.
  func include(_ centroids: PointMatrix, to state: inout NearestSeed, execution: Execution) {
    let screen = CompressedScreen(
      dimensions: rows.dimensions, capacity: centroids.count, kernels: execution.kernels)
    screen.take(centroids, threads: threads)
    let (x, sampling) = (state.x.rows, state.sampling)
    state.masses.withUnsafeMutableBufferPointer { masses in
      state.distances.withUnsafeMutableBufferPointer { distances in
        nonisolated(unsafe) let (masses, distances) = (masses, distances)
        _ = Chunks.forEach(
          count: rows.count, size: x.chunkSize(threads: threads), threads: threads,
          makeWorker: {
            CompressedScratch(dimensions: rows.dimensions, capacity: centroids.count)
          }
        ) { scratch, range in
          for point in range {
            let row = rows[point]
            let nearest = screen.nearest(row, squaredNorm: squaredNorms[point], scratch)
            row.scatter(to: scratch.point)
            let distance = screen.distance(row, scratch.point, to: Int(nearest.label))
            row.clear(scratch.point)
            distances[point] = min(distance, sampling.bound)
            masses[point / NearestSeed.block] &+= sampling.mass(
              distances[point], weight: x.weight(point))
          }
        }
      }
    }
  }

  /// Calls `body` with every seed that may be nearer to a point, and its exact δ.
  ///
  /// - Parameters:
  ///   - old: the point's δ so far.
  ///   - body: returns what is the point's δ from then on.
  @inline(__always)
  private func near(
    _ point: Int, _ old: Double, _ g: Double, _ scratch: CompressedScratch,
    _ body: (_ seed: Int, _ new: Double) -> Double
  ) {
    let row = rows[point]
    let squaredNorm = squaredNorms[point]
    screen.scores(row, scratch.scores)
    let margin = screen.margin(squaredNorm)
    var (old, isWritten) = (old, false)
    for seed in 0..<screen.count {
      let least = squaredNorm + 2 * scratch.scores[seed] - 3 * margin
      // Not the converse, which is false of what is no number.
      if least > old + 4 * g * old { continue }
      if !isWritten { row.scatter(to: scratch.point) }
      isWritten = true
      old = body(seed, screen.distance(row, scratch.point, to: seed))
    }
    if isWritten { row.clear(scratch.point) }
  }
}
