/// What the first values of every column are like.
struct CSVSample {
  /// What was seen of one column.
  struct Column {
    /// Values seen that are numbers in some reading, usable or not.
    fileprivate(set) var numbers = 0
    /// Values seen that are not missing.
    fileprivate(set) var values = 0
    /// The first value that is no number.
    fileprivate(set) var offender: CSVCell?
    /// The first value that is one.
    fileprivate(set) var number: CSVCell?
    /// The first number that only a decimal point explains: 12.5.
    fileprivate(set) var provesPoint: CSVCell?
    /// The first number that only a decimal comma explains: 4,50.
    fileprivate(set) var provesComma: CSVCell?
    /// The first number such as 1,234.
    fileprivate(set) var ambiguousComma: CSVCell?
    /// The first number such as 1.234.
    fileprivate(set) var ambiguousPoint: CSVCell?
    /// Whether whole numbers below 1000 stand beside numbers such as 1.234.
    var mixesThousands: Bool { ambiguousPoint != nil && hasSmallWhole }
    fileprivate var hasSmallWhole = false
    /// The first number whose digits are grouped.
    fileprivate(set) var grouped: CSVCell?
    /// The first percentage, the first other number but 0, and the first number with a currency.
    fileprivate(set) var percentage: CSVCell?
    fileprivate(set) var unlikePercentage: CSVCell?
    fileprivate(set) var money: (cell: CSVCell, currency: String)?
    fileprivate(set) var otherMoney: CSVCell?
    /// The first whole number that begins by a 0 which counts nothing: 01234.
    fileprivate(set) var leadingZero: CSVCell?
    /// Different words, in small letters, of which more than two need not be told apart.
    fileprivate(set) var words: Set<String> = []
    /// What was seen of dates.
    fileprivate(set) var dates = DateEvidence()
    /// Different values that are no numbers, of which more than some need not be told apart.
    fileprivate(set) var texts: Set<String> = []

    /// Whether it holds few words that come again, as categories do.
    var isOfCategories: Bool {
      kind == .text && texts.count < Self.mostTexts && texts.count * 2 <= values && values > 3
        && booleans == nil && !isOfDates
    }
    fileprivate static let mostTexts = 21

    /// Whether most values are dates.
    var isOfDates: Bool { dates.count * 2 > values }

    /// What the column holds.
    var kind: Kind {
      if values == 0 { return .nothing }
      if numbers * 20 <= values { return .text }
      return numbers * 2 >= values ? .numbers : .both
    }

    /// The words for 0 and 1 where it holds nothing else.
    var booleans: BooleanWords? { numbers == 0 ? BooleanWords.of(words) : nil }

    /// Whether numbers have more than digits, a point and an exponent.
    var isDecorated: Bool {
      provesComma ?? ambiguousComma ?? grouped ?? percentage ?? money?.cell != nil
    }
  }

  /// What a column holds: it is text where at most one value of twenty is a number, and a column
  /// of numbers where at least half are.
  enum Kind { case numbers, text, both, nothing }

  /// One entry a column of the file.
  private(set) var columns: [Column]
  /// The rows looked at.
  private(set) var rows = 0
  /// The bytes that those rows take.
  private(set) var bytes = 0

  private static let enoughValues = 100

  /// Looks at rows until every column that matters has shown enough values.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - relevant: the columns whose kind is in question; only these keep the search going.
  ///   - readings: values that stand for missing ones, by column.
  ///   - isComplete: whether all rows are looked at.
  /// - Throws: `DataError` of ragged rows and of quotes.
  /// - Complexity: O(bytes looked at): a few rows, or all when a relevant column is nearly empty.
  init(
    _ text: CSVText, relevant: [Int], readings: [ColumnReading], isComplete: Bool
  ) throws(DataError) {
    columns = Array(repeating: Column(), count: text.names.count)
    var undecided = Set(relevant)
    var cursor = text.cursor(at: text.firstRow)
    while !undecided.isEmpty, cursor.moveToRow() {
      let rowStart = cursor.offset
      var index = 0
      repeat {
        let cell: CSVCell
        do { cell = try cursor.nextCell() } catch { throw text.error(error) }
        if index < columns.count, undecided.contains(index) {
          columns[index].add(cell, readings[index])
          if !isComplete, columns[index].values == Self.enoughValues { undecided.remove(index) }
        }
        index += 1
      } while !cursor.isRowEnd
      guard text.cellCounts.contains(index) else {
        throw text.ragged(rowAt: rowStart, found: index)
      }
      rows += 1
      bytes += cursor.offset - rowStart
    }
  }
}

extension CSVSample.Column {
  fileprivate mutating func add(_ cell: CSVCell, _ reading: ColumnReading) {
    let value = cell.value
    if value == .missing || reading.isMissing(cell, value) { return }
    if value == .text, provesCommaOnly(cell, reading) { return }
    values += 1
    switch value {
    case .number(let number): addPlain(cell, number)
    case .text: addOther(cell)
    default: count(cell)
    }
  }

  /// Whether a cell stands for a missing value if commas are decimal, as they then are.
  private mutating func provesCommaOnly(_ cell: CSVCell, _ reading: ColumnReading) -> Bool {
    guard !reading.missing.isEmpty, let numeral = Numeral(cell.text),
      numeral.provenMark == .comma, reading.isMissing(numeral.value(.comma))
    else { return false }
    if provesComma == nil { provesComma = cell }
    return true
  }

  private mutating func count(_ cell: CSVCell) {
    numbers += 1
    if number == nil { number = cell }
  }

  /// A number of digits, a point and an exponent.
  private mutating func addPlain(_ cell: CSVCell, _ value: Double) {
    count(cell)
    if unlikePercentage == nil, value != 0 { unlikePercentage = cell }
    let digits = cell.trimmed.drop { $0 == Ascii.minus || $0 == Ascii.plus }
    let whole = digits.prefix { $0 != Ascii.point }
    if whole.count == digits.count {
      hasSmallWhole = hasSmallWhole || value.magnitude < 1000
      if leadingZero == nil, digits.count > 1, digits.first == Ascii.zero,
        !digits.contains(where: { $0 > Ascii.nine })
      {
        leadingZero = cell
      }
      return
    }
    let isThousand =
      (1...3).contains(whole.count) && whole.first != Ascii.zero
      && digits.count == whole.count + 4 && digits.allSatisfy { $0 <= Ascii.nine }
    if isThousand {
      if ambiguousPoint == nil { ambiguousPoint = cell }
    } else if provesPoint == nil {
      provesPoint = cell
    }
  }

  /// A cell that is no plain number.
  private mutating func addOther(_ cell: CSVCell) {
    let text = cell.text
    guard let numeral = Numeral(text) else {
      if offender == nil { offender = cell }
      if words.count < 3, text.utf8.count < 8 { words.insert(text.lowercased()) }
      if words.count < 3, text.utf8.count >= 8 { words.insert("\(words.count) \(text)") }
      if texts.count < Self.mostTexts { texts.insert(text) }
      dates.add(cell)
      return
    }
    count(cell)
    switch numeral.provenMark {
    case .point: if provesPoint == nil { provesPoint = cell }
    case .comma: if provesComma == nil { provesComma = cell }
    case nil where numeral.isAmbiguous:
      if numeral.has(.comma) {
        if ambiguousComma == nil { ambiguousComma = cell }
      } else if ambiguousPoint == nil {
        ambiguousPoint = cell
      }
    case nil: break
    }
    if grouped == nil, numeral.thousands(.point) ?? numeral.thousands(.comma) != nil {
      grouped = cell
    }
    if numeral.isPercent {
      if percentage == nil { percentage = cell }
    } else if unlikePercentage == nil {
      unlikePercentage = cell
    }
    guard let currency = numeral.currency else { return }
    if money == nil { money = (cell, currency) }
    if otherMoney == nil, money?.currency != currency { otherMoney = cell }
  }
}

extension CSVText {
  /// The error for a row of `found` cells that begins at an offset.
  func ragged(rowAt offset: Int, found: Int) -> DataError {
    .ragged(source: source, line: line(at: offset), found: found, expected: names.count)
  }
}
