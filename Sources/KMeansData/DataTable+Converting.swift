extension DataTable {
  /// Writes the cells of the text that the table came from between other separators, with further
  /// columns at the end, whole or not at all.
  ///
  /// What stands before the header, such as a byte order mark or comments, stays. What names the
  /// separator goes, and so do Weka's head and the frame of a table: names stand in a row. Blank
  /// lines and comments between rows go, and so do separators at the ends of rows; lines end by a
  /// newline.
  ///
  /// - Parameters:
  ///   - columns: a value a row of the file each.
  ///   - separator: what stands between cells.
  ///   - path: the file.
  /// - Throws: `DataError` of kind unwritable, `.cannotAppend`, and `.changed` when another program
  ///   wrote to the file since it was read.
  /// - Complexity: O(bytes).
  func write(
    converting columns: [ResultColumn], separatedBy separator: UInt8, to path: String
  ) throws(DataError) {
    guard let text else { throw .cannotAppend(source: source) }
    let between = String(decoding: [separator], as: UTF8.self)
    try AtomicFile.write(to: path) { stream throws(DataError) in
      // Lines of a frame are no comments.
      let head = [0..<text.directives.lowerBound, text.directives.upperBound..<text.start]
      for part in text.isFramed ? [] : head {
        try stream.write(UnsafeRawBufferPointer(rebasing: text.bytes.buffer[part]))
      }
      let count = columns.first?.count ?? 0
      try text.writeHeader(
        appending: columns.map { textCell($0.name) }, separatedBy: between, to: &stream)
      var cursor = text.cursor(at: text.firstRow)
      var row = 0
      while cursor.moveToRow() {
        let cells = try text.cells(ofRowAt: &cursor, endedBy: between)
        if row >= count { try text.bytes.checkUnchanged() }
        precondition(row < count, "one label a row")
        let added = columns.cells(row, separator: between, decimal: decimalMark)
        try stream.write(cells + added + "\n")
        row += 1
      }
      try text.bytes.checkUnchanged()
      precondition(row == count, "one label a row")
      try stream.flush()
      try text.bytes.checkUnchanged()
    }
  }
}

extension DataTable {
  /// The mark of decimals in the file, which columns that are added have, too.
  var decimalMark: DecimalMark { record.decimal ?? record.foundDecimal ?? .point }
}

extension CSVText {
  /// Writes the row of names, and one of units where there is one.
  fileprivate func writeHeader(
    appending added: [String], separatedBy between: String, to stream: inout OutputStream
  ) throws(DataError) {
    let heads = added.joined(separator: between)
    let empty = Array(repeating: "", count: added.count).joined(separator: between)
    var cursor = cursor(at: start)
    for (index, end) in headerEnds.enumerated() {
      // A line below the names of a table between bars.
      if index > 0, isFramed { return }
      // Names of a comment, or of Weka's head, stand above the table.
      if end < start {
        try stream.write(names.map { textCell($0) + between }.joined() + heads + "\n")
      } else if cursor.moveToRow() {
        let cells = try cells(ofRowAt: &cursor, endedBy: between)
        try stream.write(cells + (index == 0 ? heads : empty) + "\n")
      }
    }
  }

  /// The cells of a row, each with a separator behind it.
  fileprivate func cells(
    ofRowAt cursor: inout CSVCursor, endedBy between: String
  ) throws(DataError) -> String {
    var (line, count) = ("", 0)
    do throws(CSVFault) {
      repeat {
        let cell = try cursor.nextCell()
        // What a separator at the end of a row begins is no cell, nor what stands before a frame.
        if count < names.count, count > 0 || !isFramed {
          line += converted(cell, isFirst: count == 0) + between
        }
        count += 1
      } while !cursor.isRowEnd
    } catch {
      try bytes.checkUnchanged()
      throw self.error(error)
    }
    return line
  }

  /// A cell, in quotes where these tell a name from a number, or a value from a comment.
  private func converted(_ cell: CSVCell, isFirst: Bool) -> String {
    let text = cell.text
    let isLikeComment = isFirst && comment != .none && text.utf8.first == comment.first
    return textCell(text, isQuoted: isLikeComment || cell.isQuoted && cell.value != .text)
  }
}
