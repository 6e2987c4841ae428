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
  /// The model as whose further data the file was prepared; nil for data of their own.
  public let model: ClusterModel?
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
  /// The names of the d features: those of the model, where there is one.
  public var columns: [String] { model?.columns ?? table.columns }
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
    model = nil
    rows = try PreparedRows(table, options, clusters: clusters)
    x = try rows.clusteredSpace(threads: options.threads)
  }

  /// Prepares a table whose rows have labels already.
  ///
  /// - Parameters:
  ///   - table: as a program brings it, without missing values.
  ///   - unlabelled: the rows without a label, from 0, ascending, which take no part.
  ///   - distance: how far apart points are.
  /// - Throws: `PipelineError` as `init(reading:_:clusters:)` does.
  /// - Complexity: O(N·d).
  package init(
    _ table: DataTable, without unlabelled: [Int], distance: Clusterer.Distance
  ) throws(PipelineError) {
    options = PreparationOptions(.all, distance: distance)
    model = nil
    rows = try PreparedRows(table, options, without: unlabelled)
    x = try rows.clusteredSpace(threads: nil)
  }

  /// Prepares a table as further data of a model: with its columns, its scaling, its distance and
  /// what it does about missing values.
  ///
  /// - Parameters:
  ///   - table: read for the model: `DataTable(reading:for:)`.
  ///   - model: a fitted model.
  ///   - clusters: the least number of points that is of any use, which is checked early.
  ///   - threads: nil for all processors.
  /// - Throws: `PipelineError` as `init(reading:_:clusters:)` does, and `.model` for a table that
  ///   has not the columns of the model.
  /// - Complexity: O(N·d).
  public init(
    _ table: DataTable, as model: ClusterModel, clusters: Int = 1, threads: Int? = nil
  ) throws(PipelineError) {
    do { try model.checkOrder(of: table) } catch { throw PipelineError(error, in: table) }
    do {
      options = try PreparationOptions(
        columns: model.sourceColumns, id: table.idName, missing: model.missing,
        scaling: model.scaling.method, distance: model.distance, threads: threads)
    } catch {
      throw .data(error)
    }
    self.model = model
    do throws(PipelineError) {
      rows = try PreparedRows(table, options, as: model, clusters: clusters)
      x = try rows.clusteredSpace(threads: threads)
    } catch {
      throw error.ofModel
    }
  }
}

extension PipelineError {
  /// The same of data that a model says how to prepare, so that no option would help.
  fileprivate var ofModel: PipelineError {
    switch self {
    case .data(.missingCells(_, let rows, let first, _, _)),
      .dataFor(_, .missingCells(_, let rows, let first, _, _)):
      .value(
        .missing(moreRows: rows - 1), source: first.source, place: first.place,
        column: first.column)
    case .value(.scaledTooLarge(let value, let scaled, _), let source, let place, let column):
      .value(.farFromModel(value, scaled: scaled), source: source, place: place, column: column)
    default: self
    }
  }
}
