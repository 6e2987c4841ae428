/// Which of the columns that may be features are, and what they are read as.
struct FeatureChoice {
  /// The columns that are features, in the order asked for.
  private(set) var features: [Int] = []
  /// Which of them are categories.
  private(set) var categories = CategoryChoice()
  /// The rules for those that are dates.
  private(set) var dates: [Int: DateRule] = [:]
  /// The columns that are text.
  private(set) var words: [Int] = []
  /// The columns without numbers.
  private(set) var leftOut: [LeftOutColumn] = []
  /// What columns look like.
  private(set) var hints: [ColumnHint] = []

  private let text: CSVText
  private let selection: ColumnSelection
  private let sample: CSVSample

  /// Chooses by what is asked, and by what was seen.
  ///
  /// - Throws: `DataError.notANumberColumn` for a column of text that was asked for, `.emptyColumn`
  ///   for one without values, `.notANumber` and `.mixedColumn`.
  init(
    _ text: CSVText, _ selection: ColumnSelection, _ sample: CSVSample
  ) throws(DataError) {
    (self.text, self.selection, self.sample) = (text, selection, sample)
    categories.named = Set(selection.conversions.oneHot)
    categories.known = selection.conversions.known
    var categoric: [String] = []
    for column in selection.considered {
      if try take(column) { continue }
      let seen = sample.columns[column]
      // Names of rows are no column that anyone would miss.
      if text.hasRowNames, column == 0 { continue }
      // Nor is what stands before the first bar of a frame.
      if column == 0, seen.values == 0, text.separator == UInt8(ascii: "|") { continue }
      if seen.kind == .text { words.append(column) }
      if seen.isOfCategories { categoric.append(text.names[column]) }
      leave(column, seen)
    }
    if !categoric.isEmpty { hints.append(.categories(columns: categoric)) }
    // Names of rows that count them are no measurement.
    if text.hasRowNames, selection.requested == nil { features.removeAll { $0 == 0 } }
  }

  private var isAsked: Bool { selection.requested != nil }

  /// Takes a column as a feature, if it is one.
  private mutating func take(_ column: Int) throws(DataError) -> Bool {
    let (seen, conversions) = (sample.columns[column], selection.conversions)
    if conversions.isCategory(column) {
      if seen.values == 0, conversions.known[column] == nil {
        throw .emptyColumn(source: text.source, name: text.names[column])
      }
      takeCategory(column)
      return true
    }
    if let rule = rule(column, seen) {
      dates[column] = rule
      features.append(column)
      return true
    }
    let takesCategories = text.options.categories == .onehot
    let isBoolean =
      text.options.readsBooleans
      ? seen.mostlyBooleans != nil : seen.booleans != nil && isAsked && !takesCategories
    if seen.kind == .numbers || isBoolean || conversions.booleans[column] != nil {
      features.append(column)
      if let cell = seen.leadingZero, seen.provesPoint == nil, !isAsked {
        hints.append(.leadingZeros(text.reference(cell, column: column)))
      }
      return true
    }
    let isNameOfRows = text.hasRowNames && column == 0
    if takesCategories, seen.kind == .text, !isNameOfRows, !seen.isOfDates || isAsked {
      takeCategory(column)
      return true
    }
    // The model's rule for missing values decides.
    if isAsked, text.options.isForModel, seen.offender == nil {
      features.append(column)
      return true
    }
    try refuse(column, seen)
    return false
  }

  private mutating func takeCategory(_ column: Int) {
    categories.columns.append(column)
    features.append(column)
  }

  /// The rule for a column of dates; nil for another column.
  private func rule(_ column: Int, _ seen: CSVSample.Column) -> DateRule? {
    if let rule = selection.conversions.dates[column] { return rule }
    let isOfDates = seen.kind == .text && seen.isOfDates || seen.isOfDigitDates
    return isOfDates ? selection.conversions.otherDates : nil
  }

  /// Throws for a column that is no feature and may not be left out with a note.
  private func refuse(_ column: Int, _ seen: CSVSample.Column) throws(DataError) {
    let offender = seen.offender.map { text.reference($0, column: column) }
    if isAsked, sample.rows > 0 {
      if let offender {
        if seen.kind == .text { throw .notANumberColumn(offender, isOfDates: seen.isOfDates) }
        throw .notANumber(offender)
      }
      throw .emptyColumn(source: text.source, name: text.names[column])
    }
    if seen.kind == .both, let number = seen.number, let offender {
      throw .mixedColumn(number: text.reference(number, column: column), text: offender)
    }
  }

  private mutating func leave(_ column: Int, _ seen: CSVSample.Column) {
    let name = text.names[column]
    var hint: ColumnHint?
    if let words = seen.booleans {
      hint = .booleans(column: name, zero: words.zero, one: words.one)
    } else if let date = seen.dates.first, seen.isOfDates {
      hint = .dates(text.reference(date, column: column))
    }
    if let hint { hints.append(hint) }
    leftOut.append(
      LeftOutColumn(
        name: name, offender: seen.offender.map { text.reference($0, column: column) },
        hint: hint))
  }
}
