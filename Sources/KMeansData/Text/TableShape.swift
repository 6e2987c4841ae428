/// The rows of a text as a table: which row names the columns, how many there are, and what every
/// row has besides.
struct TableShape {
  /// The names of all columns, unique or not.
  private(set) var names: [String] = []
  /// Whether the names are those of the file.
  private(set) var hasHeader = false
  /// Where the rows of values begin.
  var firstRow: Int
  /// Where the content of the rows above the values ends, that of the names first.
  private(set) var headerEnds: [Int] = []
  /// Whether rows may end by a separator, which begins no further cell.
  private(set) var isTrailed = false
  /// Whether the first column has names of rows, and none itself, as R writes tables.
  private(set) var hasRowNames = false
  /// What a user should know of all that.
  private(set) var notes: [ReadingNote] = []

  /// A row that was looked at.
  struct Row {
    /// Where it begins.
    let start: Int
    /// Where the next begins.
    let end: Int
    /// Its cells.
    var cells: [CSVCell]
  }

  /// The text.
  let text: Lines
  /// The rows that were looked at.
  var rows: [Row] = []
  /// Whether a line stands below the first row.
  var isRuled = false
  /// That line where it has a cell for each column.
  var ruler: Row?
  private static let mostRows = 51
  private static let mostCells = 20_000

  /// Looks at the first rows.
  ///
  /// - Throws: `DataError.noRows`, `.unclearHeader`, `.raggedFirst`, `.unquotedBlanks`, and those
  ///   of quotes.
  init(_ text: Lines) throws(DataError) {
    self.text = text
    firstRow = text.preamble.start
    try readRows()
    guard let first = rows.first else { throw .noRows(source: text.source) }
    if let attributes = text.preamble.attributes {
      if first.cells[0].content.first == UInt8(ascii: "{") { throw sparse }
      (names, hasHeader, headerEnds) = (attributes.names, true, [attributes.end])
      return
    }
    passRuler()
    let count = try cellCount(first)
    try findHeader(count)
    let isNamed = hasHeader
    let cells = isNamed && names.isEmpty ? rows[0].cells.map(\.text) : names
    let lead = hasRowNames ? [""] : []
    names = (lead + cells.prefix(count - lead.count)).enumerated().map { index, name in
      if isNamed, hasRowNames, index == 0 { return "row.names" }
      return name.isEmpty || !isNamed ? "column\(index + 1)" : name
    }
    while names.count < count { names.append("column\(names.count + 1)") }
  }

  private mutating func readRows() throws(DataError) {
    var cursor = text.cursor(at: firstRow)
    var cells = 0
    while rows.count < Self.mostRows, rows.count < 3 || cells < Self.mostCells, cursor.moveToRow() {
      var row = Row(start: cursor.offset, end: 0, cells: [])
      do {
        repeat { row.cells.append(try cursor.nextCell()) } while !cursor.isRowEnd
      } catch {
        // Later faults are found again when all rows are read.
        if rows.isEmpty { throw CSVText.error(error, bytes: text.bytes, source: text.source) }
        return
      }
      rows.append(Row(start: row.start, end: cursor.offset, cells: row.cells))
      cells += row.cells.count
    }
  }

  // How many cells.

  /// The number of columns.
  private mutating func cellCount(_ first: Row) throws(DataError) -> Int {
    let (found, below) = (first.cells.count, rows.dropFirst())
    var counts: [Int: Int] = [:]
    for row in below { counts[row.cells.count, default: 0] += 1 }
    guard let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else {
      isTrailed = found > 1 && endsEmpty(first)
      return found - (isTrailed ? 1 : 0)
    }
    let isAllTrailed = below.allSatisfy { $0.cells.count != usual || endsEmpty($0) }
    let canTrail = text.separator != Ascii.space && usual > 1
    if found == usual {
      isTrailed = canTrail && isAllTrailed && endsEmpty(first)
      return usual - (isTrailed ? 1 : 0)
    }
    if found == usual - 1, canTrail, isAllTrailed, !endsEmpty(first) {
      isTrailed = true
      return found
    }
    if found == usual + 1, found > 2, endsEmpty(first) {
      isTrailed = true
      return usual
    }
    if found == usual - 1, text.options.header != .no, commentMark == nil, haveRowNames(usual) {
      hasRowNames = true
      return usual
    }
    guard found != usual, let count = counts[usual], count > 1 else { return found }
    let last = rows.lastIndex { $0.cells.count != usual } ?? 0
    let isBegun = rows.count - 1 - last > 2
    let isOdd = counts[found] == nil && count * 2 > below.count
    guard isBegun || isOdd || commentMark != nil else { return found }
    if text.separator == Ascii.space, first.cells.allSatisfy({ $0.value == .text }), found < usual {
      throw .unquotedBlanks(source: text.source, line: line, found: found, expected: usual)
    }
    throw .raggedFirst(
      source: text.source, line: line, found: found, expected: usual,
      tableLine: last + 1 < rows.count && last < 40 ? text.line(at: rows[last + 1].start) : nil,
      comment: commentMark)
  }

  private func endsEmpty(_ row: Row) -> Bool {
    row.cells.last.map { $0.content.isEmpty && !$0.isQuoted } ?? false
  }

  /// Whether the first cells of all rows below the first are different names.
  private func haveRowNames(_ count: Int) -> Bool {
    guard rows[0].cells.allSatisfy({ $0.isQuoted || $0.value == .text }) else { return false }
    let below = rows.dropFirst()
    let names = Set(below.map { $0.cells[0].text })
    return names.count == below.count && below.allSatisfy { $0.cells.count == count }
      && (below.count > 1 || rows[1].cells[0].isQuoted || rows[1].cells[0].value == .text)
  }

  // Whether the first row names the columns.

  private mutating func findHeader(_ count: Int) throws(DataError) {
    switch text.options.header {
    case .yes: return takeHeader(count)
    case .no: return
    case .auto: if isRuled { return takeHeader(count) }
    }
    if hasRowNames {
      notes.append(.rowNames(line: text.line(at: rows[0].start)))
      return takeHeader(count)
    }
    let below = rows.dropFirst().map(\.cells).filter { $0.count >= count }
    let first = rows[0].cells
    let expected = text.options.expectedNames
    if !expected.isEmpty, Set(first.map(\.text)).isSuperset(of: expected) {
      return takeHeader(count)
    }
    let evidence = HeaderEvidence(
      first: Array(first.prefix(count)), below: below, options: text.options)
    switch evidence.verdict {
    case .names(let isPlain):
      if !isPlain { notes.append(.headerTaken(line: line, names: first.map(\.text))) }
      takeHeader(count)
    case .values(let isPlain):
      if takeComment(count) { return }
      if !isPlain { notes.append(.headerRefused(line: line)) }
    case .unclear:
      if takeComment(count) { return }
      throw .unclearHeader(
        source: text.source, line: line, cells: first.prefix(count).map(\.text))
    }
  }

  private var line: Int { text.line(at: rows[0].start) }

  private mutating func takeHeader(_ count: Int) {
    hasHeader = true
    headerEnds = [contentEnd(rows[0])] + (ruler.map { [contentEnd($0)] } ?? [])
    firstRow = max(firstRow, rows[0].end)
    guard text.options.header == .auto else { return }
    for index in 1...3 {
      guard isOfUnits(index, count) else { return }
      headerEnds.append(contentEnd(rows[index]))
      firstRow = rows[index].end
      notes.append(.unitsPassed(line: text.line(at: rows[index].start)))
    }
  }

  /// Whether a row below the names has words over all columns of numbers; below such a row, words
  /// or empty cells, as data loggers, Orange and pandas write.
  private func isOfUnits(_ index: Int, _ count: Int) -> Bool {
    let below = rows.dropFirst(index + 1).filter { $0.cells.count >= count }
    guard rows.count > index + 2, rows[index].cells.count >= count, below.count > 1 else {
      return false
    }
    var (words, columns) = (0, 0)
    for column in (hasRowNames ? 1 : 0)..<count {
      let numbers = below.count { Numeral($0.cells[column].text) != nil }
      if numbers * 2 <= below.count { continue }
      columns += 1
      let cell = rows[index].cells[column]
      if cell.value == .text, Numeral(cell.text) == nil {
        words += 1
      } else if cell.value != .missing || index > 1 && !cell.content.isEmpty {
        return false
      }
    }
    if index == 1 { return words > 1 }
    return columns > 0 && rows[index].cells.contains { !$0.content.isEmpty }
  }

  /// Takes the names from the comment above the first row where it has as many words.
  private mutating func takeComment(_ count: Int) -> Bool {
    guard let range = text.preamble.lastComment, !range.isEmpty else { return false }
    var cursor = text.cursor(at: range.lowerBound, end: range.upperBound)
    var cells: [CSVCell] = []
    do {
      repeat { cells.append(try cursor.nextCell()) } while !cursor.isRowEnd
    } catch {
      return false
    }
    guard cells.count == count, cells.allSatisfy({ $0.value == .text && Numeral($0.text) == nil })
    else { return false }
    names = cells.map(\.text)
    hasHeader = true
    headerEnds = [range.upperBound]
    notes.append(.headerInComment(line: text.line(at: range.lowerBound), names: names))
    return true
  }

  /// Where the content of a row ends, without its line end.
  private func contentEnd(_ row: Row) -> Int {
    var end = row.end
    let buffer = text.bytes.buffer
    if end > row.start, buffer[end - 1] == Ascii.newline { end -= 1 }
    if end > row.start, buffer[end - 1] == Ascii.carriageReturn { end -= 1 }
    return end
  }
}
