public import KMeansCore
import KMeansData
import KMeansModels

extension PreparedData {
  /// Clusters the points, and hands out checkpoints from which the fit can go on.
  ///
  /// - Parameters:
  ///   - configuration: as of `fit(_:progress:stop:)`.
  ///   - checkpoint: where an earlier fit of the same data with the same settings was; nil to
  ///     begin.
  ///   - interval: how much time there is between checkpoints, at least.
  ///   - save: called on the calling thread with every checkpoint; nil for none.
  ///   - progress: called on the calling thread while centroids are drawn, and after every
  ///     iteration.
  ///   - stop: ends the fit early on request, with the best so far.
  /// - Returns: the clustering, with the labels by row of the file.
  /// - Throws: what `fit(_:progress:stop:)` does, and `PipelineError.clustering` with a
  ///   `ClusteringError.checkpoint` for one of other data or settings.
  /// - Complexity: that of `Clusterer.fit(_:resuming:every:saving:progress:stop:)`.
  public func fit(
    _ configuration: Clusterer.Configuration, resuming checkpoint: Clusterer.Checkpoint?,
    every interval: Duration = .seconds(60),
    saving save: ((Clusterer.Checkpoint) -> Void)? = nil,
    progress: (Clusterer.Progress) -> Void = { _ in }, stop: StopSignal? = nil
  ) throws(PipelineError) -> Fit {
    do {
      let clustering = try Clusterer(configuration).fit(
        x, resuming: checkpoint, every: interval, saving: save, progress: progress, stop: stop)
      return Fit(self, clustering)
    } catch {
      throw PipelineError(
        error, in: table, keptRows: complete.keptRows, scaling: scaling.method)
    }
  }
}
