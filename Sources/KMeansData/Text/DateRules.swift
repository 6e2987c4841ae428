/// The rules by which the dates of some columns are read.
struct DateRules {
  /// The rules, by column, with the order that the column's dates tell.
  private(set) var rules: [Int: DateRule] = [:]
  /// What a user should know of them.
  private(set) var notes: [ReadingNote] = []

  /// Finds the order of days and months: a day above 12 tells it for its column.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - wanted: the rules, by column.
  ///   - sample: what was seen of the columns.
  ///   - isComplete: whether that is all of them; otherwise the order may stay open.
  /// - Throws: `DataError.mixedDates` for a column with both orders, `.unclearDate` where nothing
  ///   tells the order.
  init(
    _ text: CSVText, _ wanted: [Int: DateRule], sample: CSVSample, isComplete: Bool
  ) throws(DataError) {
    for (column, rule) in wanted.sorted(by: { $0.key < $1.key }) {
      let seen = sample.columns[column].dates
      let (dayFirst, monthFirst) = (
        seen.dayFirst.map { text.reference($0, column: column) },
        seen.monthFirst.map { text.reference($0, column: column) }
      )
      var order = rule.order
      if order == nil {
        if let dayFirst, let monthFirst {
          throw .mixedDates(dayFirst: dayFirst, monthFirst: monthFirst)
        }
        order = dayFirst != nil ? .dmy : monthFirst != nil ? .mdy : nil
        if order == nil, isComplete, let unclear = seen.unclear {
          throw .unclearDate(text.reference(unclear, column: column), unit: rule.unit)
        }
      }
      rules[column] = DateRule(unit: rule.unit, order: order)
      guard let first = seen.first,
        let value = DateText(first.trimmed)?.value(rule.unit, order)
      else { continue }
      notes.append(
        .dates(
          text.reference(first, column: column), unit: rule.unit, value: value,
          evidence: rule.order == nil ? dayFirst ?? monthFirst : nil))
    }
  }
}
