import KMeansCore

/// The rows of a text that may have no end, some at a time.
///
/// What is told from a text (separator, header, columns and what they hold, decimal mark) is told
/// from its first lines, and then stays. A later row that contradicts is an error that names its
/// line.
package struct RowStream: ~Copyable {
  private var lines: LineStream
  private let path: String
  private let options: TextOptions
  private let format: FileFormat?
  /// How the rows are read, with the first ones, whose bytes the plan may point to; nil before.
  private var known: (text: CSVText, plan: CSVPlan)?

  /// Behind these a quote may open a cell, as long as the separator is not known.
  private static let usualSeparators = Array(",;\t|:".utf8)

  /// Opens a text, or standard input for "-".
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - text: how it is read where that is not to be told from it.
  ///   - format: its format; nil to tell it from its first bytes and its ending.
  /// - Throws: `DataError` of the kinds missingInput and unreadable.
  package init(
    _ path: String, text: TextOptions, format: FileFormat?
  ) throws(DataError) {
    lines = try LineStream(path)
    self.path = path
    (options, self.format) = (text, format)
  }

  /// Reads the first lines, from which everything is told.
  ///
  /// - Parameters:
  ///   - count: how many lines, unless the text has fewer.
  ///   - isEnding: asked several times a second; true takes what was read for the end.
  ///   - read: reads a table by its own options: calls what it is given, perhaps several times.
  /// - Returns: the rows of these lines; nil where the reading was ended before there was a line.
  /// - Throws: `DataError` as for a file; `.foreign` for what is no text.
  package mutating func first(
    _ count: Int, isEnding: () throws(DataError) -> Bool,
    read: ((ReadingOptions) throws(DataError) -> DataTable) throws(DataError) -> DataTable
  ) throws(DataError) -> DataTable? {
    let separators = options.separator.map { [$0] } ?? Self.usualSeparators
    let next = try lines.next(
      count, isExact: true, separators: separators, isEnding: isEnding)
    guard let bytes = next else {
      if try isEnding() { return nil }
      throw .emptyFile(source: lines.source)
    }
    defer { withExtendedLifetime(bytes) {} }
    let (source, isAtEnd) = (lines.source, lines.isAtEnd)
    let format = format ?? FileFormat(of: bytes, readFrom: path)
    guard format.isText, Unpacker.of(bytes.buffer) == nil,
      try UTF16Text.utf8(bytes, source: source) === bytes
    else { throw Self.noText(source) }
    try ForeignFormat.check(bytes, source: source)
    var found: (text: CSVText, plan: CSVPlan)?
    let table = try read { options throws(DataError) in
      let text = try CSVText(bytes, source: source, options: options.text, isWhole: isAtEnd)
      let (table, plan) = try CSVReader.planned(text, options: options)
      found = (text, plan)
      return table
    }
    known = found
    return table
  }

  private static func noText(_ source: String) -> DataError {
    .foreign(
      source: source, kind: "not plain text in UTF-8",
      advice: "a stream is read line by line; or leave --variant stream out")
  }

  /// Waits for further rows.
  ///
  /// - Parameters:
  ///   - count: how many rows are enough to wait no longer; there may be fewer or more.
  ///   - isEnding: asked several times a second; true takes what was read for the end.
  /// - Returns: the rows, of which there may be none; nil at the end.
  /// - Throws: `DataError` of cells, ragged rows and quotes, with their lines.
  /// - Precondition: the first rows were read.
  /// - Complexity: O(bytes).
  package mutating func next(
    _ count: Int, isEnding: () throws(DataError) -> Bool
  ) throws(DataError) -> DataTable? {
    guard let (first, plan) = known else { preconditionFailure("the first rows were read") }
    if let failure { throw failure }
    while true {
      let before = lines.lines
      let next = try lines.next(count, separators: [first.separator], isEnding: isEnding)
      guard let bytes = next else { return nil }
      do {
        return try rows(bytes, after: before, first, plan)
      } catch .noRows {
        // Blank lines and comments alone.
        continue
      } catch {
        failure = error
        guard let table = rowsBefore(bytes, after: before, first, plan) else { throw error }
        return table
      }
    }
  }

  private func rows(
    _ bytes: OwnedBytes, after lines: Int, _ first: CSVText, _ plan: CSVPlan
  ) throws(DataError) -> DataTable {
    let text = try first.continued(by: bytes, after: lines, isEnd: self.lines.isAtEnd)
    defer { withExtendedLifetime(text) {} }
    return try CSVReader.read(text, plan: plan)
  }

  /// The rows before the one that cannot be read, so that these do not depend on how many lines
  /// came at a time; nil where there are none.
  ///
  /// - Complexity: O(bytes·log lines).
  private func rowsBefore(
    _ bytes: OwnedBytes, after lines: Int, _ first: CSVText, _ plan: CSVPlan
  ) -> DataTable? {
    let ends = bytes.buffer.indices.filter { bytes.buffer[$0] == Ascii.newline }.map { $0 + 1 }
    var (readable, table) = (0, DataTable?.none)
    var unreadable = ends.count + 1
    while unreadable - readable > 1 {
      let middle = (readable + unreadable) / 2
      let part = UnsafeRawBufferPointer(
        rebasing: bytes.buffer[..<ends[min(middle, ends.count) - 1]])
      do {
        table = try rows(try .copying(part, for: first.source), after: lines, first, plan)
        readable = middle
      } catch {
        guard case .noRows = error else {
          unreadable = middle
          continue
        }
        readable = middle
      }
    }
    return table
  }

  /// Why the next rows cannot be read, while those before are taken.
  private var failure: DataError?
}
