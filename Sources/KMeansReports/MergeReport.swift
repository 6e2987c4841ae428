public import KMeans
import KMeansCore
public import KMeansModels

/// A model that was merged, with what is needed to tell about it.
public struct MergeReport: Sendable {
  /// The model, and where the clusters of the others went.
  public let merging: ModelMerging
  /// The files and models that were merged.
  public let models: [(source: String, model: ClusterModel)]
  /// What the run needed.
  public let facts: RunFacts

  /// A report.
  public init(
    _ merging: ModelMerging, of models: [(String, ClusterModel)], facts: RunFacts
  ) {
    self.merging = merging
    self.models = models.map { (source: $0.0, model: $0.1) }
    self.facts = facts
  }

  private var model: ClusterModel { merging.model }

  /// The answer for readers, ended by a newline.
  ///
  /// - Parameter width: characters a line may take.
  /// - Returns: the lines, each ended by a newline.
  /// - Complexity: O(k·d).
  public func text(width: Int) -> String {
    let all = models.reduce(0) { $0 + $1.model.clusters }
    let table = MeansTable(
      centroids: model.centroidsInInputUnits, columns: model.columns, sizes: model.sizes)
    let before = models.reduce(0) { $0 + $1.model.objective }
    let lines =
      [
        "\(NumberText.count(all, "cluster")) of \(NumberText.count(models.count, "model")) merged "
          + "into \(NumberText.count(model.clusters))", "",
        "Cluster \(model.distance.centroids(model.scaling.method)):",
      ] + table.lines(width: width) + ["", "Where the clusters went:"] + origins(width: width) + [
        "",
        "Sum of \(model.distance.terms): \(NumberText.short(model.objective)), of which "
          + "\(NumberText.short(before)) lay within the clusters before.",
        "\(NumberText.seconds(facts.seconds.total)) for "
          + "\(NumberText.count(model.sizes.reduce(0, +), "point")).",
      ]
    return AnswerText.of(lines)
  }

  /// A line a cluster of the models.
  private func origins(width: Int) -> [String] {
    let rows = zip(models, merging.numbers).flatMap { entry, numbers in
      numbers.enumerated().map { cluster, union in
        (
          source: entry.source, cluster: cluster, points: entry.model.sizes[cluster], union: union
        )
      }
    }
    let shown = ShownRows(count: rows.count)
    let table = TextTable(
      fixed: [
        TextTable.Column(
          heading: "model", cells: shown.cells { rows[$0].source }, isLeftAligned: true),
        TextTable.Column(heading: "cluster", cells: shown.cells { String(rows[$0].cluster) }),
        TextTable.Column(
          heading: "points", cells: shown.cells { NumberText.count(rows[$0].points) }),
        TextTable.Column(heading: "now", cells: shown.cells { String(rows[$0].union) }),
      ], others: []
    ).lines(width: width)
    let left = shown.leftOut
    return table.lines + (left > 0 ? ["  (\(NumberText.count(left, "cluster")) not shown)"] : [])
  }

  /// The JSON object `kmeans.merge/1`, ended by a newline.
  ///
  /// - Throws: never for finite numbers; what the encoder throws otherwise.
  /// - Complexity: O(k·d).
  public func json() throws -> String {
    let centroids = model.centroidsInInputUnits
    return try JSONText.of(
      Object(
        points: model.sizes.reduce(0, +), dimensions: model.dimensions, columns: model.columns,
        clusters: model.clusters,
        models: zip(models, merging.numbers).map {
          Part(source: $0.source, clusters: $0.model.clusters, numbers: $1)
        }, centroids: (0..<centroids.count).map(centroids.point), sizes: model.sizes,
        withinSumOfSquares: model.statistics.withinSumOfSquares, objective: model.objective,
        iterations: model.iterations, seconds: facts.seconds,
        peakMemoryBytes: facts.peakMemoryBytes))
  }

  private struct Part: Encodable {
    let source: String
    let clusters: Int
    let numbers: [Int]
  }

  private struct Object: Encodable {
    let schema = "kmeans.merge/1"
    let points: Int
    let dimensions: Int
    let columns: [String]
    let clusters: Int
    let models: [Part]
    let centroids: [[Double]]
    let sizes: [Int]
    let withinSumOfSquares: [Double]?
    let objective: Double
    let iterations: Int
    let seconds: RunFacts.Seconds
    let peakMemoryBytes: Int
  }
}
