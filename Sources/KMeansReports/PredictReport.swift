public import KMeans
import KMeansCore
public import KMeansModels

/// Labels that a model gave, with what is needed to tell about them.
public struct PredictReport: Sendable {
  /// The labels.
  public let prediction: Prediction
  /// How sure the model is of the labels; nil where that was not asked for.
  public let details: PredictionDetails?
  /// How the file became points.
  public let preparation: PreparationFacts
  /// The model that gave them.
  public let model: ClusterModel
  /// What a user should know about the data.
  public let notices: [Notice]
  /// What the run needed.
  public let facts: RunFacts

  /// A report.
  public init(
    _ prediction: Prediction, by model: ClusterModel, details: PredictionDetails? = nil,
    notices: [Notice], facts: RunFacts
  ) {
    let rows = prediction.labels.count - prediction.sizes.reduce(0, +)
    preparation = PreparationFacts(
      columns: model.columns, scaling: model.scaling, rowsLeftOut: rows)
    self.prediction = prediction
    self.details = details
    self.model = model
    self.notices = notices
    self.facts = facts
  }

  /// A report on rows that the model labelled, without what scores alone need to know.
  ///
  /// - Precondition: the labels are a model's.
  public init(_ data: LabelledData, by model: ClusterModel, facts: RunFacts) {
    guard let prediction = data.prediction else { preconditionFailure("the labels of a model") }
    self.init(
      prediction, by: model, details: data.details, notices: Notice.of(data.facts), facts: facts)
  }

  private var labelled: Int { prediction.sizes.reduce(0, +) }

  /// The answer for readers, ended by a newline.
  ///
  /// - Parameter width: characters a line may take.
  /// - Returns: the lines, each ended by a newline.
  /// - Complexity: O(k·d).
  public func text(width: Int) -> String {
    let table = MeansTable(
      centroids: model.centroidsInInputUnits, columns: model.columns, sizes: prediction.sizes)
    let lines =
      [
        "\(NumberText.count(labelled, "point")) labelled by a model of "
          + NumberText.count(model.clusters, "cluster"), "",
        "Points by cluster, and the model's "
          + "\(model.distance.centroids(model.scaling.method)):",
      ] + table.lines(width: width) + [
        "",
        "Sum of \(model.distance.terms) about the "
          + "\(model.distance.centers)\(space): \(NumberText.short(prediction.objective))",
      ] + outlierLines + [
        "\(NumberText.seconds(facts.seconds.total)) for "
          + "\(NumberText.count(prediction.labels.count, "row")) of "
          + "\(NumberText.count(model.dimensions, "column"))."
      ]
    return AnswerText.of(lines)
  }

  /// How many rows are outliers, where that is known.
  private var outlierLines: [String] {
    guard let outliers = details?.outliers else { return [] }
    return [
      "\(NumberText.count(outliers, "row")) \(outliers == 1 ? "lies" : "lie") farther out than "
        + "\(outliers == 1 ? "its cluster accounts" : "their clusters account") for."
    ]
  }

  private var space: String {
    model.scaling.method == .none ? "" : " (after --scale \(model.scaling.method.rawValue))"
  }

  /// The JSON object `kmeans.predict/1`, ended by a newline.
  ///
  /// - Throws: never for finite numbers; what the encoder throws otherwise.
  public func json() throws -> String {
    try JSONText.of(
      Object(
        points: labelled, dimensions: model.dimensions, columns: preparation.columns,
        scaling: preparation.codedScaling, leftOut: preparation.codedLeftOut,
        clusters: model.clusters,
        sizes: prediction.sizes, objective: prediction.objective,
        missingRows: prediction.missingRows.count, outliers: details?.outliers,
        seconds: facts.seconds,
        peakMemoryBytes: facts.peakMemoryBytes, warnings: notices.map(\.description)))
  }

  private struct Object: Encodable {
    let schema = "kmeans.predict/1"
    let points: Int
    let dimensions: Int
    let columns: [String]
    let scaling: CodedScaling
    let leftOut: CodedLeftOut
    let clusters: Int
    let sizes: [Int]
    let objective: Double
    let missingRows: Int
    let outliers: Int?
    let seconds: RunFacts.Seconds
    let peakMemoryBytes: Int
    let warnings: [String]
  }
}
