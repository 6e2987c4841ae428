/// What to do with each column of CSV text.
struct CSVPlan {
  /// A column that is only passed over.
  static let unused = -1
  /// The column of identifiers.
  static let id = -2
  /// The column of weights.
  static let weight = -3

  /// For every column of the file its place among the features, from 0, or one of the above.
  let uses: [Int32]
  /// The columns that are features, in the order asked for.
  let features: [Int]
  /// The column of identifiers.
  let idColumn: Int?
  /// The column of weights.
  let weightColumn: Int?
  /// The columns that might have been features but hold no numbers.
  let leftOut: [LeftOutColumn]
  /// About the number of rows, by the length of the first ones.
  let estimatedRows: Int

  /// The bytes of the features of one row.
  var rowSize: Int { features.count * MemoryLayout<Double>.size }

  /// Decides by the options, and by a sample of the text where they leave a choice.
  ///
  /// - Throws: `DataError` of columns, of ragged rows and quotes, `.notANumber` for a text column
  ///   that was asked for, `.noRows`.
  init(_ text: CSVText, options: ReadingOptions) throws(DataError) {
    let selection = try ColumnSelection(names: text.names, options: options, source: text.source)
    let considered = selection.requested ?? selection.candidates
    let sample = try CSVSample(text, relevant: considered)
    var features: [Int] = []
    var leftOut: [LeftOutColumn] = []
    for column in considered {
      let seen = sample.columns[column]
      if seen.holdsNumbers {
        features.append(column)
        continue
      }
      let offender = seen.offender.map { text.reference($0, column: column) }
      if selection.requested != nil, sample.rows > 0 {
        if let offender { throw .notANumber(offender) }
        throw .emptyColumn(source: text.source, name: text.names[column])
      }
      leftOut.append(LeftOutColumn(name: text.names[column], offender: offender))
    }
    guard sample.rows > 0 || considered.isEmpty else { throw .noRows(source: text.source) }
    guard !features.isEmpty else {
      throw .noNumberColumn(source: text.source, first: leftOut.first)
    }
    var uses = Array(repeating: Int32(Self.unused), count: text.names.count)
    for (slot, column) in features.enumerated() { uses[column] = Int32(slot) }
    if let column = selection.id { uses[column] = Int32(Self.id) }
    if let column = selection.weights { uses[column] = Int32(Self.weight) }
    self.uses = uses
    self.features = features
    self.leftOut = leftOut
    idColumn = selection.id
    weightColumn = selection.weights
    // A twentieth more than expected, since growing copies; pages never touched cost nothing.
    let bytesLeft = text.bytes.count - text.firstRow
    let rowLength = max(1, sample.bytes / max(1, sample.rows))
    estimatedRows = bytesLeft / rowLength + bytesLeft / rowLength / 20 + 1
  }
}
