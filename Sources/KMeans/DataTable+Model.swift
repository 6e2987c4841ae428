public import KMeansData
public import KMeansModels

extension DataTable {
  /// Reads what a model needs of a file: its columns by name, or by position when the file, or the
  /// model, has no names.
  ///
  /// - Parameters:
  ///   - path: the file, or "-" for standard input.
  ///   - model: whose columns are read.
  ///   - text: how text is read where that is not to be told from it.
  ///   - format: the format of the file; nil to tell it from the file.
  /// - Throws: `DataError` as `init(reading:options:)`; a name that is not there is
  ///   `.unknownColumn`.
  /// - Complexity: O(bytes).
  public init(
    reading path: String, for model: ClusterModel, text: TextOptions = .guessed,
    format: FileFormat? = nil
  ) throws(DataError) {
    var expecting = text
    if model.hasColumnNames { expecting.expectedNames = model.columns }
    let text = expecting
    // Standard input can be read only once, but may be parsed twice.
    let bytes = try InputFile.bytes(of: path)
    func table(_ options: ReadingOptions) throws(DataError) -> DataTable {
      try DataTable(
        bytes, format: format ?? FileFormat(of: bytes, readFrom: path),
        source: InputFile.displayName(of: path), options: options)
    }
    do {
      self = try table(try ReadingOptions(columns: model.columns, text: text))
    } catch .unknownColumn(let source, let name, let available, let nearest) {
      if available == available.indices.map({ "column\($0 + 1)" }) {
        self = try table(ReadingOptions(text: text))
      } else if model.hasColumnNames {
        throw .unknownColumn(source: source, name: name, available: available, nearest: nearest)
      } else {
        // Names that were made of positions: "column3" is "3".
        let positions = model.columns.map { String($0.drop { !$0.isNumber }) }
        self = try table(try ReadingOptions(columns: positions, text: text))
      }
    }
  }
}
