import KMeansCore

/// Reads the rows of CSV text: one pass over the bytes, numbers parsed into their final place.
struct CSVReader: ~Copyable {
  private let text: CSVText
  private let plan: CSVPlan
  private var values: GrowingBytes
  private var rows = 0
  private var ids: [String] = []
  private var weights = RowWeights()
  private var missing = MissingCells.none
  private var words: WordColumns
  private var categories: CategoryCodes

  /// Reads a text as a table.
  ///
  /// Numbers and dates that the first rows do not explain have all rows looked at before they are
  /// an error.
  ///
  /// - Throws: `DataError` of columns, cells, ragged rows and quotes, `.noRows`, `.outOfMemory`.
  /// - Complexity: O(bytes).
  static func read(_ text: CSVText, options: ReadingOptions) throws(DataError) -> DataTable {
    try planned(text, options: options).table
  }

  /// The same, with what was decided about the columns.
  static func planned(
    _ text: CSVText, options: ReadingOptions
  ) throws(DataError) -> (table: DataTable, plan: CSVPlan) {
    let plan = try CSVPlan(text, options: options)
    do {
      return (try read(text, plan: plan), plan)
    } catch {
      let mayBeExplained =
        switch error {
        case .notANumber(let cell): Numeral(cell.value) != nil
        case .notADate(let cell): DateText(cell.value, isAsked: true) != nil
        case .unclearDate, .wrongDateOrder: true
        default: false
        }
      guard mayBeExplained else { throw error }
      let complete = try CSVPlan(text, options: options, isComplete: true)
      return (try read(text, plan: complete), complete)
    }
  }

  /// Reads everything that the plan asks for.
  ///
  /// - Throws: `DataError` of cells, ragged rows and quotes, `.noRows`, `.outOfMemory`.
  /// - Complexity: O(bytes).
  static func read(_ text: CSVText, plan: CSVPlan) throws(DataError) -> DataTable {
    var reader = try CSVReader(text, plan: plan)
    try reader.readRows()
    return try reader.finish()
  }

  private init(_ text: CSVText, plan: CSVPlan) throws(DataError) {
    values = try GrowingBytes(
      capacity: plan.estimatedRows * plan.rowSize, for: text.source)
    self.text = text
    self.plan = plan
    words = WordColumns(count: plan.uses.contains(Int32(CSVPlan.words)) ? plan.uses.count : 0)
    categories = CategoryCodes(plan.categories)
  }

  private mutating func readRows() throws(DataError) {
    let powers = DecimalPowers.shared
    let least = plan.leastCells
    let pages = TextPages(text.bytes)
    var cursor = text.cursor(at: text.firstRow)
    var page = pages.end(after: cursor.at)
    try plan.uses.withUnsafeBufferPointer { uses throws(DataError) in
      while cursor.moveToRow() {
        let rowStart = cursor.at
        if rowStart >= page { page = pages.end(after: rowStart) }
        let row = try nextRow()
        // The place is kept out of the cursor while cells are plain numbers: a register is faster.
        var at = rowStart
        var column = 0
        var isRowEnd = false
        repeat {
          guard column < uses.count else { throw ragged(&cursor, rowStart) }
          let slot = Int(uses[column])
          if slot >= 0, let cell = cursor.number(at: at, powers) {
            row[slot] = cell.value
            at = cell.next
            isRowEnd = cell.isRowEnd
          } else {
            cursor.at = at
            try readCell(&cursor, column: column, into: row)
            at = cursor.at
            isRowEnd = cursor.isRowEnd
          }
          column += 1
        } while !isRowEnd
        cursor.at = at
        guard column >= least else { throw ragged(&cursor, rowStart) }
        rows += 1
      }
    }
  }

  /// Room for one more row.
  @inline(__always)
  private mutating func nextRow() throws(DataError) -> UnsafeMutablePointer<Double> {
    let used = rows * plan.rowSize
    try values.reserve(used + plan.rowSize, keeping: used)
    return (values.base + used).assumingMemoryBound(to: Double.self)
  }

  /// Reads a cell that is not a plain number, or not a feature.
  @inline(never)
  private mutating func readCell(
    _ cursor: inout CSVCursor, column: Int, into row: UnsafeMutablePointer<Double>
  ) throws(DataError) {
    if plan.readsBlanks, plan.uses[column] <= CSVPlan.firstSpecial,
      let value = cursor.blankNumber()
    {
      row[CSVPlan.slot(Int(plan.uses[column]))] = value
      return
    }
    let cell: CSVCell
    do { cell = try cursor.nextCell() } catch { throw text.error(error) }
    switch Int(plan.uses[column]) {
    case CSVPlan.unused: break
    case CSVPlan.trail:
      if !cell.content.isEmpty { throw text.ragged(rowAt: cell.offset, found: column + 1) }
    case CSVPlan.braces: try addWeight(inBraces: cell, cells: column + 1)
    case CSVPlan.words: words.add(cell, column)
    case CSVPlan.id: ids.append(cell.text)
    case CSVPlan.weight:
      let text = text
      try weights.add(plan.readings[column].value(cell)) { text.reference(cell, column: column) }
    case let use:
      let slot = CSVPlan.slot(use)
      row[slot] =
        categories.holds(column)
        ? categories.code(cell, column, plan.readings[column])
        : try feature(cell, column: column, slot: slot)
    }
  }

  /// Throws where a column that was taken for text holds numbers after all.
  private func checkWords() throws(DataError) {
    guard let (column, cell) = words.firstOfNumbers(rows: rows) else { return }
    let name = text.names[column]
    let number = text.reference(cell, column: column)
    let word = plan.leftOut.first { $0.name == name }?.offender
    throw .mixedColumn(number: number, text: word ?? number)
  }

  private mutating func feature(
    _ cell: CSVCell, column: Int, slot: Int
  ) throws(DataError) -> Double {
    switch plan.readings[column].value(cell) {
    case .number(let value): return value
    case .missing:
      // Only the line of the first is needed; finding lines is slow.
      let place = missing.count == 0 ? text.line(at: cell.offset) : 0
      missing.add(row: rows, column: slot, place: .line(place))
      return .nan
    case .text: throw plan.error(of: text.reference(cell, column: column), column, text)
    case .notFinite: throw .notFinite(text.reference(cell, column: column))
    case .integerTooLarge: throw .integerTooLarge(text.reference(cell, column: column))
    }
  }

  /// Takes the weight that Weka writes behind a row; one of a column goes before.
  private mutating func addWeight(inBraces cell: CSVCell, cells: Int) throws(DataError) {
    guard RowWeights.isInBraces(cell) else {
      throw text.ragged(rowAt: cell.offset, found: cells)
    }
    if plan.weightColumn != nil { return }
    let text = text
    try weights.add(inBraces: cell, row: rows) {
      CellReference(
        source: text.source, place: .line(text.line(at: cell.offset)), column: "weight",
        value: cell.text)
    }
  }

  /// The error for a row of the wrong length, after its cells were counted.
  private func ragged(_ cursor: inout CSVCursor, _ start: UnsafePointer<UInt8>) -> DataError {
    cursor.at = start
    var found = 0
    repeat {
      do { _ = try cursor.nextCell() } catch { return text.error(error) }
      found += 1
    } while !cursor.isRowEnd
    return text.ragged(rowAt: start - cursor.start, found: found)
  }

  /// What a user should know of the rows as a whole.
  private var notes: [ReadingNote] {
    var notes: [ReadingNote] = []
    if let first = weights.first { notes.append(.instanceWeights(first)) }
    if let counted = text.tableEnd.expected(rows), counted != rows {
      notes.append(.rowCount(line: text.line(at: text.end), counted: counted, found: rows))
    }
    return notes
  }

  private consuming func finish() throws(DataError) -> DataTable {
    guard rows > 0 else { throw .noRows(source: text.source) }
    try checkWords()
    let (text, plan, count, categories) = (text, plan, rows, categories)
    let weights = weights.all(rows: count, hasColumn: plan.weightColumn != nil)
    let notes = plan.notes + self.notes
    let layout = try FeatureLayout(
      FeatureLayout.Read(
        source: text.source, names: text.names, columns: plan.features,
        points: .borrowing(
          values.finish(count: count * plan.rowSize), scalar: .double,
          dimensions: plan.features.count, count: count),
        missing: missing, isAsked: plan.isAsked,
        place: { row in .line(text.lines(ofRows: [row]).first ?? 0) }), categories)
    let leftOut =
      plan.leftOut
      + layout.tooMany.map {
        plan.withTooManyValues($0, text, categories.columns[$0])
      }
    guard !layout.columns.isEmpty else {
      throw .noNumberColumn(source: text.source, first: leftOut.first)
    }
    return DataTable(
      source: text.source, columns: layout.columns, text: text, points: layout.points,
      ids: plan.idColumn == nil ? nil : ids, idName: plan.idColumn.map { text.names[$0] },
      weights: weights, leftOut: leftOut,
      missing: layout.missing, notes: notes + layout.notes, hints: plan.hints,
      record: plan.record(text, categories: layout.categories))
  }
}

extension CSVCursor {
  /// Reads a cell that is a plain number right at a place, and the separator or line end behind
  /// it; nil when it is anything else.
  @inline(always)
  fileprivate func number(
    at first: UnsafePointer<UInt8>, _ powers: DecimalPowers
  ) -> (value: Double, next: UnsafePointer<UInt8>, isRowEnd: Bool)? {
    guard let (value, behind) = powers.parse(first, end: end) else { return nil }
    var next = behind
    guard next < end else { return (value, end, true) }
    if next.pointee == separator { return (value, next + 1, false) }
    if next.pointee == Ascii.carriageReturn, next + 1 < end { next += 1 }
    return next.pointee == Ascii.newline ? (value, next + 1, true) : nil
  }
}
