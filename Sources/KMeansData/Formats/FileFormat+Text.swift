import KMeansCore

extension FileFormat {
  /// Text with commas or whatever else separates cells (RFC 4180); written with commas.
  public static let csv = FileFormat(
    ending: "csv", reader: .text, writer: TextWriter(separator: ","))
  /// The same; written with tabs.
  public static let tsv = FileFormat(
    ending: "tsv", reader: .text, writer: TextWriter(separator: "\t"))
}

/// Writes rows of cells under a header.
private struct TextWriter: FormatWriter {
  /// The text between cells.
  let separator: String

  func write(
    labels: [Int32], ids: (name: String, values: [String])?, to stream: inout OutputStream
  ) throws(DataError) {
    if let ids { try stream.write(cell(ids.name) + separator) }
    try stream.write(LabelWriter.columnName + "\n")
    for (row, label) in labels.enumerated() {
      if let ids { try stream.write(cell(ids.values[row]) + separator) }
      try stream.write("\(label)\n")
    }
  }

  func write(
    columns: [ResultColumn], ids: (name: String, values: [String])?, to stream: inout OutputStream
  ) throws(DataError) {
    if let ids { try stream.write(cell(ids.name) + separator) }
    try stream.write(columns.map { cell($0.name) }.joined(separator: separator) + "\n")
    for row in 0..<(columns.first?.count ?? 0) {
      if let ids { try stream.write(cell(ids.values[row]) + separator) }
      try stream.write(columns.cells(row, separator: separator) + "\n")
    }
  }

  func write(
    centroids: PointMatrix, columns: [String], to stream: inout OutputStream
  ) throws(DataError) {
    try stream.write(columns.map(cell).joined(separator: separator) + "\n")
    for index in 0..<centroids.count {
      let cells = centroids.point(index).map(\.description)
      try stream.write(cells.joined(separator: separator) + "\n")
    }
  }

  private func cell(_ text: String) -> String { textCell(text) }
}

extension FileFormat {
  /// What stands between the cells of text that is written to a path; nil for standard output, and
  /// for formats that are no text.
  ///
  /// - Throws: `DataError.unknownOutputEnding`.
  static func separator(ofPath path: String) throws(DataError) -> UInt8? {
    if path == "-" || path == "/dev/stdout" { return nil }
    let format = try FileFormat(writing: path)
    return format == .tsv ? Ascii.tab : format == .csv ? Ascii.comma : nil
  }
}

/// A cell of text, in quotes where a reader would otherwise split or change it, or where it shall
/// have some.
func textCell(_ text: String, isQuoted: Bool = false) -> String {
  let isPlain =
    text.utf8.first != Ascii.space && text.utf8.last != Ascii.space
    && !text.utf8.contains {
      $0 == Ascii.quote || $0 == Ascii.comma || $0 == Ascii.semicolon || $0 == Ascii.tab
        || $0 == Ascii.newline || $0 == Ascii.carriageReturn
    }
  if isPlain && !isQuoted { return text }
  return "\""
    + text.split(separator: "\"", omittingEmptySubsequences: false)
    .joined(separator: "\"\"") + "\""
}
