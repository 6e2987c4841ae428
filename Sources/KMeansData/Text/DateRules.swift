/// The rules by which the dates of some columns are read.
struct DateRules {
  /// The rules, by column, with the order that the column's dates tell.
  private(set) var rules: [Int: DateRule] = [:]
  /// What a user should know of them.
  private(set) var notes: [ReadingNote] = []

  /// Finds the order of days, months and years: numbers above 12 and 31 tell it for their column,
  /// or else how many days and years there are.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - wanted: the rules, by column.
  ///   - sample: what was seen of the columns.
  ///   - isComplete: whether that is all of them; otherwise the order may stay open.
  /// - Throws: `DataError.mixedDates` for a column of which no order makes days, `.unclearDate`
  ///   where nothing tells the order.
  init(
    _ text: CSVText, _ wanted: [Int: DateRule], sample: CSVSample, isComplete: Bool
  ) throws(DataError) {
    for (column, rule) in wanted.sorted(by: { $0.key < $1.key }) {
      let seen = sample.columns[column].dates
      let found = seen.order(isComplete: isComplete)
      if rule.order == nil, found == nil {
        if let (first, second) = seen.conflict {
          throw .mixedDates(
            text.reference(first, column: column), text.reference(second, column: column))
        }
        if isComplete, let unclear = seen.unclear {
          throw .unclearDate(
            text.reference(unclear, column: column), unit: rule.unit,
            orders: seen.orders.likely.list)
        }
      }
      let order = rule.order ?? found?.order
      rules[column] = DateRule(unit: rule.unit, order: order)
      guard let first = seen.first ?? seen.firstOfDigits,
        let date = DateText(first.trimmed, isAsked: true), let value = date.value(rule.unit, order)
      else { continue }
      // What was asked for need not be told; what a model asks for may be news.
      let isTold = rule.order == nil ? found != nil : text.options.isForModel && date.isUnordered
      notes.append(
        .dates(
          text.reference(first, column: column), unit: rule.unit, value: value,
          order: isTold ? order : nil,
          evidence: rule.order == nil
            ? found?.cell.map { text.reference($0, column: column) } : nil))
    }
  }
}
