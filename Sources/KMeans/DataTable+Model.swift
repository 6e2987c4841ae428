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
  ///   - id: the column whose text identifies a row.
  ///   - weights: the column that holds the weight of a row; nil for none.
  /// - Throws: `DataError` as `init(reading:options:)`; a name that is not there is
  ///   `.unknownColumn`, or `.unnamedColumns` where none is.
  /// - Complexity: O(bytes).
  public init(
    reading path: String, for model: ClusterModel, text: TextOptions = .guessed,
    format: FileFormat? = nil, id: String? = nil, weights: String? = nil
  ) throws(DataError) {
    // Standard input can be read only once, but may be parsed twice.
    let bytes = try InputFile.bytes(of: path)
    self = try DataTable(for: model, text: text, OtherColumns(id: id, weights: weights)) {
      options throws(DataError) in
      try DataTable(
        bytes, format: format ?? FileFormat(of: bytes, readFrom: path),
        source: InputFile.displayName(of: path), options: options)
    }
  }

  /// Reads what a model needs of the first rows of a text; see
  /// `init(reading:for:text:format:id:weights:)`.
  init(
    of model: ClusterModel, text: TextOptions, weights: String?,
    read table: (ReadingOptions) throws(DataError) -> DataTable
  ) throws(DataError) {
    self = try DataTable(
      for: model, text: text, OtherColumns(id: nil, weights: weights), read: table)
  }

  /// Reads the columns of a model, whatever they are called.
  private init(
    for model: ClusterModel, text: TextOptions, _ others: OtherColumns,
    read table: (ReadingOptions) throws(DataError) -> DataTable
  ) throws(DataError) {
    let sources = model.sourceColumns
    let count = sources.count + others.count
    var text = text.reading(as: model.reading)
    if model.hasColumnNames { text.expectedNames = sources }
    do {
      self = try table(try others.options(sources, text))
    } catch .ambiguousColumn where Set(sources).count < sources.count {
      self = try Self.table(inOrder: sources, others, text: text, read: table)
    } catch .unknownColumn(let source, let name, let available, let nearest) {
      if available == available.indices.map({ "column\($0 + 1)" }) {
        guard model.reading.namesColumns, available.count == count else {
          text.known = .plain
          if text.missing == model.reading.missing {
            text.missing.removeAll { $0.column != nil }
          }
          self = try table(try others.options(nil, text))
          return
        }
        // By position, for the file has no names.
        let positions = Dictionary(
          zip(sources, available.indices.map { String($0 + 1) })
        ) { first, _ in first }
        self = try table(try Self.options(text, model, others) { positions[$0] ?? $0 })
      } else if model.hasColumnNames, text.header == .auto, available.count == sources.count,
        Set(available).isDisjoint(with: sources)
      {
        throw .unnamedColumns(source: source, name: name, available: available)
      } else if model.hasColumnNames {
        throw .unknownColumn(source: source, name: name, available: available, nearest: nearest)
      } else {
        // Names that were made of positions: "column3" is "3".
        self = try table(
          try Self.options(text, model, others) { String($0.drop { !$0.isNumber }) })
      }
    }
  }

  /// Reads the columns of a model of whose names some come again: these go by their order.
  private static func table(
    inOrder sources: [String], _ others: OtherColumns, text: TextOptions,
    read: (ReadingOptions) throws(DataError) -> DataTable
  ) throws(DataError) -> DataTable {
    var names = sources
    // Every turn finds the places of one name.
    while true {
      do { return try read(try others.options(names, text)) } catch {
        guard case .ambiguousColumn(_, let name, let positions) = error else { throw error }
        let places = names.indices.filter { names[$0] == name }
        guard places.count == positions.count else { throw error }
        for (place, position) in zip(places, positions) { names[place] = String(position) }
      }
    }
  }

  /// The options for a file whose columns have other names than a model's.
  private static func options(
    _ text: TextOptions, _ model: ClusterModel, _ others: OtherColumns, _ name: (String) -> String
  ) throws(DataError) -> ReadingOptions {
    var text = text
    let record = model.reading.renaming(name)
    if text.missing == model.reading.missing { text.missing = record.missing }
    text.known = record
    return try others.options(model.sourceColumns.map(name), text)
  }
}

/// The columns of a file that are no features.
private struct OtherColumns {
  let id: String?
  let weights: String?

  /// How many there are.
  var count: Int { [id, weights].count { $0 != nil } }

  /// Options of reading with these columns, and with features; nil for all others.
  func options(_ features: [String]?, _ text: TextOptions) throws(DataError) -> ReadingOptions {
    try ReadingOptions(columns: features, id: id, weights: weights, text: text)
  }
}
