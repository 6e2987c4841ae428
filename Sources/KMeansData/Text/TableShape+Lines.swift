extension TableShape {
  /// The text whose rows are looked at.
  struct Lines {
    /// The whole file.
    let bytes: OwnedBytes
    /// How messages call it.
    let source: String
    /// The byte between cells.
    let separator: UInt8
    /// What stands before the table.
    let preamble: Preamble
    /// Where the rows end.
    let end: Int
    /// What was set.
    let options: TextOptions

    /// A cursor at an offset, or of a part of the text.
    func cursor(at offset: Int, end: Int? = nil) -> CSVCursor {
      let start = bytes.base.assumingMemoryBound(to: UInt8.self)
      return CSVCursor(
        start: start, end: start + (end ?? self.end), separator: separator,
        comment: end == nil ? preamble.comment ?? .none : .none,
        isWeka: preamble.attributes != nil, at: start + offset)
    }

    /// The line of an offset, from 1.
    func line(at offset: Int) -> Int {
      bytes.buffer[..<offset].reduce(1) { $1 == Ascii.newline ? $0 + 1 : $0 }
    }
  }
}
