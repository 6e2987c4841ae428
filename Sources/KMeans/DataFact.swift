import KMeansCore
public import KMeansData
public import KMeansModels

/// Something that a user should know about how data was prepared.
public enum DataFact: Sendable, Equatable {
  /// Columns that hold no numbers did not take part; never empty.
  case columnsLeftOut([LeftOutColumn])
  /// There are far more columns than rows, as in a matrix that should be transposed.
  case moreColumnsThanRows(rows: Int, columns: Int)
  /// Rows that miss a value did not take part.
  case rowsDropped(Int, of: Int)
  /// Rows of zeros, or of what is 0 once it is scaled, have no direction and did not take part.
  case rowsWithoutDirection(Int, of: Int, by: ScalingMethod = .none)
  /// Means were put in for missing values.
  case valuesImputed(Int, rows: Int)
  /// A model's means were put in for missing values.
  case rowsImputed(Int)
  /// Columns took part that seem to number the rows and not to measure them; never empty.
  case identifiers([String])
  /// Columns have one value in all rows, and so no say; never empty.
  case constants([String])
  /// What was decided in reading the file; never empty.
  case reading([ReadingNote])
  /// What columns look like; never empty.
  case looks([ColumnHint])
  /// Rows without a label did not take part.
  case rowsWithoutLabel(Int, of: Int)

  /// The fact that a matrix may have to be transposed: for 10,000 columns or more, and more than
  /// 100 times as many as rows; nil otherwise.
  package static func shape(rows: Int, columns: Int) -> DataFact? {
    guard columns >= 10_000, columns / 100 >= rows, columns > 100 * rows else { return nil }
    return .moreColumnsThanRows(rows: rows, columns: columns)
  }

  /// The fact that columns of a file have one value, if some have and others have several.
  static func constants(among table: DataTable, _ x: Observations) -> DataFact? {
    let box = x.box
    let columns = table.record.sources(of: table.columns).enumerated()
    let sources = table.record.sources(of: table.columns)
    let constant = columns.filter { index, source in
      let next = index + 1 < sources.count ? sources[index + 1].feature : x.dimensions
      return (source.feature..<next).allSatisfy { box.least[$0] == box.greatest[$0] }
    }.map(\.element.name)
    return constant.isEmpty || constant.count == sources.count || x.count < 2
      ? nil : .constants(constant)
  }

  /// What a user should know about a table that was made complete.
  static func facts(
    of table: DataTable, _ complete: CompleteTable, _ options: PreparationOptions,
    isOfModel: Bool = false
  ) -> [DataFact] {
    var facts: [DataFact] = table.notes.isEmpty ? [] : [.reading(table.notes)]
    if !table.leftOut.isEmpty { facts.append(.columnsLeftOut(table.leftOut)) }
    if let shape = shape(rows: complete.rowsInFile, columns: table.points.dimensions) {
      facts.append(shape)
    }
    let missing = table.missing
    if missing.count > 0 && isOfModel && options.missing == .mean {
      facts.append(.rowsImputed(missing.rows.count))
    } else if missing.count > 0 {
      facts.append(
        options.missing == .drop
          ? .rowsDropped(missing.rows.count, of: complete.rowsInFile)
          : .valuesImputed(missing.count, rows: missing.rows.count))
    }
    // Columns that the user named are meant.
    if options.reading.columns == nil {
      let categoric = Set(table.categories.flatMap(\.features))
      let found = Identifiers.find(in: complete.table.points, columns: table.columns)
        .filter { !categoric.contains($0) }.map { table.columns[$0] }
      if !found.isEmpty { facts.append(.identifiers(found)) }
      let codes = table.hints.filter {
        if case .leadingZeros = $0 { !$0.isOfCode(among: found) } else { false }
      }
      if !codes.isEmpty { facts.append(.looks(codes)) }
    }
    if !isOfModel {
      let wrapped = ColumnHint.longitudes(in: complete.table.points, columns: table.columns)
      if !wrapped.isEmpty { facts.append(.looks(wrapped)) }
    }
    return facts
  }
}
