/// Seeds on trial, compared with all points at once.
///
/// Points are read once for all of them. Distances are kept for the seed that is chosen, unless
/// they are many.
struct WholeTrials {
  private let seeds: [Int]
  /// By seed Σ q that would remain if it were taken into account.
  let potentials: [UInt64]
  /// δ by seed and point; nil where these are too many to keep.
  private let distances: Slab<Double>?

  /// 16 MB.
  private static let mostKept = 1 << 21

  /// No trials.
  init() { (seeds, potentials, distances) = ([], [], nil) }

  /// Tries some seeds.
  ///
  /// - Parameters:
  ///   - seeds: points of X, n of them.
  ///   - nearest: what is known so far.
  ///   - old: trials whose memory is used again.
  /// - Complexity: O(n·N·d).
  init(_ seeds: [Int], _ nearest: NearestSeed, reusing old: WholeTrials) {
    let (x, execution, n) = (nearest.x, nearest.execution, seeds.count)
    let (rows, sampling) = (x.rows, nearest.sampling)
    let size = rows.chunkSize(threads: execution.threads)
    let isKept = x.count.multipliedReportingOverflow(by: n).partialValue <= Self.mostKept
    let room = old.distances.flatMap { $0.count >= x.count * n ? $0 : nil }
    let kept = isKept ? room ?? Slab<Double>(uninitialized: x.count * n) : nil
    let m = PointMatrix(copyingAsDouble: x.points.selecting(seeds))
    let (workers, isComplete) = Chunks.run(
      count: x.count, size: size, threads: execution.threads,
      makeWorker: {
        Room(
          sums: [UInt64](repeating: 0, count: n),
          distances: kept == nil ? Slab(uninitialized: size * n) : nil)
      },
      body: { room, range in
        let new = room.distances?.base ?? kept!.base + range.lowerBound
        let stride = kept == nil ? size : x.count
        m.withDoubles {
          execution.kernels.distances(
            rows.points(range), toAll: $0, count: n, distancesSquared: new,
            strides: (points: 1, centroids: stride))
        }
        nearest.distances.withUnsafeBufferPointer { known in
          for seed in 0..<n {
            room.sums[seed] &+= sampling.mass(
              known.baseAddress!, or: new + seed * stride, range, rows,
              kernels: execution.kernels)
          }
        }
        return !execution.control.isStopped
      })
    self.seeds = seeds
    potentials = (0..<n).map { seed in workers.reduce(0) { $0 &+ $1.sums[seed] } }
    distances = isComplete ? kept : nil
  }

  /// What one thread keeps.
  private struct Room {
    var sums: [UInt64]
    /// Nil where distances are kept.
    let distances: Slab<Double>?
  }

  /// Takes a seed into account, if its distances have been kept.
  ///
  /// - Returns: whether they have.
  /// - Complexity: O(N).
  func apply(_ seed: Int, to nearest: inout NearestSeed) -> Bool {
    guard let distances, let index = seeds.firstIndex(of: seed) else { return false }
    let new = distances.base + index * nearest.x.count
    nearest.update(makeWorker: { _ in }) { _, range, known in
      for point in range {
        let distance = new[point]
        if distance < known[point] { known[point] = distance }
      }
    }
    return true
  }
}
