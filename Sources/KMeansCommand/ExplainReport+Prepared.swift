import KMeans
import KMeansCore
import KMeansData
import KMeansReports

extension ExplainReport {
  /// Runs k-means on prepared points, or on a sample of them, and records it.
  ///
  /// - Parameters:
  ///   - input: the points.
  ///   - configuration: the settings, given centroids in the clustered space.
  /// - Throws: `CommandError.tooMuchToExplain`, and `.pipeline` for what cannot be clustered.
  init(
    of input: PreparedData, _ configuration: Clusterer.Configuration
  ) throws(CommandError) {
    let table = input.complete.table
    let sample = try reporting({ .pipeline(.points($0, source: table.source)) }) {
      () throws(ObservationError) in
      try ExplainSample(of: input.x, seed: configuration.seed)
    }
    guard sample.isDrawn || configuration.clusters <= sample.x.count else {
      throw CommandError.pipeline(
        .tooFewPoints(
          source: table.source, points: sample.x.count, clusters: configuration.clusters))
    }
    guard sample.holds(clusters: configuration.clusters) else {
      throw CommandError.tooMuchToExplain(
        source: table.source, columns: table.columns.count, clusters: configuration.clusters)
    }
    let kept = input.complete.keptRows
    let (trace, search) = try reporting({
      .pipeline(PipelineError($0, in: input.table, keptRows: kept))
    }) { () throws(ClusteringError) in
      (try Trace(sample.x, configuration), try ExplainSearch(sample, configuration))
    }
    self.init(
      trace, configuration: configuration, sample: sample, source: table.source,
      columns: table.columns, ids: table.ids, keptRows: kept, scaling: input.scaling,
      search: search)
  }
}
