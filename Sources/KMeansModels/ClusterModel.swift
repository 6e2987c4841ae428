public import KMeansCore
public import KMeansData

/// A fitted model: all that is needed to label further points as the fit would have.
///
/// The centroids are those of the clustered space, to the bit, with the scaling that leads there,
/// so that points come in the units of the input.
public struct ClusterModel: Sendable, Equatable {
  /// The version of the JSON of models that label a point by the nearest centroid.
  public static let schema = "kmeans.model/1"
  /// The version of the JSON of models that label points by the cosine or by splits. Programs that
  /// know of neither refuse these, instead of labelling wrongly.
  public static let schemaOfVariants = "kmeans.model/2"
  /// The version of the JSON of models that know how files are read. Programs that do not would
  /// read a file otherwise.
  public static let schemaOfReading = "kmeans.model/3"

  /// The names of the d features, in the order of the centroids' values.
  public let columns: [String]
  /// Whether the names come from a header; otherwise they are column1, column2, … by position.
  public let hasColumnNames: Bool
  /// M, d × k, in the clustered space.
  public let centroids: PointMatrix
  /// The distance between points in the clustered space.
  public let distance: Clusterer.Distance
  /// The splits that made the clusters, by which points get their labels; nil where they belong to
  /// the nearest centroid.
  public let bisection: Bisection?
  /// From the units of the input to the clustered space.
  public let scaling: Scaling
  /// What is done about missing values.
  public let missing: MissingPolicy
  /// What is put in for missing values, by column, in units of the input; nil unless
  /// `missing` is `.mean`.
  public let imputation: [Double]?
  /// The number of points of every cluster in the fit.
  public let sizes: [Int]
  /// J of the fit, in the clustered space.
  public let objective: Double
  /// The seed of the fit.
  public let seed: UInt64
  /// The algorithm of the fit, as the command spells it.
  public let algorithm: String
  /// The initialization of the fit, as the command spells it.
  public let initialization: String
  /// The iterations of the run that was kept.
  public let iterations: Int
  /// Whether the points of the fit had weights.
  public let isWeighted: Bool
  /// Whether the fit in nested batches ended before it came to its exact end.
  public let isApproximate: Bool
  /// The version of the library that fitted the model.
  public let libraryVersion: String
  /// How the file of the fit was read where that is more than numbers as they stand; further files
  /// are read alike.
  public internal(set) var reading: ReadingRecord
  /// What is known of the points of the fit by cluster.
  public internal(set) var statistics = ClusterStatistics.unknown

  /// The version of the JSON of this model.
  public var schema: String {
    if reading != .plain { return Self.schemaOfReading }
    return distance == .euclidean && bisection == nil ? Self.schema : Self.schemaOfVariants
  }
  /// The columns that a file is to have: those of the features, and the columns whose values became
  /// features.
  public var sourceColumns: [String] { reading.sources(of: columns).map(\.name) }
  /// k, the number of clusters.
  public var clusters: Int { centroids.count }
  /// d, the number of features.
  public var dimensions: Int { centroids.dimensions }
  /// M, d × k, in units of the input.
  public var centroidsInInputUnits: PointMatrix { scaling.invert(centroids) }

  /// The model of a clustering.
  ///
  /// - Parameters:
  ///   - clustering: the result, of points in the clustered space.
  ///   - columns: d names.
  ///   - hasColumnNames: whether the names come from a header.
  ///   - scaling: what led from the input to the clustered space.
  ///   - missing: what was done about missing values.
  ///   - imputation: d means when `missing` is `.mean`, otherwise nil.
  ///   - isWeighted: whether the points had weights.
  /// - Throws: `ModelError.sizes` when something has not d entries, `.notFinite` and
  ///   `.tooLargeNumber` for numbers that no fit leaves behind.
  public init(
    _ clustering: Clustering, columns: [String], hasColumnNames: Bool = true,
    scaling: Scaling? = nil, missing: MissingPolicy = .error, imputation: [Double]? = nil,
    isWeighted: Bool = false
  ) throws(ModelError) {
    try self.init(
      Fields(
        columns: columns, hasColumnNames: hasColumnNames, centroids: clustering.centroids,
        distance: clustering.configuration.distance, bisection: clustering.bisection,
        scaling: scaling ?? .none(dimensions: clustering.centroids.dimensions), missing: missing,
        imputation: imputation, sizes: clustering.sizes, objective: clustering.objective,
        seed: clustering.configuration.seed,
        algorithm: clustering.configuration.algorithm.rawValue,
        initialization: clustering.configuration.initialization.name,
        iterations: clustering.iterations, isWeighted: isWeighted,
        isApproximate: clustering.isApproximate, libraryVersion: LibraryVersion.current,
        reading: .plain))
    statistics = ClusterStatistics(withinSumOfSquares: clustering.withinSumOfSquares)
  }

  /// What a model consists of, before it was checked.
  struct Fields {
    let columns: [String]
    let hasColumnNames: Bool
    let centroids: PointMatrix
    let distance: Clusterer.Distance
    let bisection: Bisection?
    let scaling: Scaling
    let missing: MissingPolicy
    let imputation: [Double]?
    let sizes: [Int]
    let objective: Double
    let seed: UInt64
    let algorithm: String
    let initialization: String
    let iterations: Int
    let isWeighted: Bool
    let isApproximate: Bool
    let libraryVersion: String
    let reading: ReadingRecord
  }

  /// A checked model.
  init(_ fields: Fields) throws(ModelError) {
    let (d, k) = (fields.centroids.dimensions, fields.centroids.count)
    try Self.check("columns", fields.columns.count, d)
    try Self.check("scaling.shift", fields.scaling.shift.count, d)
    try Self.check("sizes", fields.sizes.count, k)
    if fields.missing == .mean || fields.imputation != nil {
      try Self.check("missing.means", fields.imputation?.count ?? 0, d)
    }
    for cluster in 0..<k where !fields.centroids.point(cluster).allSatisfy(\.isFinite) {
      throw .notFinite(what: "centroids")
    }
    guard fields.imputation?.allSatisfy(\.isFinite) ?? true else {
      throw .notFinite(what: "missing.means")
    }
    guard fields.objective.isFinite else { throw .notFinite(what: "objective") }
    try Self.checkParts(fields)
    columns = fields.columns
    hasColumnNames = fields.hasColumnNames
    centroids = fields.centroids
    distance = fields.distance
    bisection = fields.bisection
    scaling = fields.scaling
    missing = fields.missing
    imputation = fields.imputation
    sizes = fields.sizes
    objective = fields.objective
    seed = fields.seed
    algorithm = fields.algorithm
    initialization = fields.initialization
    iterations = fields.iterations
    isWeighted = fields.isWeighted
    isApproximate = fields.isApproximate
    libraryVersion = fields.libraryVersion
    reading = fields.reading
  }

  private static func checkParts(_ fields: Fields) throws(ModelError) {
    try checkSizes(fields)
    try checkCounts(fields)
    try checkSplits(fields)
    try checkDirections(fields)
    try check(fields.reading, fields.columns)
  }

  /// Throws for a number that would make squared distances overflow.
  private static func checkSizes(_ fields: Fields) throws(ModelError) {
    if let (cluster, feature) = fields.centroids.firstBeyondLimit() {
      throw .tooLargeNumber(what: "centroids", value: fields.centroids[feature, cluster])
    }
    for (feature, mean) in (fields.imputation ?? []).enumerated() {
      let scaled = (mean - fields.scaling.shift[feature]) / fields.scaling.divisor[feature]
      guard abs(fields.scaling.method == .none ? mean : scaled) < fields.distance.limit else {
        throw .tooLargeNumber(what: "missing.means", value: mean)
      }
    }
  }

  /// Throws for a count that is negative, and for a total that overflows.
  private static func checkCounts(_ fields: Fields) throws(ModelError) {
    var points = 0
    for size in fields.sizes {
      let (sum, isTooMuch) = points.addingReportingOverflow(size)
      if size < 0 || isTooMuch { throw .count(what: "sizes", value: size) }
      points = sum
    }
    guard fields.iterations >= 0 else { throw .count(what: "iterations", value: fields.iterations) }
  }

  /// Throws for splits that are not of these centroids.
  private static func checkSplits(_ fields: Fields) throws(ModelError) {
    guard let bisection = fields.bisection else { return }
    guard bisection.clusters <= fields.centroids.count else {
      throw .sizes(
        what: "splits", found: bisection.splits.count, expected: fields.centroids.count - 1)
    }
    for split in bisection.splits {
      try check("a split", split.centroids.count, 2)
      try check("a centroid of a split", split.centroids.dimensions, fields.centroids.dimensions)
      if let (cluster, feature) = split.centroids.firstBeyondLimit() {
        throw .tooLargeNumber(what: "splits", value: split.centroids[feature, cluster])
      }
    }
  }

  /// Throws for centroids of zeros where angles count.
  private static func checkDirections(_ fields: Fields) throws(ModelError) {
    guard fields.distance.isDirectional else { return }
    if let centroid = fields.centroids.zeroPoints().first {
      throw .centroidWithoutDirection(what: "centroids", centroid: centroid)
    }
    for (index, split) in (fields.bisection?.splits ?? []).enumerated() {
      guard let centroid = split.centroids.zeroPoints().first else { continue }
      throw .centroidWithoutDirection(what: "split \(index + 1)", centroid: centroid)
    }
  }

  private static func check(_ what: String, _ found: Int, _ expected: Int) throws(ModelError) {
    guard found == expected else { throw .sizes(what: what, found: found, expected: expected) }
  }
}
