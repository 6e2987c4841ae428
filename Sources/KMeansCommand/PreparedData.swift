import KMeans

/// A data file ready to be clustered: read, without missing values, scaled, checked.
struct PreparedData {
  /// The file.
  let table: DataTable
  /// The file without missing values.
  let complete: CompleteTable
  /// X in the units of the file.
  let raw: Observations
  /// From the units of the file to the clustered space.
  let scaling: Scaling
  /// X in the clustered space.
  let x: Observations
  /// What a user should know about the data.
  let notices: [Notice]

  /// Reads and checks everything.
  ///
  /// - Parameters:
  ///   - path: the path of the data.
  ///   - columns: the options about columns.
  ///   - clusters: the least number of points that is of any use.
  ///   - threads: how many threads may work at it.
  /// - Throws: `CommandError` for what cannot be read or is wrong.
  init(
    _ path: String, columns: ColumnArguments, clusters: Int, threads: Int
  ) throws(CommandError) {
    let table = try reporting(CommandError.data) { () throws(DataError) in
      try DataTable(reading: path, options: try columns.readingOptions)
    }
    let complete = try reporting(CommandError.data) { () throws(DataError) in
      try table.resolvingMissing(columns.missing, columnMean: exactMean)
    }
    self.table = table
    self.complete = complete
    guard clusters <= complete.table.points.count else {
      throw .tooFewPoints(
        source: table.source, points: complete.table.points.count, clusters: clusters)
    }
    raw = try Self.observations(
      complete.table.points, of: complete, from: table, threads: threads)
    scaling = Scaling(columns.scale, of: raw)
    x =
      columns.scale == .none
      ? raw
      : try Self.observations(
        ScaledPoints.of(raw.points, by: scaling, table: table, rows: complete.keptRows),
        of: complete, from: table, threads: threads)
    notices = Self.notices(table, complete, columns)
  }

  private static func observations(
    _ points: PointMatrix, of complete: CompleteTable, from table: DataTable, threads: Int
  ) throws(CommandError) -> Observations {
    do {
      return try Observations(points, weights: complete.table.weights, threads: threads)
    } catch {
      throw CommandError(error, table: table, keptRows: complete.keptRows)
    }
  }

  private static func notices(
    _ table: DataTable, _ complete: CompleteTable, _ columns: ColumnArguments
  ) -> [Notice] {
    var notices = Notice.leftOut(table.leftOut)
    notices += Notice.shape(rows: complete.rowsInFile, columns: table.points.dimensions)
    let missing = table.missing
    if missing.count > 0 {
      notices.append(
        columns.missing == .drop
          ? .rowsDropped(missing.rows.count, of: complete.rowsInFile)
          : .valuesImputed(missing.count, rows: missing.rows.count))
    }
    if columns.columns.isEmpty {
      notices += Notice.identifiers(
        Identifiers.find(in: complete.table.points, columns: table.columns)
          .map { table.columns[$0] })
    }
    return notices
  }
}

/// The exact mean of the present values of a column, rounded once.
func exactMean(_ present: [Double]) -> Double {
  do {
    let column = try PointMatrix(dimensions: 1, values: present)
    return try Observations(column).means[0]
  } catch {
    // Out of range: the check of all values, which follows, says where.
    return present[0]
  }
}
