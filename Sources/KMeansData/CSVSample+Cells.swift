extension CSVSample.Column {
  /// Looks at a cell of the column.
  mutating func add(_ cell: CSVCell, _ reading: ColumnReading) {
    let value = cell.value
    if value == .missing || reading.isMissing(cell, value) { return }
    if value == .text, provesCommaOnly(cell, reading) { return }
    values += 1
    if reading.dates != nil { dates.add(cell, isAsked: true) }
    switch value {
    case .number(let number): addPlain(cell, number)
    case .text: addOther(cell, isOfDates: reading.dates != nil)
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
    if cell.trimmed.first != Ascii.minus {
      hasUnsigned = true
    } else if minus == nil {
      minus = cell
    }
    let digits = cell.trimmed.drop { $0 == Ascii.minus || $0 == Ascii.plus }
    let whole = digits.prefix { $0 != Ascii.point }
    if whole.count == digits.count {
      hasSmallWhole = hasSmallWhole || value.magnitude < 1000
      dates.add(cell, number: value)
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
  private mutating func addOther(_ cell: CSVCell, isOfDates: Bool) {
    let text = cell.text
    guard let numeral = Numeral(text) else {
      if offender == nil { offender = cell }
      addWord(text)
      if !isOfDates { dates.add(cell) }
      return
    }
    count(cell)
    addSign(cell, numeral)
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

  /// A word.
  private mutating func addWord(_ text: String) {
    if texts.count < Self.mostTexts { texts.insert(text) }
    guard text.utf8.count < 8 else {
      if words.count < 3 { words.insert("\(words.count) \(text)") }
      return
    }
    let small = text.lowercased()
    if words.count < 3 { words.insert(small) }
    // Letters alone may be anything.
    for (index, pair) in BooleanWords.all.enumerated() where pair.one.count > 1 {
      if small == pair.zero { pairs[index, default: (0, 0)].zeros += 1 }
      if small == pair.one { pairs[index, default: (0, 0)].ones += 1 }
    }
  }

  /// The sign of a number that is not written plainly.
  private mutating func addSign(_ cell: CSVCell, _ numeral: Numeral) {
    if numeral.isAccounting {
      if accounting == nil { accounting = cell }
    } else if !numeral.isNegative {
      hasUnsigned = true
    } else if minus == nil {
      minus = cell
    }
  }
}
