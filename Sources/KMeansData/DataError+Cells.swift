extension DataError {
  /// The sentence of the errors that blame a cell; nil for the others.
  func cellSentence(_ use: DataUse) -> String? {
    switch self {
    case .notANumber(let cell):
      "\(cell): \(quoted(cell.value)) \(whyNotANumber(cell.value)); "
        + "correct it, or \(use.withoutColumn(cell.column))"
    case .notFinite(let cell):
      "\(cell): \(quoted(cell.value)) is not finite; "
        + "correct it, or \(use.withoutColumn(cell.column))"
    case .integerTooLarge(let cell):
      "\(cell): the whole number \(quoted(cell.value)) is beyond 2⁵³, where doubles skip numbers; "
        + (use == .data ? "if it is an identifier use --id \(cell.column), else " : "")
        + "write it with a decimal point"
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
  /// Such as `houses.csv, line 17, column "price"`.
  public var description: String { "\(source), \(place), column \(quoted(column))" }
}
