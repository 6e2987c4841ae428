public import KMeansCore
public import KMeansData
public import KMeansModels

/// How a file becomes points: which columns take part, what is done about missing values, and how
/// columns are brought to one scale.
public struct PreparationOptions: Sendable {
  /// Which columns are features, identifiers and weights.
  public let reading: ReadingOptions
  /// What is done about missing values.
  public let missing: MissingPolicy
  /// How far apart points are. A row of zeros has no cosine: `.drop` leaves it out, as it leaves
  /// out a row with missing values.
  public let distance: Clusterer.Distance
  /// How columns are brought to one scale.
  public let scaling: ScalingMethod
  /// How many threads survey the points; nil for all processors. The result is the same for any.
  public let threads: Int?

  /// All columns of numbers, in their own units; missing values are an error.
  public static let asRead = PreparationOptions(.all)

  /// Options with columns that are known to agree with each other.
  public init(
    _ reading: ReadingOptions, missing: MissingPolicy = .error, scaling: ScalingMethod = .none,
    distance: Clusterer.Distance = .euclidean, threads: Int? = nil
  ) {
    self.reading = reading
    self.missing = missing
    self.distance = distance
    self.scaling = scaling
    self.threads = threads
  }

  /// Options by the names of columns, which are headers or positions from 1.
  ///
  /// - Parameters:
  ///   - columns: the features, in this order; nil for all columns of numbers.
  ///   - excluded: columns that take no part.
  ///   - id: the column whose text identifies a row.
  ///   - weights: the column that holds the weight of a row.
  ///   - missing: what is done about missing values.
  ///   - scaling: how columns are scaled.
  ///   - distance: how far apart points are.
  ///   - threads: nil for all processors.
  ///   - text: how text is read where that is not to be told from it.
  ///   - format: the format of the file; nil to tell it from the file.
  /// - Throws: `DataError.columnsAndExcluded` when both are given.
  public init(
    columns: [String]? = nil, excluded: [String] = [], id: String? = nil, weights: String? = nil,
    missing: MissingPolicy = .error, scaling: ScalingMethod = .none,
    distance: Clusterer.Distance = .euclidean, threads: Int? = nil, text: TextOptions = .guessed,
    format: FileFormat? = nil
  ) throws(DataError) {
    self.init(
      try ReadingOptions(
        columns: columns, excluded: excluded, id: id, weights: weights, text: text,
        format: format),
      missing: missing, scaling: scaling, distance: distance, threads: threads)
  }

  /// The same options without some columns, such as those of labels; no change where the features
  /// were named.
  ///
  /// - Throws: never; the columns that are left out do not clash with named ones.
  func excluding(_ columns: [String]) throws(DataError) -> PreparationOptions {
    guard reading.columns == nil, !columns.isEmpty else { return self }
    return try PreparationOptions(
      excluded: reading.excluded + columns, id: reading.id, weights: reading.weights,
      missing: missing, scaling: scaling, distance: distance, threads: threads,
      text: reading.text, format: reading.format)
  }

  /// Whether rows of zeros are left out.
  var dropsZeros: Bool { missing == .drop && distance.isDirectional }
}
