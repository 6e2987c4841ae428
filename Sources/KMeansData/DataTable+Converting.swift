extension DataTable {
  /// Writes the cells of the text that the table came from between other separators, with a column
  /// of labels at the end, whole or not at all.
  ///
  /// What stands before the header, such as a byte order mark, stays. Blank lines go, and lines end
  /// by a newline.
  ///
  /// - Parameters:
  ///   - labels: one a row of the file.
  ///   - name: the header of their column.
  ///   - separator: what stands between cells.
  ///   - path: the file.
  /// - Throws: `DataError` of kind unwritable, `.cannotAppend`, and `.changed` when another program
  ///   wrote to the file since it was read.
  /// - Complexity: O(bytes).
  func write(
    appending labels: [Int32], named name: String, separatedBy separator: UInt8, to path: String
  ) throws(DataError) {
    guard let text else { throw .cannotAppend(source: source) }
    let between = String(decoding: [separator], as: UTF8.self)
    try AtomicFile.write(to: path) { stream throws(DataError) in
      try stream.write(UnsafeRawBufferPointer(rebasing: text.bytes.buffer[..<text.start]))
      var cursor = text.cursor(at: text.start)
      var row = text.hasHeader ? -1 : 0
      while cursor.moveToRow() {
        var line = ""
        do throws(CSVFault) {
          repeat { line += textCell(try cursor.nextCell().text) + between } while !cursor.isRowEnd
        } catch {
          try text.bytes.checkUnchanged()
          throw text.error(error)
        }
        if row >= labels.count { try text.bytes.checkUnchanged() }
        precondition(row < labels.count, "one label a row")
        try stream.write(line + (row < 0 ? textCell(name) : String(labels[row])) + "\n")
        row += 1
      }
      try text.bytes.checkUnchanged()
      precondition(row == labels.count, "one label a row")
      try stream.flush()
      try text.bytes.checkUnchanged()
    }
  }
}
