public import KMeansCore
import KMeansData
public import KMeansSelection

extension PreparedData {
  /// Tries numbers of clusters, and tells which one the scores choose, if any.
  ///
  /// - Parameters:
  ///   - settings: which numbers, and how.
  ///   - progress: called as the sweep goes on.
  ///   - stop: ends the sweep on request.
  /// - Returns: a clustering and its scores for every number, and the recommendation.
  /// - Throws: `PipelineError.sweep`, and what `fit` throws.
  /// - Complexity: that of `ClusterCountSweep`.
  public func sweep(
    _ settings: ClusterCountSweep.Settings,
    progress: @Sendable (ClusterCountSweep.Progress) -> Void = { _ in },
    stop: StopSignal? = nil
  ) throws(PipelineError) -> ClusterCountSweep {
    do throws(SweepError) {
      return try ClusterCountSweep(x, settings: settings, progress: progress, stop: stop)
    } catch .clustering(let error) {
      throw PipelineError(error, in: table, keptRows: complete.keptRows)
    } catch {
      throw .sweep(error, source: table.source)
    }
  }
}
