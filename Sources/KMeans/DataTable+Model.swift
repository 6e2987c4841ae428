public import KMeansData
public import KMeansModels

extension DataTable {
  /// Reads what a model needs of a file: its columns by name, or by position when the file, or the
  /// model, has no names.
  ///
  /// - Parameters:
  ///   - path: the file, or "-" for standard input.
  ///   - model: whose columns are read.
  /// - Throws: `DataError` as `init(reading:options:)`; a name that is not there is
  ///   `.unknownColumn`.
  /// - Complexity: O(bytes).
  public init(reading path: String, for model: ClusterModel) throws(DataError) {
    // Standard input can be read only once, but may be parsed twice.
    let bytes = try InputFile.bytes(of: path)
    func table(_ options: ReadingOptions) throws(DataError) -> DataTable {
      try DataTable(
        bytes, format: try FileFormat(of: bytes, readFrom: path),
        source: InputFile.displayName(of: path), options: options)
    }
    do {
      self = try table(try ReadingOptions(columns: model.columns))
    } catch .unknownColumn(let source, let name, let available, let nearest) {
      if available == available.indices.map({ "column\($0 + 1)" }) {
        self = try table(.all)
      } else if model.hasColumnNames {
        throw .unknownColumn(source: source, name: name, available: available, nearest: nearest)
      } else {
        // Names that were made of positions: "column3" is "3".
        let positions = model.columns.map { String($0.drop { !$0.isNumber }) }
        self = try table(try ReadingOptions(columns: positions))
      }
    }
  }
}
