/// Where a row is in its file.
public enum RowPlace: Equatable, Sendable {
  /// A line of a text file, from 1, a header and blank lines counted.
  case line(Int)
  /// A row of a binary file, from 1.
  case row(Int)

  /// The number alone.
  public var number: Int {
    switch self {
    case .line(let number), .row(let number): number
    }
  }
}

extension RowPlace: CustomStringConvertible {
  /// Such as "line 17" or "row 3".
  public var description: String {
    switch self {
    case .line(let line): "line \(line)"
    case .row(let row): "row \(row)"
    }
  }
}

/// One cell of one file, as errors name it.
public struct CellReference: Equatable, Sendable {
  /// The file, as the user gave it, or "standard input".
  public let source: String
  /// The row.
  public let place: RowPlace
  /// The name of the column.
  public let column: String
  /// The text of the cell, without quotes and surrounding spaces.
  public let value: String

  /// A cell by its place and text.
  package init(source: String, place: RowPlace, column: String, value: String) {
    self.source = source
    self.place = place
    self.column = column
    self.value = value
  }
}

/// A column that was not used because it does not hold numbers.
public struct LeftOutColumn: Equatable, Sendable {
  /// The name of the column.
  public let name: String
  /// The first cell that is no number; nil when the column has no value at all.
  public let offender: CellReference?
  /// What it looks like; nil for plain text.
  public let hint: ColumnHint?

  /// Whether it may be several columns between blanks: its name and its first value have some.
  var hasBlanks: Bool {
    name.contains(" ")
      && offender.map { $0.value.contains(" ") && $0.value.contains(where: \.isNumber) } ?? false
  }

  /// A column and why it was left out.
  init(name: String, offender: CellReference?, hint: ColumnHint? = nil) {
    self.name = name
    self.offender = offender
    self.hint = hint
  }
}

extension LeftOutColumn: CustomStringConvertible {
  /// A notice of one line: the column, and why it was left out.
  public var description: String {
    guard let offender else { return "column \(quoted(name)) left out: it has no value" }
    switch hint {
    case .booleans(_, let zero, let one):
      return "column \(quoted(name)) left out: it holds \(quoted(zero)) and \(quoted(one)); "
        + "--booleans reads them as 0 and 1"
    case .dates:
      return "column \(quoted(name)) left out: \(quoted(offender.value)) (\(offender.place)) "
        + "looks like a date; \(option("--dates", name + "=days")) reads it as days"
    case .manyValues(let column, let values, let rows):
      return "column \(quoted(name)) left out: " + ColumnHint.many(column, values, rows)
    default: break
    }
    return "column \(quoted(name)) left out: \(quoted(offender.value)) (\(offender.place)) "
      + whyNotANumber(offender.value)
  }
}
