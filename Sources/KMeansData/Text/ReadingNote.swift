/// What a user should know about how a file was read where that is not plain.
public enum ReadingNote: Equatable, Sendable {
  /// The first row names the columns though it might be values.
  case headerTaken(line: Int, names: [String])
  /// The first row is values though it might be names.
  case headerRefused(line: Int)
  /// The names of the columns are those of a comment.
  case headerInComment(line: Int, names: [String])
  /// The first column, which has no name, has names of rows.
  case rowNames(line: Int)
  /// The row below the names tells units and is no row of values.
  case unitsPassed(line: Int)
  /// Commas are decimal marks.
  case decimalCommas(CellReference)
  /// Digits are grouped by thousands.
  case thousands(CellReference, value: Double)
  /// Percentages are read as hundredths.
  case percentages(CellReference, value: Double)
  /// Signs of a currency are left away.
  case currencies(CellReference, value: Double)
  /// Words are read as 0 and 1.
  case booleans(column: String, zero: String, one: String)
  /// Numbers in brackets, or with a minus behind them, are read as negative.
  case accounting(CellReference, value: Double)
  /// Dates are read as numbers; `order` is what comes first where the dates leave that open, and
  /// `evidence` the date that tells it, if one does.
  case dates(
    CellReference, unit: DateUnit, value: Double, order: DayOrder?, evidence: CellReference?)
  /// Weights in braces behind the rows count, the first of them being the cell.
  case instanceWeights(CellReference)
  /// The last line counts another number of rows than there are.
  case rowCount(line: Int, counted: Int, found: Int)
  /// The values of columns became features.
  case categories([CategoryColumn])
  /// Values of a column of categories that the model does not know, those that come often first.
  case unseenCategories(column: String, values: [Count])

  /// Pixels of a picture became points.
  case pixels(PixelNote)

  /// A value, and how many rows have it.
  public struct Count: Equatable, Sendable {
    /// The value.
    public let value: String
    /// The rows.
    public let rows: Int
  }
}

extension ReadingNote {
  /// Whether the result may not be what was wanted; otherwise it is for information.
  package var isWarning: Bool { if case .rowCount = self { true } else { false } }
}

extension ReadingNote: CustomStringConvertible {
  /// One line: what was decided, and which option decides otherwise.
  public var description: String {
    switch self {
    case .headerTaken(let line, let names):
      "line \(line) is taken for the names of the columns (\(Self.first(names))); "
        + "--header no reads it as values"
    case .headerRefused(let line):
      "line \(line) is read as values, for its cells are like those below; "
        + "--header yes takes it for names"
    case .headerInComment(let line, let names):
      "the names of the columns are those of the comment in line \(line) (\(Self.first(names)))"
    case .rowNames(let line):
      "line \(line) names one column less than there are: the first column names the rows"
    case .unitsPassed(let line):
      "line \(line) is taken for units and passed over; --header yes reads it as values"
    case .decimalCommas(let cell):
      "commas are decimal marks, as in \(quoted(cell.value)) (\(cell.place)); --decimal . if not"
    case .thousands(let cell, let value):
      "column \(quoted(cell.column)): \(quoted(cell.value)) is read as \(Self.number(value)); "
        + "--decimal and --thousands set it otherwise"
    case .percentages(let cell, let value):
      "column \(quoted(cell.column)): percentages are read as hundredths, "
        + "\(quoted(cell.value)) as \(Self.number(value))"
    case .currencies(let cell, let value):
      "column \(quoted(cell.column)): read without its currency, "
        + "\(quoted(cell.value)) as \(Self.number(value))"
    case .booleans(let column, let zero, let one):
      "column \(quoted(column)): \(quoted(zero)) is read as 0 and \(quoted(one)) as 1"
    case .accounting(let cell, let value):
      "column \(quoted(cell.column)): \(quoted(cell.value)) is read as \(Self.number(value))"
    case .instanceWeights(let cell):
      "rows have weights in braces, the first \(quoted(cell.value)) (\(cell.place)), which count; "
        + "a row without one weighs 1"
    case .rowCount(let line, let counted, let found):
      "line \(line) counts \(Self.rows(counted)), but above it there "
        + "\(found == 1 ? "is" : "are") \(grouped(found)); "
        + (counted > found ? "the file may be cut short" : "files may be put together")
    case .dates(let cell, let unit, let value, let order, let evidence):
      "column \(quoted(cell.column)): dates are read as \(unit.rawValue) since 1970-01-01, "
        + "\(quoted(cell.value)) as \(Self.number(value))"
        + (order.map { Self.order($0, cell, evidence) } ?? "")
    case .pixels(let note): note.description
    case .categories(let columns):
      "columns of categories, with a column for each value: "
        + Self.enumerated(
          columns.map { "\(quoted($0.column)) (\(counted($0.values.count, "value")))" })
    case .unseenCategories(let column, let values):
      "column \(quoted(column)): the model does not know "
        + Self.enumerated(values.map { "\(quoted($0.value)) (\(counted($0.rows, "row")))" })
        + "; such a row counts as none of its categories"
    }
  }

  /// What comes first in dates that could be read in several orders.
  private static func order(
    _ order: DayOrder, _ cell: CellReference, _ evidence: CellReference?
  ) -> String {
    "; the \(order.first) comes first" + (order == .ydm ? ", then the day" : "")
      + (evidence.map { $0 == cell ? "" : ", as in \(quoted($0.value)) (\($0.place))" } ?? "")
  }

  private static func rows(_ count: Int) -> String {
    grouped(count) + (count == 1 ? " row" : " rows")
  }

  private static func enumerated(_ parts: [String]) -> String {
    parts.prefix(8).joined(separator: ", ")
      + (parts.count > 8 ? " and \(parts.count - 8) more" : "")
  }

  private static func first(_ names: [String]) -> String {
    names.prefix(4).map(quoted).joined(separator: ", ") + (names.count > 4 ? ", …" : "")
  }

  private static func number(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
