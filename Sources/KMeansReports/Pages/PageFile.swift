public import KMeansData
package import KMeansPages

/// Pages in files of HTML.
public enum PageFile {
  /// Finds out before long work whether a page can be written to a path.
  ///
  /// - Throws: `DataError.unknownOutputEnding` for a path that is neither - nor ends in .html, and
  ///   the other errors of kind unwritable.
  public static func check(_ path: String) throws(DataError) {
    guard path == "-" || path.lowercased().hasSuffix(".html") else {
      throw .unknownOutputEnding(path: path, known: [".html"])
    }
    try AtomicFile.checkWritable(path)
  }

  /// Writes a page, whole or not at all.
  ///
  /// - Parameters:
  ///   - page: what to write.
  ///   - path: where to.
  ///   - check: called between making the text and writing it.
  /// - Throws: `DataError` of kind unwritable, and what `check` throws.
  /// - Complexity: O(characters).
  package static func write(
    _ page: HTMLPage, to path: String, after check: () throws(DataError) -> Void = {}
  ) throws(DataError) {
    try self.check(path)
    let text = page.text
    try check()
    try AtomicFile.write(to: path) { stream throws(DataError) in try stream.write(text) }
  }
}
