import KMeans
import KMeansReports

/// Data with a label for each of its rows, by a model or by a file.
struct LabelledData {
  /// The data without missing values, in the units of the file.
  let complete: CompleteTable
  /// From the units of the file to the clustered space.
  let scaling: Scaling
  /// One label a row of the file; negative for a row without one.
  let labels: [Int32]
  /// k, where it is known; nil where the labels tell.
  let clusters: Int?
  /// The texts of labels that are not numbers.
  let names: [String]?
  /// J about the model's centroids; nil without a model.
  let objective: Double?
  /// What a user should know about the data.
  let notices: [Notice]

  /// Labels by a model, which chooses and scales the columns.
  init(_ data: String, modelAt path: String) throws(CommandError) {
    let model = try reporting({ CommandError.model($0, source: path) }) { () throws(ModelError) in
      try ModelFile.read(path)
    }
    let table = try reporting(CommandError.data) { () throws(DataError) in
      try ModelTable.read(data, for: model)
    }
    let prediction = try ModelTable.predict(table, by: model)
    if let means = model.imputation {
      complete = table.imputing(means)
    } else {
      complete = try reporting(CommandError.data) { () throws(DataError) in
        try table.resolvingMissing(.drop, columnMean: exactMean)
      }
    }
    scaling = model.scaling
    labels = prediction.labels
    clusters = model.clusters
    names = nil
    objective = prediction.objective
    let missing = prediction.missingRows.count
    var notices: [Notice] = []
    if missing > 0 {
      notices.append(
        complete.keptRows == nil
          ? .rowsImputed(missing) : .rowsIncomplete(missing, of: table.points.count))
    }
    if model.isWeighted { notices.append(.weightsIgnored) }
    self.notices = notices
  }

  /// Labels from a file, of columns chosen and scaled as the options say.
  ///
  /// - Parameters:
  ///   - data: the path of the data.
  ///   - file: the file of the labels.
  ///   - columns: the options about columns.
  ///   - excluded: columns that are no features, whatever the options say.
  /// - Throws: `CommandError` for what cannot be read, is wrong, or does not belong together.
  init(
    _ data: String, labels file: LabelFile, columns: ColumnArguments, excluded: [String]
  ) throws(CommandError) {
    let table = try reporting(CommandError.data) { () throws(DataError) in
      let options = try columns.readingOptions
      return try DataTable(
        reading: data,
        options: ReadingOptions(
          columns: options.columns,
          excluded: options.columns == nil ? options.excluded + excluded : [], id: options.id))
    }
    try file.check(rows: table.points.count, of: table.source)
    let complete = try reporting(CommandError.data) { () throws(DataError) in
      try table.resolvingMissing(columns.missing, columnMean: exactMean)
    }
    let points: Observations
    do { points = try Observations(complete.table.points) } catch {
      throw CommandError(error, table: table, keptRows: complete.keptRows)
    }
    self.complete = complete
    scaling = Scaling(columns.scale, of: points)
    labels = file.labels
    clusters = nil
    names = file.names
    objective = nil
    var notices = Notice.leftOut(table.leftOut)
    let missing = table.missing
    if missing.count > 0 {
      notices.append(
        columns.missing == .drop
          ? .rowsIncomplete(missing.rows.count, of: complete.rowsInFile)
          : .valuesImputed(missing.count, rows: missing.rows.count))
    }
    if columns.columns.isEmpty {
      notices += Notice.identifiers(
        Identifiers.find(in: complete.table.points, columns: table.columns)
          .map { table.columns[$0] })
    }
    self.notices = notices
  }
}
