import KMeansCore

extension DataTable {
  /// The columns of pictures.
  package static let colourColumns = ["red", "green", "blue"]

  /// The colours of a picture as a table: red, green and blue from 0 to 255, one row a colour,
  /// whose weight is the number of pixels that have it.
  ///
  /// - Parameters:
  ///   - picture: the picture.
  ///   - options: which columns are features.
  /// - Throws: `DataError` of columns, `.pictureColumn` for identifiers and weights, `.badPicture`,
  ///   `.outOfMemory`.
  /// - Complexity: O(pixels + 2²⁴).
  package init(_ picture: Picture, options: ReadingOptions = .all) throws(DataError) {
    for (option, column) in [("--weights", options.weights), ("--id", options.id)]
    where column != nil {
      throw .pictureColumn(source: picture.source, option: option)
    }
    let pixels = try PixelRows(picture)
    let bytes = try pixels.points()
    let table = try DataTable(
      StridedValues(
        type: .uint8, offset: 0, rows: bytes.count / 3, columns: 3, rowStride: 3, columnStride: 1),
      bytes, picture.source, options, names: Self.colourColumns)
    self.init(
      source: table.source, columns: table.columns, text: nil, points: table.points, ids: nil,
      idName: nil, weights: pixels.weights, leftOut: [], missing: table.missing,
      notes: [.pixels(PixelNote(pixels))] + table.notes, record: table.record, pixels: pixels)
  }

  /// One label a row of the file, from one a point: of a picture one a pixel.
  ///
  /// - Parameter labels: one a point.
  /// - Returns: the labels; −1 for transparent pixels.
  /// - Complexity: O(rows of the file).
  package func labelsByRow(_ labels: [Int32]) -> [Int32] { pixels?.labels(labels) ?? labels }

  /// Throws for a picture, whose points are no rows.
  ///
  /// - Parameter option: what writes one row a point.
  /// - Throws: `DataError.pictureRows`.
  package func checkRows(for option: String) throws(DataError) {
    guard pixels != nil else { return }
    throw .pictureRows(source: source, advice: "leave \(option) out")
  }

  /// The same of further columns.
  package func columnsByRow(_ columns: [ResultColumn]) -> [ResultColumn] {
    guard let pixels else { return columns }
    let numbers = pixels.numbers
    return columns.map { $0.choosing(numbers) }
  }
}

extension ResultColumn {
  /// The values of some rows; none for −1.
  fileprivate func choosing(_ rows: [Int32]) -> ResultColumn {
    switch values {
    case .labels(let all): ResultColumn(name, .labels(rows.map { $0 < 0 ? -1 : all[Int($0)] }))
    case .clusters(let all): ResultColumn(name, .clusters(rows.map { $0 < 0 ? -1 : all[Int($0)] }))
    case .numbers(let all): ResultColumn(name, .numbers(rows.map { $0 < 0 ? .nan : all[Int($0)] }))
    case .flags(let all): ResultColumn(name, .flags(rows.map { $0 < 0 ? nil : all[Int($0)] }))
    }
  }
}

extension DataTable {
  /// Reads a picture, and refuses other files.
  ///
  /// - Parameter path: the file, or "-" for standard input.
  /// - Throws: `DataError.noPicture` for what is none, and as `init(reading:options:)`.
  /// - Complexity: O(pixels + 2²⁴).
  package init(picture path: String) throws(DataError) {
    if path != "-" { try InputFile.checkExists(path) }
    let bytes = try InputFile.bytes(of: path)
    let source = InputFile.displayName(of: path)
    let format = FileFormat(of: bytes, readFrom: path)
    guard bytes.count > 0 else { throw .emptyFile(source: source) }
    guard format.isPicture else {
      try ForeignFormat.check(bytes, source: source)
      throw .noPicture(source: source)
    }
    try self.init(bytes, format: format, source: source)
  }

  /// How many rows the file has; of a picture its pixels.
  package var rows: Int { pixels?.picture.count ?? points.count }
}
