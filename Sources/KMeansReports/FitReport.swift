public import KMeans
public import KMeansCore
import KMeansData
public import KMeansModels

/// A clustering with what is needed to tell about it.
public struct FitReport: Sendable {
  /// The result, in the clustered space.
  public let clustering: Clustering
  /// The names of the d features.
  public let columns: [String]
  /// What led from the units of the input to the clustered space.
  public let scaling: Scaling
  /// How the file became points.
  public let preparation: PreparationFacts
  /// What a user should know, about the data first.
  public let notices: [Notice]
  /// What the run needed.
  public let facts: RunFacts
  /// What the points of every cluster weigh; nil without weights.
  public let weights: [Double]?

  /// A report.
  ///
  /// - Parameters:
  ///   - clustering: the result.
  ///   - columns: the names of the features.
  ///   - scaling: what led to the clustered space.
  ///   - notices: what a user should know.
  ///   - facts: what the run needed.
  ///   - weights: what the points of every cluster weigh; nil without weights.
  /// - Precondition: as many names and shifts as the centroids have features.
  public init(
    _ clustering: Clustering, columns: [String], scaling: Scaling, notices: [Notice],
    facts: RunFacts, weights: [Double]? = nil
  ) {
    self.init(
      clustering, PreparationFacts(columns: columns, scaling: scaling), notices: notices,
      facts: facts, weights: weights)
  }

  private init(
    _ clustering: Clustering, _ preparation: PreparationFacts, notices: [Notice], facts: RunFacts,
    weights: [Double]?
  ) {
    let columns = preparation.columns
    precondition(columns.count == clustering.centroids.dimensions, "one name a feature")
    self.clustering = clustering
    self.preparation = preparation
    self.columns = columns
    scaling = preparation.scaling
    self.notices = notices
    self.facts = facts
    self.weights = weights
  }

  /// A report on a fit of a file.
  public init(_ fit: Fit, facts: RunFacts) {
    self.init(
      fit.clustering, PreparationFacts(fit.data),
      notices: Notice.of(fit.data.facts) + Notice.of(warningsOf: fit), facts: facts,
      weights: fit.data.x.weights.map { fit.clustering.labels.weights($0).map(\.rounded) })
  }

  /// M, d × k, in units of the input.
  public var centroids: PointMatrix { scaling.invert(clustering.centroids) }
}
