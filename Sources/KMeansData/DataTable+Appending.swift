extension DataTable {
  /// Finds out before long work whether the labels can be appended to a copy of this table's text.
  ///
  /// - Throws: `DataError.cannotAppend` when the table is no text, `.unknownOutputEnding`, and the
  ///   other errors of kind unwritable.
  public func checkAppending(to path: String) throws(DataError) {
    guard text != nil else { throw .cannotAppend(source: source) }
    try FileFormat.checkAppendable(path)
    try AtomicFile.checkWritable(path)
  }

  /// Writes the text that the table came from with a column of labels at the end, whole or not at
  /// all.
  ///
  /// The column is called `cluster`; see `write(appending:to:)` of columns.
  ///
  /// - Parameters:
  ///   - labels: one a row of the file; −1 for rows that were left out.
  ///   - path: the file; "-" is standard output.
  /// - Precondition: as many labels as rows in the file.
  /// - Throws: as `checkAppending(to:)`, and `DataError.changed` when another program wrote to the
  ///   file since it was read.
  /// - Complexity: O(bytes).
  public func write(appending labels: [Int32], to path: String) throws(DataError) {
    try write(
      appending: [ResultColumn(LabelWriter.columnName, .labels(labels))], to: path)
  }

  /// Writes the text that the table came from with further columns at the end, whole or not at all.
  ///
  /// A path that ends in .csv gets commas and one in .tsv tabs, unless `TextOptions.separator` was
  /// set. A table between bars becomes one without. Where the text has these separators already,
  /// and on standard output, quotes, line ends and blank lines stay as they are. A column whose
  /// name the file has gets `_2` and so on behind it.
  ///
  /// - Parameters:
  ///   - columns: at least one, with a value a row of the file.
  ///   - path: the file; "-" is standard output.
  /// - Precondition: as many values as rows in the file.
  /// - Throws: as `checkAppending(to:)`, and `DataError.changed` when another program wrote to the
  ///   file since it was read.
  /// - Complexity: O(bytes).
  public func write(appending columns: [ResultColumn], to path: String) throws(DataError) {
    try checkAppending(to: path)
    guard let text else { throw .cannotAppend(source: source) }
    let columns = columns.renamed(among: text.names)
    // A separator that was set is meant; the bars of a frame are none of a file.
    let isSet = text.options.separator != nil && !text.isFramed
    let ending = try FileFormat.separator(ofPath: path) ?? (text.isFramed ? Ascii.comma : nil)
    if !isSet, let separator = ending, separator != text.separator {
      return try write(converting: columns, separatedBy: separator, to: path)
    }
    try AtomicFile.write(to: path) { stream throws(DataError) in
      try text.copy(to: &stream, appending: columns, decimal: decimalMark)
    }
  }
}

extension CSVText {
  /// Copies the text with further columns.
  fileprivate func copy(
    to stream: inout OutputStream, appending columns: [ResultColumn], decimal: DecimalMark
  ) throws(DataError) {
    let mark = String(decoding: [separator], as: UTF8.self)
    // A separator at the end of a row already begins the cell.
    func between(_ end: Int) -> String {
      isTrailed && end > 0 && bytes.buffer[end - 1] == separator ? "" : mark
    }
    let count = columns.first?.count ?? 0
    var written = 0
    for (index, end) in headerEnds.enumerated() {
      try stream.write(UnsafeRawBufferPointer(rebasing: bytes.buffer[written..<end]))
      let cells = columns.map { index == 0 ? $0.name : "" }.joined(separator: mark)
      try stream.write(
        hasAttributes
          ? columns.map { "@attribute \($0.name) numeric\n" }.joined()
          : between(end) + cells)
      written = end
    }
    var cursor = cursor(at: firstRow)
    var row = 0
    while cursor.moveToRow() {
      let (cells, last) = try passRow(&cursor)
      if row >= count { try bytes.checkUnchanged() }
      precondition(row < count, "one label a row")
      // A weight in braces, which Weka writes behind a row, stays behind it.
      let isWeighed = hasAttributes && cells > names.count
      let end = isWeighed ? last : contentEnd(ofRowEndingAt: cursor.offset)
      try stream.write(UnsafeRawBufferPointer(rebasing: bytes.buffer[written..<end]))
      let values = columns.cells(row, separator: mark, decimal: decimal)
      try stream.write(isWeighed ? values + mark : between(end) + values)
      written = end
      row += 1
    }
    try bytes.checkUnchanged()
    precondition(row == count, "one label a row")
    try stream.write(UnsafeRawBufferPointer(rebasing: bytes.buffer[written...]))
    // Only now is all of the text copied.
    try stream.flush()
    try bytes.checkUnchanged()
  }

  /// Moves behind a row.
  ///
  /// - Returns: how many cells it has, and where the last begins.
  fileprivate func passRow(
    _ cursor: inout CSVCursor
  ) throws(DataError) -> (cells: Int, last: Int) {
    var (cells, last) = (0, 0)
    do throws(CSVFault) {
      repeat {
        last = try cursor.nextCell().offset
        cells += 1
      } while !cursor.isRowEnd
    } catch {
      try bytes.checkUnchanged()
      throw self.error(error)
    }
    return (cells, last)
  }

  /// Where the content of a row ends, given that its last byte, perhaps a line end, is before
  /// `offset`.
  fileprivate func contentEnd(ofRowEndingAt offset: Int) -> Int {
    var end = offset
    let buffer = bytes.buffer
    if end > start, buffer[end - 1] == Ascii.newline { end -= 1 }
    if end > start, buffer[end - 1] == Ascii.carriageReturn { end -= 1 }
    return end
  }
}
