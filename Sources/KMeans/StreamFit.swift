public import KMeansCore
public import KMeansData
public import KMeansModels

/// Rows that come one after the other, perhaps without end, being clustered.
///
///     var fit = try StreamFit(reading: "-", options, batch: 4096)
///     guard try fit.begin() != nil else { return }
///     try fit.start(configuration, halfLife: .init(10_000, .points))
///     while let batch = try fit.next() { print(batch.step.drift ?? 1) }
///     try fit.snapshot().write(to: "model.json")
///
/// It keeps the rows of one batch, and of no other.
public struct StreamFit: ~Copyable {
  /// A batch that was counted.
  public struct Batch: Sendable {
    /// One label a row of the input since the batch before; −1 for rows that were left out.
    public let labels: [Int32]
    /// How many points it had.
    public let points: Int
    /// What it did.
    public let step: StreamClusterer.Update
  }

  /// How many rows without missing values a batch has.
  public let batch: Int
  /// How messages call the input.
  public let source: String
  /// What a user should know about the first rows.
  public private(set) var facts: [DataFact] = []
  /// The clusters; nil before `start`.
  public private(set) var stream: StreamClusterer?
  /// How many rows of the input are counted, or were left out before one that is.
  public private(set) var rows = 0

  private let options: PreparationOptions
  private let knownModel: ClusterModel?
  private var lines: RowStream
  private var buffer = StreamBuffer()
  /// How rows become points: a model, whose centroids do not matter.
  private var form: ClusterModel?
  private var isWeighted = false
  private var initialization: String?
  private var first: DataTable?
  private var isAtEnd = false
  private var failure: PipelineError?

  /// Opens a text, or standard input for "-".
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - options: how its rows become points: where a model says that, only the column of weights
  ///     and how text is read count.
  ///   - model: a model that says which columns there are, and how they are completed and scaled;
  ///     nil to tell that from the first rows.
  ///   - batch: how many rows a batch has, at least 1.
  ///   - rows: how many rows of the input were counted before.
  /// - Throws: `PipelineError.data`.
  /// - Precondition: `batch` ≥ 1.
  public init(
    reading path: String, _ options: PreparationOptions, as model: ClusterModel? = nil, batch: Int,
    rows: Int = 0
  ) throws(PipelineError) {
    precondition(batch >= 1, "a batch has a row")
    (self.options, knownModel, self.batch, self.rows) = (options, model, batch, rows)
    source = InputFile.displayName(of: path)
    do {
      lines = try RowStream(path, text: options.reading.text, format: options.reading.format)
    } catch {
      throw .data(error)
    }
  }

  /// Waits for as many lines as a batch has rows, and tells from these how all rows are read, and
  /// without a model how they are completed and scaled.
  ///
  /// - Parameter isEnding: asked several times a second; true ends the reading.
  /// - Returns: these rows, prepared; nil where the reading was ended before there was one.
  /// - Throws: `PipelineError` as `PreparedData` does.
  public mutating func begin(
    isEnding: () throws(DataError) -> Bool = { () throws(DataError) in false }
  ) throws(PipelineError) -> PreparedData? {
    let (options, model) = (options, knownModel)
    let found: DataTable?
    do {
      found = try lines.first(batch, isEnding: isEnding) { read throws(DataError) in
        guard let model else { return try read(options.reading) }
        return try DataTable(
          of: model, text: options.reading.text, weights: options.reading.weights, read: read)
      }
    } catch {
      throw model == nil
        ? PipelineError(error, reading: options.reading) : .dataFor(.modelData, error)
    }
    guard let table = found else { return nil }
    let data: PreparedData
    if let model {
      data = try PreparedData(table, as: model, threads: options.threads)
    } else {
      data = try PreparedData(table, options)
    }
    do throws(ModelError) {
      if let model { form = model } else { form = try Self.form(data) }
    } catch {
      throw .model(error, source: source)
    }
    (first, facts, isWeighted) = (table, data.facts, table.weights != nil)
    return data
  }

  /// A model that makes points of rows as some were prepared.
  private static func form(_ data: PreparedData) throws(ModelError) -> ClusterModel {
    let d = data.x.dimensions
    let centroid = unsafe PointMatrix(dimensions: d, count: 1) { unsafe $0.update(repeating: 0) }
    let stream: StreamClusterer
    do {
      stream = try StreamClusterer(
        Clusterer.Configuration(clusters: 1, initialization: .centroids(centroid)))
    } catch {
      preconditionFailure("\(error)")
    }
    return try ClusterModel(
      stream, columns: data.columns, hasColumnNames: data.table.hasHeader, scaling: data.scaling,
      missing: data.options.missing, imputation: data.meansForMissing
    ).reading(as: data.table.record)
  }

  /// Lets a stream begin, or go on.
  ///
  /// - Parameters:
  ///   - stream: without batches or with those of a snapshot.
  ///   - initialization: what the models shall say of where it began; nil for what it is now.
  public mutating func start(_ stream: StreamClusterer, initialization: String? = nil) {
    (self.stream, self.initialization) = (stream, initialization)
  }

  /// Waits for a batch of rows, or the rest of them, and counts it.
  ///
  /// - Parameters:
  ///   - isEnding: asked several times a second while it waits; true takes what was read for all.
  ///   - stop: ends the fit of the first batch early.
  /// - Returns: what it did; nil when there are no more rows.
  /// - Throws: `PipelineError` for a row that cannot be read, or not as the first ones were, once
  ///   the rows before it are counted; and for a first batch with fewer rows than clusters.
  /// - Precondition: `begin` and `start` were called.
  /// - Complexity: that of `StreamClusterer.partialFit`.
  public mutating func next(
    isEnding: () throws(DataError) -> Bool = { () throws(DataError) in false },
    stop: StopSignal? = nil
  ) throws(PipelineError) -> Batch? {
    while buffer.points < batch && !isAtEnd { try read(isEnding) }
    guard buffer.points > 0 else {
      rows += buffer.rows
      if let failure { throw failure }
      return nil
    }
    guard var stream, let d = form?.dimensions else { preconditionFailure("start was called") }
    let taken = buffer.take(min(batch, buffer.points), dimensions: d)
    do {
      let step = try stream.partialFit(
        taken.x, weights: taken.weights, stop: stream.centroids == nil ? stop : nil)
      self.stream = stream
      rows += taken.isKept.count
      return Batch(
        labels: taken.labels(step.labels), points: taken.x.count, step: step)
    } catch .tooFewPoints(let points, let clusters) {
      throw .tooFewPoints(source: source, points: points, clusters: clusters)
    } catch .observations(let error) {
      throw .points(error, source: source)
    } catch .outOfMemory(let bytes) {
      throw .outOfMemory(source: source, bytes: bytes)
    } catch {
      throw .clustering(error, source: source)
    }
  }

  /// Takes further rows in, or notes why there are none.
  private mutating func read(_ isEnding: () throws(DataError) -> Bool) throws(PipelineError) {
    var next = first.take()
    if next == nil {
      do { next = try lines.next(batch - buffer.points, isEnding: isEnding) } catch {
        (failure, isAtEnd) = (PipelineError(error, reading: options.reading), true)
        return
      }
    }
    guard let table = next, let form else {
      isAtEnd = true
      return
    }
    do {
      buffer.append(try form.points(of: table), weights: table.weights)
    } catch {
      (failure, isAtEnd) = (refusal(of: table, error), true)
      // The rows before the one that is to blame are counted.
      guard let row = error.row, row > 0,
        let points = try? form.clusteredSpace(table.points.choosing(Array(0..<row)))
      else { return }
      buffer.append(points, weights: table.weights.map { Array($0.prefix(row)) })
    }
  }

  /// Why a table is refused. Where no model says what to do about missing values, options do.
  private func refusal(of table: DataTable, _ error: ModelError) -> PipelineError {
    guard knownModel == nil, case .missingValues = error else {
      return PipelineError(error, in: table)
    }
    do { _ = try table.resolvingMissing(.error) { _, _ in 0 } } catch {
      return PipelineError(error, reading: options.reading)
    }
    return PipelineError(error, in: table)
  }

  /// The model so far; nil before the first batch, unless centroids were given.
  ///
  /// - Throws: `ModelError` for numbers that no stream leaves behind.
  /// - Complexity: O(k·d).
  public func model() throws(ModelError) -> ClusterModel? {
    guard let stream, let form, stream.centroids != nil else { return nil }
    return try ClusterModel(
      stream, columns: form.columns, hasColumnNames: form.hasColumnNames, scaling: form.scaling,
      missing: form.missing, imputation: form.imputation, isWeighted: isWeighted,
      initialization: initialization
    ).reading(as: form.reading)
  }

  /// The model so far with what the stream needs to go on from here; nil before the first batch.
  ///
  /// - Throws: as `model()`.
  /// - Complexity: O(k·d).
  public func snapshot() throws(ModelError) -> StreamSnapshot? {
    guard let state = stream?.state, let model = try model() else { return nil }
    return StreamSnapshot(model: model, state: state, batch: batch, rows: rows)
  }
}

extension ModelError {
  /// The row that a model refuses, from 0.
  fileprivate var row: Int? {
    switch self {
    case .missingValues(_, let row, _), .tooLarge(let row, _, _), .scaledTooLarge(let row, _, _, _):
      row
    default: nil
    }
  }
}
