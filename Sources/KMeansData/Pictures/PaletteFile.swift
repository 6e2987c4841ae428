/// Files of pictures that are written.
package enum PaletteFile {
  /// Finds out before long work whether a picture can be written to a path.
  ///
  /// - Throws: `DataError.unknownOutputEnding` for a path that is neither - nor ends in .png, and
  ///   the other errors of kind unwritable.
  package static func check(_ path: String) throws(DataError) {
    guard path == "-" || path.lowercased().hasSuffix(".png") else {
      throw .unknownOutputEnding(path: path, known: [".png"])
    }
    try AtomicFile.checkWritable(path)
  }

  /// Writes a file, whole or not at all.
  ///
  /// - Parameters:
  ///   - file: its bytes.
  ///   - path: where to.
  /// - Throws: `DataError` of kind unwritable.
  /// - Complexity: O(bytes).
  package static func write(_ file: [UInt8], to path: String) throws(DataError) {
    try check(path)
    try AtomicFile.write(to: path) { stream throws(DataError) in
      // The closure keeps the bytes where they are.
      let failure: DataError? = file.withUnsafeBytes { bytes in
        do throws(DataError) {
          try stream.write(bytes)
          return nil
        } catch {
          return error
        }
      }
      if let failure { throw failure }
    }
  }
}
