public import KMeansData

/// Explanations in files of HTML.
public enum ExplainFile {
  /// Finds out before long work whether a page can be written to a path.
  ///
  /// - Throws: `DataError.unknownOutputEnding` for a path that is neither - nor ends in .html, and
  ///   the other errors of kind unwritable.
  public static func check(_ path: String) throws(DataError) {
    let isNamed = path.lowercased().hasSuffix(".html") || path.lowercased().hasSuffix(".htm")
    guard path == "-" || isNamed else {
      throw .unknownOutputEnding(path: path, known: [".html"])
    }
    try AtomicFile.checkWritable(path)
  }

  /// Writes the page of a report, whole or not at all.
  ///
  /// - Throws: `DataError` of kind unwritable.
  public static func write(_ report: ExplainReport, to path: String) throws(DataError) {
    try write(report, to: path) {}
  }

  /// The same, with a check of the data between making the page and writing it.
  ///
  /// - Throws: as `write(_:to:)`, and what `check` throws.
  package static func write(
    _ report: ExplainReport, to path: String, after check: () throws(DataError) -> Void
  ) throws(DataError) {
    try self.check(path)
    let text: String
    do {
      text = try report.page()
    } catch {
      throw .cannotWrite(path: path, reason: "\(error)")
    }
    try check()
    try AtomicFile.write(to: path) { stream throws(DataError) in try stream.write(text) }
  }
}
