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
  /// The weight in braces that Weka writes behind the cells of a row.
  static let braces = -6
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
  /// Which of them are categories.
  let categories: CategoryChoice
  /// Whether the columns were asked for.
  let isAsked: Bool
  /// The column of identifiers.
  let idColumn: Int?
  /// The column of weights.
  let weightColumn: Int?
  /// The columns that might have been features but hold no numbers.
  let leftOut: [LeftOutColumn]
  /// The first cells of columns of categories that are no numbers, by column.
  private let offenders: [Int: CellReference]
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
  ///   that was asked for, `.mixedColumn`, `.noRows`, and those of `NumberStyle`, of percentages
  ///   and of dates.
  init(
    _ text: CSVText, options: ReadingOptions, isComplete: Bool = false
  ) throws(DataError) {
    let selection = try ColumnSelection(text, options: options)
    var marked = selection.missing.map { ColumnReading(missing: $0) }
    for (column, rule) in selection.conversions.dates { marked[column].dates = rule }
    let sample = try CSVSample(
      text, relevant: selection.considered + [selection.weights].compactMap { $0 },
      readings: marked,
      isComplete: isComplete)
    let choice = try FeatureChoice(text, selection, sample)
    guard sample.rows > 0 || selection.considered.isEmpty else {
      throw .noRows(source: text.source)
    }
    guard !choice.features.isEmpty else {
      throw .noNumberColumn(source: text.source, first: choice.leftOut.first)
    }
    let converted = Set(choice.categories.columns + choice.dates.keys)
    let numbers = (choice.features + [selection.weights].compactMap { $0 }).filter {
      !converted.contains($0)
    }
    let style = try NumberStyle(text, columns: numbers.map { ($0, sample.columns[$0]) })
    var readings = Self.readings(
      of: numbers, style, selection, sample, isForModel: text.options.isForModel)
    let dates = try DateRules(text, choice.dates, sample: sample, isComplete: isComplete)
    for (column, rule) in dates.rules { readings[column].dates = rule }
    for column in choice.categories.columns {
      readings[column].isCategory = true
      readings[column].style = style.ofCategories(sample.columns[column], text.options)
    }
    notes =
      try text.notes
      + NumberNotes(text, style, readings: readings, sample: sample).notes(
        of: choice.features.filter { !converted.contains($0) })
      + dates.notes
    hints = choice.hints
    uses = Self.uses(text, selection, choice, readings)
    leastCells = text.names.count
    readsBlanks =
      text.separator == Ascii.space && !choice.features.contains { readings[$0].isSpecial }
    self.readings = readings
    features = choice.features
    categories = choice.categories
    isAsked = selection.requested != nil
    leftOut = choice.leftOut
    offenders = Self.offenders(choice.categories.columns, text, sample)
    idColumn = selection.id
    weightColumn = selection.weights
    estimatedRows = Self.estimatedRows(text, sample)
  }

  /// How all columns are read, those of numbers in a style.
  private static func readings(
    of numbers: [Int], _ style: NumberStyle, _ selection: ColumnSelection, _ sample: CSVSample,
    isForModel: Bool
  ) -> [ColumnReading] {
    var readings = selection.missing.map { ColumnReading(missing: $0) }
    for column in numbers {
      readings[column].style = style
      let seen = sample.columns[column]
      readings[column].isDecorated = seen.isDecorated
      readings[column].percentage = seen.percentage
      readings[column].readsAccounting = seen.readsAccounting || isForModel
      readings[column].booleans = selection.conversions.booleans[column] ?? seen.mostlyBooleans
    }
    return readings
  }

  /// The first values of some columns that are no numbers.
  private static func offenders(
    _ columns: [Int], _ text: CSVText, _ sample: CSVSample
  ) -> [Int: CellReference] {
    let found = columns.compactMap { column in
      sample.columns[column].offender.map { (column, text.reference($0, column: column)) }
    }
    return Dictionary(uniqueKeysWithValues: found)
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
    if text.hasAttributes { uses.append(Int32(braces)) }
    return uses
  }

  /// A column of categories that has too many values.
  func withTooManyValues(
    _ column: Int, _ text: CSVText, _ seen: CategoryCodes.Column?
  ) -> LeftOutColumn {
    LeftOutColumn(
      name: text.names[column], offender: offenders[column],
      hint: .manyValues(
        column: text.names[column], values: seen.flatMap { $0.isBeyond ? nil : $0.codes.count },
        rows: seen?.rows ?? 0))
  }

  /// Whether numbers of the file proved that commas are decimal marks.
  private func hasFoundComma(_ text: CSVText) -> Bool {
    text.options.decimal == nil && text.options.thousands == nil
      && features.contains { readings[$0].style.decimal == .comma }
  }

  /// How the columns are read, for a model.
  func record(_ text: CSVText, categories: [CategoryColumn]) -> ReadingRecord {
    let used = Set(features)
    let directory = ColumnDirectory(names: text.names, source: text.source)
    return ReadingRecord(
      missing: text.options.missing.compactMap { marker in
        guard let column = marker.column else { return marker }
        // Names, for positions may differ in the next file.
        guard let index = try? directory.index(of: column), used.contains(index) else { return nil }
        return MissingMarker(column: text.names[index], value: marker.value)
      },
      decimal: text.options.decimal, thousands: text.options.thousands,
      foundDecimal: hasFoundComma(text) ? .comma : nil,
      booleans: features.compactMap { column in
        readings[column].booleans.map {
          BooleanColumn(column: text.names[column], zero: $0.zero, one: $0.one)
        }
      },
      dates: features.compactMap { column in
        readings[column].dates.map {
          DateRule(column: text.names[column], unit: $0.unit, order: $0.order)
        }
      }, categories: categories)
  }
}
