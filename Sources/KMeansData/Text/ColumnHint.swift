/// Something that a column looks like, and that a user may want to treat in another way.
public enum ColumnHint: Equatable, Sendable {
  /// It holds two words for 0 and 1, and was left out.
  case booleans(column: String, zero: String, one: String)
  /// It holds dates, and was left out.
  case dates(CellReference)
  /// It holds dates in digits, such as 20260131.
  case digitDates(column: String, value: Double, unit: DateUnit)
  /// They hold few different words, and were left out.
  case categories(columns: [String])
  /// It holds too many different words for categories, and was left out.
  case manyValues(column: String, values: Int?, rows: Int)
  /// It holds whole numbers that begin by 0, such as postal codes.
  case leadingZeros(CellReference)
  /// It goes round: `period` is as good as 0.
  case circular(column: String, period: Int)
  /// It holds longitudes on both sides of ±180°.
  case longitude(column: String)
  /// One value, far from all others, comes `count` times.
  case sentinel(column: String, value: Double, count: Int)

  /// Whether it says of one of some columns, which are known to be identifiers, that it looks like
  /// one.
  package func isOfCode(among identifiers: [String]) -> Bool {
    if case .leadingZeros(let cell) = self { identifiers.contains(cell.column) } else { false }
  }
}

private func shown(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : value.description
}

extension ColumnHint {
  /// Why a column is no category, and what to do.
  static func many(_ column: String, _ values: Int?, _ rows: Int) -> String {
    if let values, values == rows { return "all of its \(grouped(rows)) values are different" }
    return
      (values.map { "\(grouped($0)) different values in \(grouped(rows)) rows" }
      ?? "more than \(CategoryCodes.most) different values")
      + " are too many for a category; \(option("--one-hot", column)) takes it all the same"
  }
}

extension ColumnHint: CustomStringConvertible {
  /// One line: what the column looks like, and what to do.
  public var description: String {
    switch self {
    case .booleans(let column, let zero, let one):
      "column \(quoted(column)) holds \(quoted(zero)) and \(quoted(one)); "
        + "--booleans reads them as 0 and 1"
    case .dates(let cell):
      "column \(quoted(cell.column)) looks like a date (\(quoted(cell.value)), \(cell.place)); "
        + "\(option("--dates", cell.column + "=days")) reads it as days since 1970-01-01"
    case .digitDates(let column, let value, let unit):
      "column \(quoted(column)) looks like a date in digits (\(shown(value))); "
        + "\(option("--dates", "\(column)=\(unit.rawValue)")) reads it as \(unit.rawValue) since "
        + "1970-01-01"
    case .categories(let columns):
      "\(columns.count == 1 ? "column \(quoted(columns[0])) holds" : "\(listed(columns)) hold") "
        + "few different words; --categories onehot lets "
        + "\(columns.count == 1 ? "it" : "them") take part, with a column for each"
    case .manyValues(let column, let values, let rows):
      "column \(quoted(column)): " + Self.many(column, values, rows)
    case .leadingZeros(let cell):
      "column \(quoted(cell.column)) looks like an identifier: \(quoted(cell.value)) "
        + "(\(cell.place)) begins by 0, as postal codes do; "
        + "\(excluding([cell.column])) leaves it out"
    case .circular(let column, let period):
      "column \(quoted(column)) looks circular: \(period) is next to 0, but counts as far from it; "
        + "columns of its sine and cosine do not"
    case .longitude(let column):
      "column \(quoted(column)) looks like a longitude: 180 and -180 are one place, but count as "
        + "far apart"
    case .sentinel(let column, let value, let count):
      "column \(quoted(column)): \(shown(value)) comes \(count) times and lies far from all other "
        + "values; if it stands for a missing one, use --na \(column)=\(shown(value))"
    }
  }
}
