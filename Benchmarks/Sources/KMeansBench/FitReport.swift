import KMeansCore
import KMeansData

/// What `fit` prints.
struct FitReport: Report {
  /// The seconds of every fit, in order.
  let times: [Double]
  /// Seconds of the fastest fit: checking and summing the points, drawing, iterating.
  let observe, initialize, iterate: Double
  /// N, d and k.
  let points, dimensions, clusters: Int
  /// Bytes of X as it is stored.
  let pointBytes: Int
  /// J.
  let objective: Double
  /// Assignments and updates.
  let iterations: Int
  /// Why the fit ended.
  let stopReason: String
  /// Distances computed or screened, points left to exact distances, and points skipped.
  let distances, truths, pointsSkipped: Int
  /// The most memory held before the first fit, and in all.
  let peakBytesBefore, peakBytes: Int
  /// The threads that were allowed.
  let threads: Int
  /// The kernels that were used.
  let instructionSet: String

  /// The report of fits that are all alike.
  ///
  /// - Parameters:
  ///   - fits: what each took, at least one.
  ///   - result: what all gave.
  ///   - x: X.
  ///   - before: the most memory held before the first fit.
  ///   - peak: the most memory held after the last.
  init(_ fits: [FitTimes], result: Clustering, points x: PointMatrix, before: Int, peak: Int) {
    times = fits.map(\.total)
    let best = fits.min { $0.total < $1.total } ?? fits[0]
    (observe, initialize, iterate) = (best.observe, best.initialize, best.iterate)
    (points, dimensions, clusters) = (x.count, x.dimensions, result.centroids.count)
    pointBytes = x.count * x.dimensions * x.scalar.size
    objective = result.objective
    iterations = result.iterations
    stopReason = result.stopReason.rawValue
    distances = result.work.distances
    truths = result.work.truths
    pointsSkipped = result.work.pointsSkipped
    (peakBytesBefore, peakBytes) = (before, peak)
    threads = result.configuration.workers
    instructionSet = result.instructionSet
  }
}
