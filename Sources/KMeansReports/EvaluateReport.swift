import KMeansMetrics
public import KMeansModels

/// The scores of a clustering with what is needed to tell about them.
public struct EvaluateReport: Sendable {
  /// The scores of the clustering by itself.
  public let scores: EvaluateScores
  /// The scores against known labels; nil where there are none.
  public let truth: EvaluateTruth?
  /// What the sum of squares cannot go below; nil where it was not looked for.
  public let bound: EvaluateBound?
  /// J of the points about the model's centroids, in the clustered space; nil without a model.
  public let objective: Double?
  /// k names of clusters; nil where they have numbers.
  public let names: [String]?
  /// How the file became points.
  public let preparation: PreparationFacts
  /// What a user should know about the data.
  public let notices: [Notice]
  /// How long it took.
  public let seconds: EvaluateReport.Seconds
  /// The threads that worked.
  public let threads: Int

  /// How the columns were scaled.
  public var scaling: ScalingMethod { preparation.scaling.method }

  /// A report.
  ///
  /// - Precondition: as many names as clusters, where there are names.
  public init(
    _ scores: EvaluateScores, truth: EvaluateTruth?, bound: EvaluateBound? = nil,
    objective: Double?, names: [String]?,
    preparation: PreparationFacts, notices: [Notice], seconds: EvaluateReport.Seconds, threads: Int
  ) {
    precondition(names.map { $0.count == scores.dispersion.sizes.count } ?? true, "a name each")
    self.scores = scores
    self.truth = truth
    self.bound = bound
    self.objective = objective
    self.names = names
    self.preparation = preparation
    self.notices = notices
    self.seconds = seconds
    self.threads = threads
  }

  /// What a user should know about the data, and about scores that are not exact or left out.
  public var allNotices: [Notice] {
    var all = notices
    let points = scores.dispersion.count
    if case .success(let silhouette) = scores.silhouette, let drawn = silhouette.sampled {
      all.append(.silhouetteSampled(drawn, of: points))
    }
    if scores.dunn == nil { all.append(.dunnLeftOut(points: points)) }
    return all
  }

  /// What a cluster is called.
  func name(_ cluster: Int) -> String { names?[cluster] ?? String(cluster) }
}
