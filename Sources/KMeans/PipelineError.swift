public import KMeansCore
public import KMeansData
public import KMeansModels
public import KMeansSelection

/// Why data cannot be prepared, clustered or labelled: in terms of files, lines and columns.
@nonexhaustive
public enum PipelineError: Error, Equatable, Sendable {
  /// A file cannot be read, is malformed, or cannot be written.
  case data(DataError)
  /// The same of a file that is read for something else than data whose columns are chosen.
  case dataFor(DataUse, DataError)
  /// A model cannot be read, or cannot label the data of `source`.
  case model(ModelError, source: String)
  /// A value, or for no column a weight, cannot be used.
  case value(ValueProblem, source: String, place: RowPlace, column: String?)
  /// The points, as a whole, cannot be clustered.
  case points(ObservationError, source: String)
  /// k > N.
  case tooFewPoints(source: String, points: Int, clusters: Int)
  /// Given centroids do not belong to the data.
  case centroids(CentroidProblem, source: String)
  /// The engine came to no result.
  case clustering(ClusteringError, source: String)
  /// A file is no checkpoint from which the fit can go on.
  case checkpoint(CheckpointError, source: String)
  /// The numbers of clusters cannot be tried.
  case sweep(SweepError, source: String)
  /// A file has `labels` labels for the `rows` rows of the data.
  case labelCount(path: String, labels: Int, source: String, rows: Int)
  /// A file of labels has one below −1, which stands for no label.
  case negativeLabel(path: String, label: Int32)
  /// No row that takes part has a label.
  case noLabelledRow(source: String)
  /// No row that has a label has a known class.
  case noKnownClass(path: String)
  /// The work needs more memory than the system has.
  case outOfMemory(source: String, bytes: Int)
}

extension PipelineError {
  /// The error of a file that is read for something.
  public func reading(for use: DataUse) -> PipelineError {
    if case .data(let error) = self { .dataFor(use, error) } else { self }
  }

  /// The error of data that were read by some options.
  package init(_ error: DataError, reading options: ReadingOptions) {
    self = options.columns == nil ? .data(error) : .dataFor(.namedData, error)
  }

  /// An error of points and features as one of lines and columns.
  ///
  /// - Parameters:
  ///   - error: what is wrong, by point and feature.
  ///   - table: the file.
  ///   - keptRows: the rows of the file that the points are; nil for all.
  ///   - scaling: how the points were scaled.
  package init(
    _ error: ObservationError, in table: DataTable, keptRows: [Int]?,
    scaling: ScalingMethod = .none
  ) {
    func value(_ problem: ValueProblem, _ point: Int, _ feature: Int?) -> PipelineError {
      .value(
        problem, source: table.source, place: table.place(ofRow: keptRows?[point] ?? point),
        column: feature.map { table.columns[$0] })
    }
    switch error {
    case .notFinite(let point, let feature, let found):
      self = value(.notFinite(found), point, feature)
    case .tooLarge(let point, let feature, let found):
      self = value(.tooLarge(found), point, feature)
    case .badWeight(let point, let weight):
      self = value(.badWeight(weight), point, nil)
    case .noDirection(let point, let count):
      self = value(.noDirection(moreRows: count - 1, by: scaling), point, nil)
    case .outOfMemory(let bytes):
      self = .outOfMemory(source: table.source, bytes: bytes)
    default:
      self = .points(error, source: table.source)
    }
  }

  /// An error of the engine as one of files, lines and columns.
  package init(
    _ error: ClusteringError, in table: DataTable, keptRows: [Int]?,
    scaling: ScalingMethod = .none
  ) {
    switch error {
    case .observations(let error):
      self.init(error, in: table, keptRows: keptRows, scaling: scaling)
    case .tooFewPoints(let points, let clusters):
      self = .tooFewPoints(source: table.source, points: points, clusters: clusters)
    case .outOfMemory(let bytes):
      self = .outOfMemory(source: table.source, bytes: bytes)
    case .configuration, .sizeLimits, .dimensions, .checkpoint, .kernels, .stopped, .outOfTime:
      self = .clustering(error, source: table.source)
    }
  }

  /// What a model refuses as an error of lines and columns.
  init(_ error: ModelError, in table: DataTable) {
    func value(_ problem: ValueProblem, _ row: Int, _ column: String?) -> PipelineError {
      .value(problem, source: table.source, place: table.place(ofRow: row), column: column)
    }
    switch error {
    case .missingValues(let rows, let row, let column):
      self = value(.missing(moreRows: rows - 1), row, column)
    case .tooLarge(let row, let column, let found):
      self = value(.tooLarge(found), row, column)
    case .scaledTooLarge(let row, let column, let found, let scaled):
      self = value(.farFromModel(found, scaled: scaled), row, column)
    case .noDirection(let row, let moreRows, let scaling):
      self = value(.noDirection(moreRows: moreRows, by: scaling), row, nil)
    default:
      self = .model(error, source: table.source)
    }
  }
}
