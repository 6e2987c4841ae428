/// What to do with each column of CSV text.
struct CSVPlan {
  /// A column that is only passed over.
  static let unused = -1
  /// The column of identifiers.
  static let id = -2
  /// The column of weights.
  static let weight = -3
  /// A column that was left out as text, whose numbers are counted.
  static let words = -4
  /// What follows a separator at the end of a row: nothing.
  static let trail = -5
  /// The first feature whose cells mean something else than plain numbers; further ones lie below.
  static let firstSpecial = -16

  /// For every column of the file its place among the features, from 0, or one of the above.
  let uses: [Int32]
  /// How few cells a row may have.
  let leastCells: Int
  /// Whether blanks separate the cells and numbers are plain.
  let readsBlanks: Bool
  /// How cells become numbers, by column.
  let readings: [ColumnReading]
  /// The columns that are features, in the order asked for.
  let features: [Int]
  /// The column of identifiers.
  let idColumn: Int?
  /// The column of weights.
  let weightColumn: Int?
  /// The columns that might have been features but hold no numbers.
  let leftOut: [LeftOutColumn]
  /// What a user should know about how numbers are read.
  let notes: [ReadingNote]
  /// What columns look like.
  let hints: [ColumnHint]
  /// About the number of rows, by the length of the first ones.
  let estimatedRows: Int

  /// The bytes of the features of one row.
  var rowSize: Int { features.count * MemoryLayout<Double>.size }

  /// The place of a feature by its use; negative for other uses.
  static func slot(_ use: Int) -> Int { use <= firstSpecial ? firstSpecial - use : use }

  /// Decides by the options, and by a sample of the text where they leave a choice.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - options: which columns are wanted.
  ///   - isComplete: whether all rows are looked at before numbers are read.
  /// - Throws: `DataError` of columns, of ragged rows and quotes, `.notANumber` for a text column
  ///   that was asked for, `.mixedColumn`, `.noRows`, and those of `NumberStyle` and of
  ///   percentages.
  init(
    _ text: CSVText, options: ReadingOptions, isComplete: Bool = false
  ) throws(DataError) {
    let selection = try ColumnSelection(text, options: options)
    let considered = selection.requested ?? selection.candidates
    let marked = selection.missing.map { ColumnReading(missing: $0) }
    let sample = try CSVSample(
      text, relevant: considered + [selection.weights].compactMap { $0 }, readings: marked,
      isComplete: isComplete)
    let choice = try FeatureChoice(text, selection, sample)
    guard sample.rows > 0 || considered.isEmpty else { throw .noRows(source: text.source) }
    guard !choice.features.isEmpty else {
      throw .noNumberColumn(source: text.source, first: choice.leftOut.first)
    }
    let numbers = choice.features + [selection.weights].compactMap { $0 }
    let style = try NumberStyle(text, columns: numbers.map { ($0, sample.columns[$0]) })
    var readings = marked
    for column in numbers {
      readings[column].style = style
      let seen = sample.columns[column]
      readings[column].isDecorated = seen.isDecorated
      readings[column].percentage = seen.percentage
      if seen.numbers == 0 { readings[column].booleans = seen.booleans }
    }
    notes =
      try text.notes
      + NumberNotes(text, style, readings: readings, sample: sample).notes(of: choice.features)
    hints = choice.hints
    uses = Self.uses(text, selection, choice, readings)
    leastCells = text.names.count
    readsBlanks =
      text.separator == Ascii.space && !choice.features.contains { readings[$0].isSpecial }
    self.readings = readings
    features = choice.features
    leftOut = choice.leftOut
    idColumn = selection.id
    weightColumn = selection.weights
    estimatedRows = Self.estimatedRows(text, sample)
  }

  /// A twentieth more rows than expected, since growing copies; pages never touched cost nothing.
  private static func estimatedRows(_ text: CSVText, _ sample: CSVSample) -> Int {
    let bytesLeft = text.bytes.count - text.firstRow
    let rowLength = max(1, sample.bytes / max(1, sample.rows))
    return bytesLeft / rowLength + bytesLeft / rowLength / 20 + 1
  }

  private static func uses(
    _ text: CSVText, _ selection: ColumnSelection, _ choice: FeatureChoice,
    _ readings: [ColumnReading]
  ) -> [Int32] {
    var uses = Array(repeating: Int32(unused), count: text.names.count)
    let isSlow = text.separator == Ascii.space
    for (slot, column) in choice.features.enumerated() {
      let isSpecial = isSlow || readings[column].isSpecial
      uses[column] = Int32(isSpecial ? firstSpecial - slot : slot)
    }
    for column in choice.words { uses[column] = Int32(words) }
    if let column = selection.id { uses[column] = Int32(id) }
    if let column = selection.weights { uses[column] = Int32(weight) }
    if text.isTrailed { uses.append(Int32(trail)) }
    return uses
  }
}

/// Which of the columns that may be features are.
private struct FeatureChoice {
  /// The columns that are features, in the order asked for.
  private(set) var features: [Int] = []
  /// The columns that are text.
  private(set) var words: [Int] = []
  /// The columns without numbers.
  private(set) var leftOut: [LeftOutColumn] = []
  /// What columns look like.
  private(set) var hints: [ColumnHint] = []

  init(_ text: CSVText, _ selection: ColumnSelection, _ sample: CSVSample) throws(DataError) {
    for column in selection.requested ?? selection.candidates {
      let seen = sample.columns[column]
      let offender = seen.offender.map { text.reference($0, column: column) }
      let isBoolean = seen.booleans != nil
      let isAsked = selection.requested != nil
      if seen.kind == .numbers || isBoolean && (isAsked || text.options.readsBooleans) {
        features.append(column)
        if let cell = seen.leadingZero, seen.provesPoint == nil, !isAsked {
          hints.append(.leadingZeros(text.reference(cell, column: column)))
        }
        continue
      }
      if isAsked, sample.rows > 0 {
        if let offender { throw .notANumber(offender) }
        throw .emptyColumn(source: text.source, name: text.names[column])
      }
      if seen.kind == .both, let number = seen.number, let offender {
        throw .mixedColumn(number: text.reference(number, column: column), text: offender)
      }
      // Names of rows are no column that anyone would miss.
      if text.hasRowNames, column == 0 { continue }
      if seen.kind == .text { words.append(column) }
      leave(text, column, seen, offender)
    }
    // Names of rows that count them are no measurement.
    if text.hasRowNames, selection.requested == nil { features.removeAll { $0 == 0 } }
  }

  private mutating func leave(
    _ text: CSVText, _ column: Int, _ seen: CSVSample.Column, _ offender: CellReference?
  ) {
    let name = text.names[column]
    var hint: ColumnHint?
    if let words = seen.booleans {
      hint = .booleans(column: name, zero: words.zero, one: words.one)
    } else if let date = seen.date, seen.dates * 2 > seen.values {
      hint = .dates(text.reference(date, column: column))
    }
    if let hint { hints.append(hint) }
    leftOut.append(LeftOutColumn(name: name, offender: offender, hint: hint))
  }
}
