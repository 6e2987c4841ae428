import ArgumentParser
import KMeans
import KMeansCore
import KMeansData
import KMeansModels

/// Which model a fit goes on from, and which one numbers its clusters.
///
/// The help of an option is its documentation.
struct WarmStartArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Go on from a model: start from its centroids, with its columns, scale, distance and rule for \
      missing values. -k may be left out; a greater one draws further clusters by k-means++.
      """, valueName: "model"),
    completion: .model)
  var warmStart: String?

  @Flag(
    help: """
      Keep the centroids of --warm-start as they are, to the bit, and find -k further ones.
      """)
  var frozen = false

  @Option(
    help: ArgumentHelp(
      """
      Number the clusters as a model does: each gets the number of the centroid there that it is, \
      by the least sum of squared distances.
      """, valueName: "model"),
    completion: .model)
  var match: String?

  /// Refuses options that do nothing alone.
  func validate() throws {
    if frozen && warmStart == nil {
      throw ValidationError("--frozen keeps the centroids of a model; name it with --warm-start")
    }
    if frozen && match != nil {
      throw ValidationError("frozen clusters keep their numbers; leave --match out")
    }
  }

  /// Refuses what contradicts other options of the fit.
  ///
  /// - Parameters:
  ///   - method: how clusters are found.
  ///   - columns: which columns take part, and how.
  /// - Throws: `ValidationError`.
  func validate(_ method: MethodArguments, _ columns: ColumnArguments) throws {
    if match != nil && method.order != nil {
      throw ValidationError("--match and --order both number the clusters; give one of them")
    }
    if match != nil && method.variant.splits {
      throw ValidationError(
        "--variant \(method.variant) numbers clusters by their splits; leave --match out")
    }
    guard warmStart != nil else {
      guard method.clusters != nil else {
        throw ValidationError("Missing expected argument '-k <k>'")
      }
      return
    }
    if frozen && method.clusters == nil {
      throw ValidationError("--frozen needs -k, the number of clusters to find beside the model's")
    }
    if frozen && method.order != nil {
      throw ValidationError("frozen clusters keep their numbers; leave --order out")
    }
    guard case .named(.kMeansPlusPlus) = method.initialization else {
      throw ValidationError("--warm-start and --init both say where to start; give one of them")
    }
    if method.variant.splits {
      throw ValidationError(
        "--variant \(method.variant) draws the centroids of every split; leave --warm-start out")
    }
    if let option = Self.saidByModel(method, columns) {
      throw ValidationError("the model of --warm-start says what \(option) does; leave it out")
    }
  }

  /// The first option that a model stands for.
  private static func saidByModel(
    _ method: MethodArguments, _ columns: ColumnArguments
  ) -> String? {
    if method.distance != .euclidean { return "--distance" }
    if !columns.choice.columns.isEmpty { return "--columns" }
    if !columns.choice.exclude.isEmpty { return "--exclude" }
    if columns.scale != .none { return "--scale" }
    if columns.missing != .error { return "--missing" }
    return columns.conversion.firstUsed
  }

  /// The model of `--warm-start`; nil without one.
  func model() throws(CommandError) -> ClusterModel? {
    guard let path = warmStart else { return nil }
    return try reporting({ CommandError.model($0, source: path) }) {
      () throws(ModelError) in try ModelFile.read(path)
    }
  }

  /// The centroids of `--match` in the clustered space; nil without one.
  func reference(for data: PreparedData) throws(CommandError) -> PointMatrix? {
    guard let path = match else { return nil }
    return try reporting(CommandError.pipeline) { () throws(PipelineError) in
      try data.centroids(readingModel: path)
    }
  }
}
