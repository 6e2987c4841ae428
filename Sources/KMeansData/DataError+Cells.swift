extension DataError {
  /// The sentence of the errors that blame a cell; nil for the others.
  func cellSentence(_ use: DataUse) -> String? {
    numberSentence(use) ?? dateSentence(use) ?? wordSentence(use) ?? valueSentence(use)
  }

  /// The sentence of the errors about dates; nil for the others.
  private func dateSentence(_ use: DataUse) -> String? {
    switch self {
    case .notADate(let cell):
      return "\(cell): \(quoted(cell.value)) is not a date; "
        + "correct it, or \(use.withoutColumn(cell.column))"
    case .unclearDate(let cell, let unit, let orders):
      guard let date = DateText(cell.value, isAsked: true) else { return nil }
      let flags = orders.map { option("--dates", "\(cell.column)=\(unit.rawValue):\($0.rawValue)") }
      return "\(cell): \(quoted(cell.value)) may be " + alternatives(orders.map(date.words))
        + ", and no date of the column tells; "
        + (use.isData ? "say which: " + alternatives(flags) : "write dates as 2026-01-31")
    case .mixedDates(let first, let second):
      let (begins, other) = (
        DateText(first.value)?.firsts ?? "", DateText(second.value)?.firsts ?? ""
      )
      return "\(first.source), column \(quoted(first.column)): the \(begins) comes first in "
        + "\(quoted(first.value)) (\(first.place)) and the \(other) in "
        + "\(quoted(second.value)) (\(second.place)); write them alike"
    case .wrongDateOrder(let cell, let order):
      return "\(cell): \(quoted(cell.value)) is no day where the \(order.first) comes first, as it "
        + "does in " + (use.isData ? "the column" : "the model's dates")
        + "; write it as 2026-01-31, or \(use.withoutColumn(cell.column))"
    default: return nil
    }
  }

  /// The sentence of the errors about how numbers are written; nil for the others.
  private func numberSentence(_ use: DataUse) -> String? {
    switch self {
    case .mixedColumn(let number, let text):
      "\(text.source), column \(quoted(text.column)) holds text (\(quoted(text.value)), "
        + "\(text.place)) and numbers (\(quoted(number.value)), \(number.place)); "
        + (use.isData
          ? "\(use.withoutColumn(text.column)), "
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

  /// The sentence of the errors about words; nil for the others.
  private func wordSentence(_ use: DataUse) -> String? {
    switch self {
    case .notANumberColumn(let cell, let isOfDates):
      use.isData
        ? "\(cell): \(quoted(cell.value)) is not a number; "
          + (isOfDates
            ? "\(option("--dates", cell.column + "=days")) reads dates as numbers"
            : "\(option("--one-hot", cell.column)) takes words as categories")
          + ", or \(use.withoutColumn(cell.column))"
        : DataError.notANumber(cell).cellSentence(use)
    case .notABoolean(let cell, let zero, let one):
      "\(cell): \(quoted(cell.value)) is neither \(quoted(zero)), which is read as 0, nor "
        + "\(quoted(one)), which is read as 1; write one of them, or "
        + "\(use.withoutColumn(cell.column))"
        + (use == .modelData || use.isData
          ? ", or take it for a missing value with \(option("--na", cell.value))" : "")
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
        + (use.isData ? "if it is an identifier use --id \(cell.column), else " : "")
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
        + "; " + ways.advice(cells: count, of: use)
    case .noCompleteRow(let source, let rows, let ways):
      "\(source): \(rows == 1 ? "the row misses" : "each of the \(grouped(rows)) rows misses") a "
        + "cell, so none is left; "
        + (!use.isData
          ? "fill some in"
          : ways.columns.isEmpty
            ? "use --missing mean"
            : "\(use.without(ways.columns)) keeps \(counted(ways.rowsWithoutColumns, "row")), and "
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

extension DateText {
  /// What may come first: "day or year".
  fileprivate var firsts: String {
    let words = orders.likely.list.map(\.first)
    return words.joined(separator: " or ")
  }
}

/// "a or b", "a, b or c".
private func alternatives(_ words: [String]) -> String {
  let most = words.dropLast().joined(separator: ", ")
  return most + (most.isEmpty ? "" : " or ") + (words.last ?? "")
}

extension CellReference: CustomStringConvertible {
  /// Whether the cell is one of a text.
  fileprivate var isOfText: Bool { if case .line = place { true } else { false } }

  /// Such as `houses.csv, line 17, column "price"`.
  public var description: String { "\(source), \(place), column \(quoted(column))" }
}
