import KMeansCore
import KMeansData
public import KMeansModels

/// The facts of a model.
public struct ModelReport: Sendable {
  /// The file.
  public let source: String
  /// The model.
  public let model: ClusterModel

  /// A report.
  public init(source: String, model: ClusterModel) {
    self.source = source
    self.model = model
  }

  /// The answer for readers, ended by a newline.
  ///
  /// - Parameter width: characters a line may take.
  /// - Returns: the lines, each ended by a newline.
  /// - Complexity: O(k·d).
  public func text(width: Int) -> String {
    let table = MeansTable(
      centroids: model.centroidsInInputUnits, columns: model.columns, sizes: model.sizes)
    let points = model.sizes.reduce(0, +)
    let step = model.bisection == nil ? "iteration" : "split"
    var lines = [
      "\(source): a model of \(NumberText.count(model.clusters, "cluster")) in "
        + NumberText.count(model.dimensions, "column"), "",
      "Cluster \(model.distance.centroids(model.scaling.method)):",
    ]
    lines += table.lines(width: width)
    lines += scalingLines(width: width)
    lines += [
      "",
      "Fitted to \(NumberText.count(points, "point"))\(model.isWeighted ? " with weights" : "")"
        + " in \(NumberText.count(model.iterations, step)), seed \(model.seed), "
        + "\(model.initialization)."
        + (model.isApproximate ? " Approximate: the fit ended before its exact end." : ""),
      "Scale: \(model.scaling.method.rawValue). Missing values: \(model.missing.rawValue). "
        + "Sum of \(model.distance.terms): \(NumberText.short(model.objective)).",
    ]
    lines += ReadingText.lines(model.reading)
    lines.append("Written by version \(model.libraryVersion).")
    return AnswerText.of(lines)
  }

  /// By what every column was scaled, a line each; none without scaling.
  private func scalingLines(width: Int) -> [String] {
    let scaling = model.scaling
    if scaling.isIdentity { return [] }
    let shown = ShownRows(count: model.dimensions)
    let table = TextTable(
      fixed: [
        TextTable.Column(
          heading: "column", cells: shown.cells { model.columns[$0] }, isLeftAligned: true)
      ],
      others: [
        TextTable.Column(
          heading: "shift", cells: shown.cells { NumberText.short(scaling.shift[$0]) }),
        TextTable.Column(
          heading: "divisor", cells: shown.cells { NumberText.short(scaling.divisor[$0]) }),
      ]
    ).lines(width: width)
    let left = shown.leftOut
    return ["", "Scaled by (x - shift) / divisor:"] + table.lines
      + (left > 0 ? ["  (\(NumberText.count(left, "column")) not shown)"] : [])
  }

  /// The JSON object `kmeans.info/1` of a model, ended by a newline.
  ///
  /// - Throws: never for finite numbers; what the encoder throws otherwise.
  public func json() throws -> String {
    let centroids = model.centroidsInInputUnits
    return try JSONText.of(
      Object(
        source: source, dimensions: model.dimensions, clusters: model.clusters,
        columns: model.columns, centroids: (0..<centroids.count).map(centroids.point),
        sizes: model.sizes, withinSumOfSquares: model.statistics.withinSumOfSquares,
        clusterWeights: model.statistics.weights,
        distanceQuartiles: model.statistics.distances.map { all in
          all.lower.indices.map { [all.lower[$0], all.median[$0], all.upper[$0]] }
        }, objective: model.objective, scale: model.scaling.method,
        scaling: CodedScaling(model.scaling),
        missing: model.missing.rawValue, seed: model.seed, algorithm: model.algorithm,
        initialization: model.initialization, iterations: model.iterations,
        weighted: model.isWeighted, libraryVersion: model.libraryVersion,
        reading: model.reading == .plain ? nil : model.reading))
  }

  private struct Object: Encodable {
    let schema = "kmeans.info/1"
    let kind = "model"
    let source: String
    let dimensions: Int
    let clusters: Int
    let columns: [String]
    let centroids: [[Double]]
    let sizes: [Int]
    let withinSumOfSquares: [Double]?
    let clusterWeights: [Double]?
    let distanceQuartiles: [[Double]]?
    let objective: Double
    let scale: ScalingMethod
    let scaling: CodedScaling
    let missing: String
    let seed: UInt64
    let algorithm: String
    let initialization: String
    let iterations: Int
    let weighted: Bool
    let libraryVersion: String
    let reading: ReadingRecord?
  }
}
