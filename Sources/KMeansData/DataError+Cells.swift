extension DataError {
  /// The sentence of the errors that blame a cell; nil for the others.
  func cellSentence(_ use: DataUse) -> String? {
    numberSentence(use) ?? dateSentence(use) ?? valueSentence(use)
  }

  /// The sentence of the errors about dates; nil for the others.
  private func dateSentence(_ use: DataUse) -> String? {
    switch self {
    case .notADate(let cell):
      return "\(cell): \(quoted(cell.value)) is not a date; "
        + "correct it, or \(use.withoutColumn(cell.column))"
    case .unclearDate(let cell, let unit):
      guard let date = DateText(cell.value) else { return nil }
      let rule = "\(cell.column)=\(unit.rawValue):"
      return "\(cell): \(quoted(cell.value)) may be \(date.words(.dmy)) or \(date.words(.mdy)), "
        + "and no date of the column tells; "
        + (use == .data
          ? "say which: \(option("--dates", rule + "dmy")) or \(option("--dates", rule + "mdy"))"
          : "write dates as 2026-01-31")
    case .mixedDates(let dayFirst, let monthFirst):
      return "\(dayFirst.source), column \(quoted(dayFirst.column)): the day comes first in "
        + "\(quoted(dayFirst.value)) (\(dayFirst.place)) and the month in "
        + "\(quoted(monthFirst.value)) (\(monthFirst.place)); write them alike"
    default: return nil
    }
  }

  /// The sentence of the errors about how numbers are written; nil for the others.
  private func numberSentence(_ use: DataUse) -> String? {
    switch self {
    case .mixedColumn(let number, let text):
      "\(text.source), column \(quoted(text.column)) holds text (\(quoted(text.value)), "
        + "\(text.place)) and numbers (\(quoted(number.value)), \(number.place)); "
        + (use == .data
          ? "leave it out with \(excluding([text.column])), "
            + "or take words for missing values with --na, "
            + "or all for categories with \(option("--one-hot", text.column))"
          : use.withoutColumn(text.column))
    case .mixedMarks(let point, let comma):
      "\(point.source): \(quoted(point.value)) (\(point.place), column \(quoted(point.column))) "
        + "has a decimal point and \(quoted(comma.value)) (\(comma.place), "
        + "column \(quoted(comma.column))) a decimal comma; write them alike"
    case .ambiguousNumber(let cell):
      "\(cell): \(quoted(cell.value)) may have decimals or thousands; "
        + (use.isReadAsSet
          ? "say which mark is decimal: --decimal . or --decimal ,"
          : "write it without thousands, and with a decimal point")
    case .mixedPercentages(let percentage, let other):
      "\(percentage): \(quoted(percentage.value)) is a percentage and \(quoted(other.value)) "
        + "(\(other.place)) is none; write them alike"
    case .mixedCurrencies(let first, let second):
      "\(first): \(quoted(first.value)) and \(quoted(second.value)) (\(second.place)) are of "
        + "two currencies; write them alike"
    default: nil
    }
  }

  /// The sentence of the errors about one value; nil for the others.
  private func valueSentence(_ use: DataUse) -> String? {
    switch self {
    case .notANumber(let cell):
      "\(cell): \(quoted(cell.value)) \(whyNotANumber(cell.value)); "
        + "correct it, or \(use.withoutColumn(cell.column))"
        + (MissingMarkers.areAdvised(cell.value)
          ? ", or take it for a missing value with \(option("--na", cell.value))" : "")
    case .notFinite(let cell):
      "\(cell): \(quoted(cell.value)) is not finite; "
        + "correct it, or \(use.withoutColumn(cell.column))"
    case .integerTooLarge(let cell):
      "\(cell): the whole number \(quoted(cell.value)) is beyond 2⁵³, where doubles skip numbers; "
        + (use == .data ? "if it is an identifier use --id \(cell.column), else " : "")
        + (cell.isOfText
          ? "write it with a decimal point" : "save x.astype('f8'), which rounds such numbers")
    case .missingWeight(let cell):
      "\(cell): the weight is missing; write 0 for a row that shall not count"
    case .negativeWeight(let cell):
      "\(cell): the weight \(quoted(cell.value)) is negative; weights are 0 or more"
    case .missingCentroidValue(let cell):
      "\(cell): the value is missing; centroids need all of theirs"
    case .missingLabel(let cell):
      "\(cell): the label is missing; write -1 for a row without one"
    case .badLabel(let cell):
      "\(cell): \(quoted(cell.value)) is not a label; labels are whole numbers "
        + "from \(Int32.min) to \(Int32.max), or all of them text"
    case .missingCells(let count, let rows, let first, let places, let ways):
      Self.missingSentence(count: count, rows: rows, first: first, places: places)
        + "; " + ways.advice(cells: count)
    case .noCompleteRow(let source, let rows, let ways):
      "\(source): \(rows == 1 ? "the row misses" : "each of the \(grouped(rows)) rows misses") a "
        + "cell, so none is left; "
        + (use != .data
          ? "fill some in"
          : ways.columns.isEmpty
            ? "use --missing mean"
            : "\(excluding(ways.columns)) keeps \(counted(ways.rowsWithoutColumns, "row")), and "
              + "--missing mean keeps all")
    default: nil
    }
  }

  private static func missingSentence(
    count: Int, rows: Int, first: CellReference, places: [RowPlace]
  ) -> String {
    let noun = if case .line = first.place { "line" } else { "row" }
    let numbers = places.map { String($0.number) }.joined(separator: ", ")
    return "\(first.source): \(counted(count, "missing cell")) in \(counted(rows, "row")), "
      + "the first in \(first.place), column \(quoted(first.column)) "
      + "(\(noun)\(places.count == 1 ? "" : "s") \(numbers)\(rows > places.count ? ", …" : ""))"
  }
}

extension CellReference: CustomStringConvertible {
  /// Whether the cell is one of a text.
  fileprivate var isOfText: Bool { if case .line = place { true } else { false } }

  /// Such as `houses.csv, line 17, column "price"`.
  public var description: String { "\(source), \(place), column \(quoted(column))" }
}
