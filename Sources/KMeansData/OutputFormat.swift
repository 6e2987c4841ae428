/// The file formats in which labels and centroids are written.
public enum OutputFormat: String, Sendable, CaseIterable {
  /// Text with commas.
  case csv
  /// Text with tabs.
  case tsv
  /// NumPy's array format.
  case npy

  /// The format that a path's ending names; standard output is CSV.
  ///
  /// - Throws: `DataError.unknownOutputEnding`.
  public init(ofPath path: String) throws(DataError) {
    if path == "-" || path == "/dev/stdout" {
      self = .csv
    } else if let format = OutputFormat(rawValue: DataFormat.ending(of: path)) {
      self = format
    } else {
      throw .unknownOutputEnding(path: path, known: Self.allCases.map { ".\($0.rawValue)" })
    }
  }

  /// The byte between cells of text.
  var separator: String { self == .tsv ? "\t" : "," }

  /// A cell of text, in quotes where a reader would otherwise split or change it.
  func cell(_ text: String) -> String {
    let isPlain =
      text.utf8.first != Ascii.space && text.utf8.last != Ascii.space
      && !text.utf8.contains {
        $0 == Ascii.quote || $0 == Ascii.comma || $0 == Ascii.semicolon || $0 == Ascii.tab
          || $0 == Ascii.newline || $0 == Ascii.carriageReturn
      }
    if isPlain { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}

extension OutputStream {
  /// Writes the header of an NPY file, version 1.0, of values in C order.
  ///
  /// - Parameters:
  ///   - type: such as "<f8".
  ///   - shape: as Python writes it, such as "(3, 4)".
  /// - Throws: `DataError.cannotWrite`.
  mutating func writeNPYHeader(type: String, shape: String) throws(DataError) {
    let fields = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
    // Magic, version and length take 10 bytes; a newline ends the header at a multiple of 64.
    let length = (10 + fields.utf8.count + 1 + 63) / 64 * 64 - 10
    for byte in NPYHeader.magic { try write(littleEndian: byte) }
    try write(littleEndian: UInt16(1))
    try write(littleEndian: UInt16(length))
    let padding = String(repeating: " ", count: length - fields.utf8.count - 1)
    try write(fields + padding + "\n")
  }
}
