public import KMeansCore
public import KMeansModels

/// Why models cannot be merged. Models count from 0, in the order in which they were given.
@nonexhaustive
public enum MergingError: Error, Equatable, Sendable {
  /// What must be the same in all models.
  public enum Part: String, Sendable, CaseIterable {
    /// The features and their order.
    case columns
    /// How far apart points are.
    case distance
    /// The way to the clustered space.
    case scaling
    /// What is done about missing values, and the means that are put in.
    case missing
    /// How files are read: dates, categories, spellings.
    case reading
  }

  /// There is none.
  case noModel
  /// A model differs from the first in how it looks at data.
  case different(Part, model: Int)
  /// The clusters of a model came about by splits, and are not those of nearest centroids.
  case splits(model: Int)
  /// A model was written without what its clusters weigh, or by the cosine without their shares of
  /// J.
  case unknownWeights(model: Int)
  /// More clusters are wanted than the models have, or fewer than one.
  case clusters(Int, available: Int)
  /// The clusters cannot be clustered.
  case clustering(ClusteringError)
  /// The result is no model.
  case model(ModelError)
}

extension MergingError {
  /// The model that is to blame; nil where none is.
  public var index: Int? {
    switch self {
    case .different(_, let model), .splits(let model), .unknownWeights(let model): model
    case .noModel, .clusters, .clustering, .model: nil
    }
  }
}

extension MergingError: CustomStringConvertible {
  /// One sentence: what is wrong, and what to do.
  public var description: String {
    switch self {
    case .noModel: "there is no model; give at least one"
    case .different(let part, _):
      "the model has \(Self.other(part)) than the first, so their centroids cannot be compared; "
        + "fit it with --warm-start and the first model, which takes all that from there"
    case .splits:
      "the clusters of the model came about by splits, and are not those of the nearest centroids; "
        + "fit with --variant full"
    case .unknownWeights:
      "the model was written before models kept what its clusters weigh; fit it again"
    case .clusters(let found, let available):
      "-k is \(found); the models have \(available) clusters in all, so it must be from 1 to "
        + "\(available)"
    case .clustering(let error): error.description
    case .model(let error): error.description
    }
  }

  private static func other(_ part: Part) -> String {
    switch part {
    case .columns: "other columns"
    case .distance: "another distance"
    case .scaling: "another scale"
    case .missing: "another rule, or other means, for missing values"
    case .reading: "another way to read files"
    }
  }
}
