/// What the first values of every column are like.
struct CSVSample {
  /// What was seen of one column.
  struct Column {
    /// Values seen that are numbers in some reading, usable or not.
    var numbers = 0
    /// Values seen that are not missing.
    var values = 0
    /// The first value that is no number.
    var offender: CSVCell?
    /// The first value that is one.
    var number: CSVCell?
    /// The first number that only a decimal point explains: 12.5.
    var provesPoint: CSVCell?
    /// The first number that only a decimal comma explains: 4,50.
    var provesComma: CSVCell?
    /// The first number such as 1,234.
    var ambiguousComma: CSVCell?
    /// The first number such as 1.234.
    var ambiguousPoint: CSVCell?
    /// Whether whole numbers below 1000 stand beside numbers such as 1.234.
    var mixesThousands: Bool { ambiguousPoint != nil && hasSmallWhole }
    var hasSmallWhole = false
    /// The first number whose digits are grouped.
    var grouped: CSVCell?
    /// The first percentage, the first other number but 0, and the first number with a currency.
    var percentage: CSVCell?
    var unlikePercentage: CSVCell?
    var money: (cell: CSVCell, currency: String)?
    var otherMoney: CSVCell?
    /// The first whole number that begins by a 0 which counts nothing: 01234.
    var leadingZero: CSVCell?
    /// The first number that is negative by brackets or a minus behind it, and by one before it.
    var accounting: CSVCell?
    var minus: CSVCell?
    /// Whether some number has no sign.
    var hasUnsigned = false
    /// How many values are words for 0 and for 1, by pair of such words.
    var pairs: [Int: (zeros: Int, ones: Int)] = [:]
    /// Different words, in small letters, of which more than two need not be told apart.
    var words: Set<String> = []
    /// What was seen of dates.
    var dates = DateEvidence()
    /// Different values that are no numbers, of which more than some need not be told apart.
    var texts: Set<String> = []

    /// Whether it holds few words that come again, as categories do.
    var isOfCategories: Bool {
      kind == .text && texts.count < Self.mostTexts && texts.count * 2 <= values && values > 3
        && booleans == nil && !isOfDates
    }
    static let mostTexts = 21

    /// Whether most values are dates.
    var isOfDates: Bool { dates.count * 2 > values }
    /// Whether all values are dates in digits alone, such as 20260131.
    var isOfDigitDates: Bool { values > 0 && dates.digits == values }

    /// Whether brackets and a minus at the end make numbers negative: where the column has them by
    /// no other sign, and for brackets has numbers without one, too.
    var readsAccounting: Bool { accounting != nil && minus == nil && hasUnsigned }

    /// What the column holds.
    var kind: Kind {
      if values == 0 { return .nothing }
      if numbers * 20 <= values { return .text }
      return numbers * 2 >= values ? .numbers : .both
    }

    /// The words for 0 and 1 where it holds nothing else.
    var booleans: BooleanWords? { numbers == 0 ? BooleanWords.of(words) : nil }

    /// The words for 0 and 1, of which both are there, that at least half of the values are.
    var mostlyBooleans: BooleanWords? {
      if let booleans { return booleans }
      return pairs.keys.sorted().first { index in
        let (zeros, ones) = pairs[index] ?? (0, 0)
        return numbers == 0 && min(zeros, ones) > 0 && (zeros + ones) * 2 >= values
      }.map { BooleanWords.all[$0] }
    }

    /// Whether numbers have more than digits, a point and an exponent.
    var isDecorated: Bool {
      (provesComma ?? ambiguousComma ?? grouped ?? percentage ?? money?.cell ?? accounting) != nil
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

extension CSVText {
  /// The error for a row of `found` cells that begins at an offset.
  func ragged(rowAt offset: Int, found: Int) -> DataError {
    .ragged(source: source, line: line(at: offset), found: found, expected: names.count)
  }
}
