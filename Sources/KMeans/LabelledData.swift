public import KMeansCore
public import KMeansData
public import KMeansModels

/// Prepared data with labels by the rows of the file: those of a fit, of a model, or of a file.
public struct LabelledData: Sendable {
  /// The file, with its missing values.
  public let table: DataTable
  /// One label a row of the file; −1 for rows without one.
  public let labels: [Int32]
  /// The rows of the file, from 0, that take part: complete, and with a label; nil for all.
  public let rows: [Int]?
  /// X of these rows, d × n, in the clustered space.
  public let x: PointMatrix
  /// Y of these rows, k × n.
  public let y: LabelMatrix
  /// What these rows weigh, one a point of X; nil for 1 each.
  public let weights: [Double]?
  /// k names of clusters; nil where they are numbers from 0.
  public let names: [String]?
  /// From the units of the file to the clustered space.
  public let scaling: Scaling
  /// What a model found; nil where no model labelled the rows.
  public let prediction: Prediction?
  /// How sure a model is of its labels; nil where that was not asked for.
  public let details: PredictionDetails?
  /// What a user should know about the data.
  public let facts: [DataFact]

  /// The data of a fit with the labels that it found.
  public init(_ fit: Fit) {
    table = fit.data.table
    labels = fit.labels
    rows = fit.data.complete.keptRows
    x = fit.data.x.points
    y = fit.clustering.labels
    weights = fit.data.complete.table.weights
    names = nil
    scaling = fit.data.scaling
    prediction = nil
    details = nil
    facts = fit.data.facts
  }

  /// Labels the rows of a table by a model, which scales them and treats missing values as its fit
  /// did.
  ///
  /// - Parameters:
  ///   - table: read for the model: `DataTable(reading:for:)`; its weights count in J.
  ///   - model: a fitted model.
  ///   - factor: how far outliers lie beyond the distances of their clusters, for `details`; see
  ///     `DistanceQuartiles.fence(of:factor:)`. Nil where no details are wanted.
  /// - Throws: `PipelineError.value` for values that the model refuses, `.model` for tables that
  ///   it does, `.outOfMemory`.
  /// - Complexity: O(N·k·d) at worst.
  public init(
    _ table: DataTable, by model: ClusterModel, detailedWith factor: Double? = nil
  ) throws(PipelineError) {
    let points: ModelPoints
    let found: (prediction: Prediction, y: LabelMatrix)
    do {
      points = try model.points(of: table)
      weights = table.weights.map { all in
        points.keptRows.map { rows in rows.map { all[$0] } } ?? all
      }
      found = try model.predict(points, weights: weights)
      if let factor {
        details = try model.details(of: points, found, outlierFactor: factor)
      } else {
        details = nil
      }
    } catch {
      throw PipelineError(error, in: table)
    }
    self.table = table
    labels = table.labelsByRow(found.prediction.labels)
    rows = points.keptRows
    x = points.x
    y = found.y
    names = nil
    scaling = model.scaling
    prediction = found.prediction
    let (missing, zeros) = (points.missingRows.count, points.zeroRows.count)
    var facts: [DataFact] = table.notes.isEmpty ? [] : [.reading(table.notes)]
    if missing > 0 {
      facts.append(
        model.missing == .drop ? .rowsDropped(missing, of: points.rows) : .rowsImputed(missing))
    }
    if zeros > 0 {
      facts.append(
        .rowsWithoutDirection(zeros, of: points.rows, by: model.scaling.method))
    }
    self.facts = facts
  }

  /// Reads data that a file labels, and prepares the rows that have a label.
  ///
  /// - Parameters:
  ///   - path: the data, or "-" for standard input.
  ///   - file: its labels, one a row; where they are a column of the data, that is no feature.
  ///   - classes: known classes, if any; where they are a column of the data, that is no feature.
  ///   - options: how the data are read and prepared.
  /// - Throws: `PipelineError` as `PreparedData.init(reading:_:clusters:)` does, and `.labelCount`.
  /// - Complexity: O(bytes + N·d).
  public init(
    reading path: String, labels file: LabelFile, classes: LabelFile? = nil,
    _ options: PreparationOptions = .asRead
  ) throws(PipelineError) {
    let table: DataTable
    let prepared: PreparedRows
    do {
      let options = try options.excluding(
        [file, classes].compactMap { $0?.column(in: path) })
      table = try DataTable(reading: path, options: options.reading)
    } catch {
      throw PipelineError(error, reading: options.reading)
    }
    try file.check(table)
    prepared = try PreparedRows(table, options)
    let complete = prepared.complete
    let kept = complete.keptRows ?? Array(0..<complete.rowsInFile)
    let chosen = kept.indices.filter { file.labels[kept[$0]] >= 0 }
    let rows = chosen.map { kept[$0] }
    let numbers = LabelNumbers(rows.map { file.labels[$0] }, names: file.names)
    self.table = table
    labels = file.labels
    self.rows = rows.count == complete.rowsInFile ? nil : rows
    x = try prepared.scaled(complete.table.points.choosing(chosen), rows: rows)
    weights = complete.table.weights.map { all in chosen.map { all[$0] } }
    y = numbers.matrix
    names = numbers.names
    scaling = prepared.scaling
    prediction = nil
    details = nil
    let without = kept.count - chosen.count
    facts =
      prepared.facts
      + (without > 0 ? [.rowsWithoutLabel(without, of: complete.rowsInFile)] : [])
  }

  /// Writes one label a row of the file, after its identifier where there are any.
  ///
  /// - Parameters:
  ///   - path: the file; its ending chooses the format.
  ///   - columns: columns of the details behind the label. With any, an array in `.npy` is of
  ///     float64, of shape (rows, columns), with NaN for what there is not.
  /// - Throws: `DataError` of kind unwritable.
  /// - Complexity: O(rows).
  public func write(
    labels path: String, with columns: [PredictionColumn] = []
  ) throws(DataError) {
    let all = self.columns(columns)
    if all.count == 1 { return try table.write(labels: labels, to: path) }
    try table.write(columns: all, to: path)
  }

  /// Writes the text of the file with a column of labels at its end.
  ///
  /// - Parameters:
  ///   - path: the file, which must be text as the data is.
  ///   - columns: columns of the details behind the label.
  /// - Throws: as `DataTable.write(appending:to:)`.
  /// - Complexity: O(bytes).
  public func write(
    appended path: String, with columns: [PredictionColumn] = []
  ) throws(DataError) {
    try table.write(appending: self.columns(columns), to: path)
  }
}
