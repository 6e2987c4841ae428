/// Reading labels, such as `LabelWriter` writes them or as data sets have them.
public enum LabelReader {
  /// Reads one label a row.
  ///
  /// A path that ends in `.npy` is an array of shape (N,) or (N, 1), or one of whose columns is
  /// named by position; everything else is text, of rows with one cell or several, with a header
  /// or without. Labels are whole numbers that fit 32 bits and keep their values, or text, which is
  /// numbered in the order of first appearance.
  ///
  /// A first line with text in it is the header, unless it is the text of a label that comes again
  /// further down.
  ///
  /// - Parameters:
  ///   - path: the file, or "-" for standard input (NPY when it begins as such, else text).
  ///   - column: the header or position (from 1) of the column of labels; nil for the only column,
  ///     or for the one that is named `cluster`.
  ///   - text: how text is read where that is not to be told from it.
  /// - Returns: the labels, one a row.
  /// - Throws: `DataError.missingLabel` and `.badLabel` for cells, `.unclearLabelColumn`,
  ///   `.unknownColumn` and `.ambiguousColumn` for columns, and the errors of reading a file.
  /// - Complexity: O(bytes).
  public static func read(
    _ path: String, column: String? = nil, text: TextOptions = .guessed
  ) throws(DataError) -> FileLabels {
    if path != "-" { try InputFile.checkExists(path) }
    let bytes = try InputFile.bytes(of: path)
    return try read(
      bytes, format: FileFormat(of: bytes, readFrom: path),
      source: InputFile.displayName(of: path), column: column, text: text)
  }

  /// Reads bytes as labels; what is no format that labels are written in is text.
  static func read(
    _ bytes: OwnedBytes, format: FileFormat, source: String, column: String?,
    text options: TextOptions = .guessed
  ) throws(DataError) -> FileLabels {
    // The cursors hold pointers into the bytes, which the compiler does not see.
    defer { withExtendedLifetime(bytes) {} }
    guard bytes.count > 0 else { throw .emptyFile(source: source) }
    if format.writer != nil, case .numbers(let values) = format.reader {
      return try array(try values(bytes, source, true), bytes, source: source, column: column)
    }
    try ForeignFormat.check(bytes, source: source)
    let text = try CSVText(bytes, source: source, options: options, isOfLabels: true)
    defer { withExtendedLifetime(text) {} }
    let index = try self.index(of: column, among: text.names, source: source)
    return try LabelColumn(text: text, index: index, asked: column).read()
  }

  /// The column of labels, from 0.
  private static func index(
    of column: String?, among names: [String], source: String
  ) throws(DataError) -> Int {
    if column == nil, names.count == 1 { return 0 }
    guard let name = column ?? names.first(where: { $0 == LabelWriter.columnName }) else {
      throw .unclearLabelColumn(source: source, available: names)
    }
    let options = try ReadingOptions(columns: [name])
    let selection = try ColumnSelection(names: names, options: options, source: source)
    return selection.requested?.first ?? 0
  }

  private static func array(
    _ values: StridedValues, _ bytes: OwnedBytes, source: String, column: String?
  ) throws(DataError) -> FileLabels {
    let names = (1...values.columns).map { "column\($0)" }
    let index = try self.index(of: column, among: names, source: source)
    var labels: [Int32] = []
    labels.reserveCapacity(values.rows)
    for row in 0..<values.rows {
      let value = values.value(bytes.base, row, index)
      if let label = value.flatMap(Int32.init(exactly:)) {
        labels.append(label)
        continue
      }
      let cell = CellReference(
        source: source, place: .row(row + 1), column: names[index],
        value: values.text(bytes.base, row, index))
      throw value?.isNaN == true ? .missingLabel(cell) : .badLabel(cell)
    }
    return FileLabels(labels: labels, names: nil, source: source, column: names[index])
  }
}

/// One column of text, read as labels.
private struct LabelColumn {
  /// The whole file.
  let text: CSVText
  /// The column, from 0.
  let index: Int
  /// How the caller named the column.
  let asked: String?

  /// The labels: whole numbers if the cells are, else names.
  ///
  /// A column holds numbers when nine cells of ten do, as for data: one stray word must be an error
  /// that names it, and must not turn every number into a name.
  func read() throws(DataError) -> FileLabels {
    var labels: [Int32] = []
    var count = 0
    var (words, firstWord, firstBad): (Int, CSVCell?, CSVCell?) = (0, nil, nil)
    try forEachCell(from: text.firstRow) { cell throws(DataError) in
      count += 1
      switch cell.value {
      case .number(let value):
        if let label = Int32(exactly: value) {
          labels.append(label)
        } else if firstBad == nil {
          firstBad = cell
        }
      case .text:
        words += 1
        if firstWord == nil { firstWord = cell }
      case .notFinite, .integerTooLarge: if firstBad == nil { firstBad = cell }
      case .missing: throw .missingLabel(text.reference(cell, column: index))
      }
    }
    guard count > 0 else { throw .noRows(source: text.source) }
    if words * 10 > count { return try named(from: text.firstRow) }
    if let wrong = firstWord ?? firstBad {
      throw .badLabel(text.reference(wrong, column: index))
    }
    return FileLabels(
      labels: labels, names: nil, source: text.source, column: text.names[index])
  }

  /// Text labels, numbered in the order of first appearance.
  private func named(from start: Int) throws(DataError) -> FileLabels {
    var labels: [Int32] = []
    var names: [String] = []
    var numbers: [String: Int32] = [:]
    try forEachCell(from: start) { cell throws(DataError) in
      let name = cell.text
      let number = numbers[name] ?? Int32(names.count)
      if Int(number) == names.count {
        numbers[name] = number
        names.append(name)
      }
      labels.append(number)
    }
    let isHeaderNamed = text.names[index] == asked ?? LabelWriter.columnName
    let isHeaderLabel = !isHeaderNamed && numbers[text.names[index]] != nil
    if text.hasHeader, start != text.start, isHeaderLabel, text.options.header == .auto {
      return try named(from: text.start)
    }
    let hasHeader = text.hasHeader && start != text.start
    return FileLabels(
      labels: labels, names: names, source: text.source,
      column: hasHeader ? text.names[index] : "column\(index + 1)")
  }

  /// Calls `body` with the cell of every row, in order.
  ///
  /// - Throws: what `body` does, the errors of quotes, `.ragged`, and `.missingLabel` for a blank
  ///   line between rows of one cell, which data may have but labels would shift by.
  private func forEachCell(
    from start: Int, _ body: (CSVCell) throws(DataError) -> Void
  ) throws(DataError) {
    var cursor = text.cursor(at: start)
    var rowEnd: Int?
    while cursor.moveToRow() {
      let rowStart = cursor.offset
      if let rowEnd, text.names.count == 1, hasNewline(in: rowEnd..<rowStart) {
        throw .missingLabel(
          CellReference(
            source: text.source, place: .line(text.line(at: rowEnd)), column: text.names[index],
            value: ""))
      }
      var (found, label): (Int, CSVCell?) = (0, nil)
      repeat {
        let cell: CSVCell
        do { cell = try cursor.nextCell() } catch { throw text.error(error) }
        if found == index { label = cell }
        found += 1
      } while !cursor.isRowEnd
      guard text.cellCounts.contains(found), let label else {
        throw text.ragged(rowAt: rowStart, found: found)
      }
      rowEnd = cursor.offset
      try body(label)
    }
  }

  private func hasNewline(in range: Range<Int>) -> Bool {
    text.bytes.buffer[range].contains(Ascii.newline)
  }
}
