import KMeans
import KMeansData

/// Reading data for a model: only its columns, wherever they are.
enum ModelTable {
  /// The columns of the model, by name; by position when the data, or the model, has no names.
  ///
  /// - Throws: as `DataTable.init(reading:options:)`; a name that is not there is
  ///   `DataError.unknownColumn`.
  static func read(_ path: String, for model: ClusterModel) throws(DataError) -> DataTable {
    // Standard input can be read once, and may have to be looked at twice.
    let bytes = try InputFile.bytes(of: path)
    func table(_ options: ReadingOptions) throws(DataError) -> DataTable {
      try DataTable(
        bytes, format: try format(of: bytes, path: path),
        source: InputFile.displayName(of: path), options: options)
    }
    do {
      return try table(try ReadingOptions(columns: model.columns))
    } catch .unknownColumn(let source, let name, let available, let nearest) {
      let isNamed = available != available.indices.map { "column\($0 + 1)" }
      if !isNamed { return try table(.all) }
      if model.hasColumnNames {
        throw .unknownColumn(source: source, name: name, available: available, nearest: nearest)
      }
      return try table(try ReadingOptions(columns: positions(of: model.columns)))
    }
  }

  /// The labels of all rows.
  ///
  /// - Throws: what the model refuses, as an error of lines and columns.
  static func predict(
    _ table: DataTable, by model: ClusterModel
  ) throws(CommandError) -> Prediction {
    do throws(ModelError) {
      return try model.predict(table)
    } catch .missingValues(let rows, let row, let column) {
      throw .value(
        source: table.source, place: table.place(ofRow: row), column: column,
        problem: "the value is missing\(rows > 1 ? ", and so in \(rows - 1) more rows" : ""); "
          + "the model was fitted without a rule for that: fit it again with --missing drop or "
          + "--missing mean")
    } catch .tooLarge(let row, let column, let value) {
      throw .value(
        source: table.source, place: table.place(ofRow: row), column: column,
        problem: "\(value) is too large, its square would overflow; use larger units")
    } catch .scaledTooLarge(let row, let column, let value, let scaled) {
      throw .value(
        source: table.source, place: table.place(ofRow: row), column: column,
        problem: ModelError.far(value, scaled: scaled))
    } catch {
      throw .model(error, source: table.source)
    }
  }

  /// As the reader tells: by the ending, and for standard input by the first byte, since no text
  /// in UTF-8 begins as NPY does.
  private static func format(
    of bytes: OwnedBytes, path: String
  ) throws(DataError) -> DataFormat {
    if path != "-" { return try DataFormat(ofPath: path) }
    return bytes.buffer.first == 0x93 ? .npy : .csv
  }

  /// The positions in names that were made of positions: "column3" is "3".
  private static func positions(of columns: [String]) -> [String] {
    columns.map { String($0.drop { !$0.isNumber }) }
  }
}
