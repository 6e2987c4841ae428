/// What a user should know of how numbers are read that are not written plainly.
struct NumberNotes {
  private let text: CSVText
  private let style: NumberStyle
  private let readings: [ColumnReading]
  private let sample: CSVSample

  /// Notes of a sample.
  init(_ text: CSVText, _ style: NumberStyle, readings: [ColumnReading], sample: CSVSample) {
    self.text = text
    self.style = style
    self.readings = readings
    self.sample = sample
  }

  /// The notes of some columns.
  ///
  /// - Throws: `DataError.mixedPercentages` and `.mixedCurrencies` for columns that have several
  ///   units.
  func notes(of columns: [Int]) throws(DataError) -> [ReadingNote] {
    var notes: [ReadingNote] = []
    if style.decimal == .comma, text.options.decimal == nil {
      let proof = columns.lazy.compactMap { column in
        sample.columns[column].provesComma.map { text.reference($0, column: column) }
      }
      if let cell = proof.first { notes.append(.decimalCommas(cell)) }
    }
    for column in columns { notes += try self.notes(of: column) }
    return notes
  }

  private func notes(of column: Int) throws(DataError) -> [ReadingNote] {
    let seen = sample.columns[column]
    var notes: [ReadingNote] = []
    if let booleans = readings[column].booleans {
      return [
        .booleans(column: text.names[column], zero: booleans.zero, one: booleans.one)
      ]
    }
    if let percentage = seen.percentage {
      let cell = text.reference(percentage, column: column)
      if let other = seen.unlikePercentage {
        throw .mixedPercentages(cell, text.reference(other, column: column))
      }
      if let value = value(percentage, column) { notes.append(.percentages(cell, value: value)) }
    }
    if let money = seen.money {
      let cell = text.reference(money.cell, column: column)
      if let other = seen.otherMoney {
        throw .mixedCurrencies(cell, text.reference(other, column: column))
      }
      if let value = value(money.cell, column) { notes.append(.currencies(cell, value: value)) }
    }
    if let cell = seen.accounting, let value = value(cell, column) {
      notes.append(.accounting(text.reference(cell, column: column), value: value))
    }
    let grouped =
      style.decimal == .comma
      ? seen.ambiguousPoint ?? seen.grouped : seen.ambiguousComma ?? seen.grouped
    if text.options.thousands == nil, notes.isEmpty, let grouped,
      let numeral = Numeral(grouped.text), numeral.thousands(style.decimal) != nil,
      let value = value(grouped, column)
    {
      notes.append(.thousands(text.reference(grouped, column: column), value: value))
    }
    return notes
  }

  private func value(_ cell: CSVCell, _ column: Int) -> Double? {
    if case .number(let value) = readings[column].value(cell) { value } else { nil }
  }
}
