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
  /// A path that ends in .csv gets commas and one in .tsv tabs, unless `TextOptions.separator` was
  /// set. A table between bars becomes one without. Where the text has these separators already,
  /// and on standard output, quotes, line ends and blank lines stay as they are. The column is
  /// called `cluster`, or `cluster_2` and so on when the file has one.
  ///
  /// - Parameters:
  ///   - labels: one a row of the file; −1 for rows that were left out.
  ///   - path: the file; "-" is standard output.
  /// - Precondition: as many labels as rows in the file.
  /// - Throws: as `checkAppending(to:)`, and `DataError.changed` when another program wrote to the
  ///   file since it was read.
  /// - Complexity: O(bytes).
  public func write(appending labels: [Int32], to path: String) throws(DataError) {
    try checkAppending(to: path)
    guard let text else { throw .cannotAppend(source: source) }
    let name = labelColumnName(among: text.names)
    // A separator that was set is meant; the bars of a frame are none of a file.
    let isSet = text.options.separator != nil && !text.isFramed
    let ending = try FileFormat.separator(ofPath: path) ?? (text.isFramed ? Ascii.comma : nil)
    if !isSet, let separator = ending, separator != text.separator {
      return try write(appending: labels, named: name, separatedBy: separator, to: path)
    }
    let mark = String(decoding: [text.separator], as: UTF8.self)
    // A separator at the end of a row already begins the cell.
    func separator(before end: Int) -> String {
      text.isTrailed && end > 0 && text.bytes.buffer[end - 1] == text.separator ? "" : mark
    }
    try AtomicFile.write(to: path) { stream throws(DataError) in
      var written = 0
      for (index, end) in text.headerEnds.enumerated() {
        try stream.write(UnsafeRawBufferPointer(rebasing: text.bytes.buffer[written..<end]))
        let cell = index == 0 ? name : ""
        try stream.write(
          text.hasAttributes ? "@attribute \(name) numeric\n" : separator(before: end) + cell)
        written = end
      }
      var cursor = text.cursor(at: text.firstRow)
      var row = 0
      while cursor.moveToRow() {
        let (cells, last) = try text.passRow(&cursor)
        if row >= labels.count { try text.bytes.checkUnchanged() }
        precondition(row < labels.count, "one label a row")
        // A weight in braces, which Weka writes behind a row, stays behind it.
        let isWeighed = text.hasAttributes && cells > text.names.count
        let end = isWeighed ? last : text.contentEnd(ofRowEndingAt: cursor.offset)
        try stream.write(UnsafeRawBufferPointer(rebasing: text.bytes.buffer[written..<end]))
        try stream.write(
          isWeighed ? "\(labels[row])\(mark)" : separator(before: end) + String(labels[row]))
        written = end
        row += 1
      }
      try text.bytes.checkUnchanged()
      precondition(row == labels.count, "one label a row")
      try stream.write(UnsafeRawBufferPointer(rebasing: text.bytes.buffer[written...]))
      // Only now is all of the text copied.
      try stream.flush()
      try text.bytes.checkUnchanged()
    }
  }

  private func labelColumnName(among names: [String]) -> String {
    var name = LabelWriter.columnName
    var number = 2
    while names.contains(name) {
      name = "\(LabelWriter.columnName)_\(number)"
      number += 1
    }
    return name
  }
}

extension CSVText {
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
