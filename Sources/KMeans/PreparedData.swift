public import KMeansCore
public import KMeansData
public import KMeansModels

/// A data file ready to be clustered: read, without missing values, scaled, checked.
///
///     let options = try PreparationOptions(columns: ["area", "price"], scaling: .standard)
///     let data = try PreparedData(reading: "houses.csv", options)
///     let fit = try data.fit(Clusterer.Configuration(clusters: 4))
///     try fit.write(labels: "labels.csv")
///     try fit.model.write(to: "houses.json")
public struct PreparedData: Sendable {
  /// How the file was prepared.
  public let options: PreparationOptions
  /// X in the clustered space, surveyed.
  public let x: Observations
  private let rows: PreparedRows

  /// The file, with its missing values.
  public var table: DataTable { rows.table }
  /// The file without missing values, and which of its rows are left.
  public var complete: CompleteTable { rows.complete }
  /// X in the units of the file, surveyed. Where squares of these would be no numbers, and the data
  /// are scaled, every column is divided by a power of two.
  public var raw: Observations { rows.raw }
  /// What the columns of `raw` are divided by; nil where they are not.
  package var units: [Double]? { rows.units?.units }
  /// From the units of the file to the clustered space.
  public var scaling: Scaling { rows.scaling }
  /// What a user should know about the data.
  public var facts: [DataFact] { rows.facts }

  /// Reads and prepares a file.
  ///
  /// - Parameters:
  ///   - path: the file, or "-" for standard input; its ending chooses the format.
  ///   - options: columns, missing values and scale.
  ///   - clusters: the least number of points that is of any use, which is checked early.
  /// - Throws: `PipelineError.data` for a file that is no table, `.tooFewPoints`, `.value` for
  ///   a value or weight that cannot be used, `.points` for points that cannot be clustered as a
  ///   whole, and `.outOfMemory`.
  /// - Complexity: O(bytes + N·d); X is read once without scaling, and twice with it.
  public init(
    reading path: String, _ options: PreparationOptions = .asRead, clusters: Int = 1
  ) throws(PipelineError) {
    let table: DataTable
    do { table = try DataTable(reading: path, options: options.reading) } catch {
      throw PipelineError(error, reading: options.reading)
    }
    try self.init(table, options, clusters: clusters)
  }

  /// Prepares a table that was read by the same options; see `init(reading:_:clusters:)`.
  public init(
    _ table: DataTable, _ options: PreparationOptions = .asRead, clusters: Int = 1
  ) throws(PipelineError) {
    self.options = options
    rows = try PreparedRows(table, options, clusters: clusters)
    x = try rows.clusteredSpace(threads: options.threads)
  }
}
