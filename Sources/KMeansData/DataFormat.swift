/// The file formats that data is read from.
public enum DataFormat: String, Sendable, CaseIterable {
  /// Text with commas, semicolons or tabs (RFC 4180).
  case csv
  /// Text with tabs.
  case tsv
  /// NumPy's array format, versions 1 to 3.
  case npy
  /// Rows of an int32 dimension and that many float32.
  case fvecs
  /// Rows of an int32 dimension and that many bytes.
  case bvecs
  /// Two uint32, N and d, then N·d float32.
  case fbin

  /// The endings, as messages list them.
  static let knownEndings = allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")

  /// The format that a path's ending names, in either case of letters.
  ///
  /// - Throws: `DataError.compressed` for packed files, `DataError.unknownEnding` otherwise.
  public init(ofPath path: String) throws(DataError) {
    let ending = Self.ending(of: path)
    if ["gz", "bz2", "xz", "zst", "zip"].contains(ending) { throw .compressed(path: path) }
    guard let format = DataFormat(rawValue: ending) else {
      throw .unknownEnding(path: path, ending: ending)
    }
    self = format
  }

  /// What standard input holds: NPY when it begins by its magic, else CSV.
  init(sniffing bytes: UnsafeRawBufferPointer) {
    self = bytes.starts(with: NPYHeader.magic) ? .npy : .csv
  }

  /// What follows the last dot of the last part of a path, in small letters; empty without one.
  static func ending(of path: String) -> String {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
