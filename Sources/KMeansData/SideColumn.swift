/// A column of a text that is no feature: what rows are called, or what else is known of them.
package struct SideColumn: Sendable, Equatable {
  /// What the column holds, one a row of the file.
  package enum Content: Sendable, Equatable {
    /// Numbers; NaN where there is none.
    case numbers([Double])
    /// Few different texts, in the order of first appearance, and by row which of them it is; −1
    /// where there is none.
    case categories([String], rows: [Int32])
    /// More different texts than were asked for, and how many rows have none.
    case manyTexts(missing: Int, rows: Int)
  }

  /// The name.
  package let name: String
  /// What it holds.
  package let content: Content

  /// A column.
  package init(name: String, content: Content) {
    (self.name, self.content) = (name, content)
  }
}

extension DataTable {
  /// The columns of the text that are neither features nor identifiers: those of numbers, and those
  /// of few different texts.
  ///
  /// The text is read once more. One that another program has changed meanwhile gives none. Where
  /// there is no text, these are the columns that the table was given.
  ///
  /// - Parameters:
  ///   - most: how many columns are looked at, those at the left.
  ///   - mostValues: the most different texts of a column.
  ///   - rows: N of the file.
  /// - Returns: the columns, in the order of the file.
  /// - Complexity: O(bytes).
  package func sideColumns(most: Int, mostValues: Int, rows: Int) -> [SideColumn] {
    guard let text else { return Array(side.prefix(most)) }
    let used = Set(record.sources(of: columns).map(\.name) + [idName].compactMap(\.self))
    let places = text.names.indices.filter { !used.contains(text.names[$0]) }.prefix(most)
    guard let last = places.last else { return [] }
    var readers = [SideReader?](repeating: nil, count: last + 1)
    for place in places { readers[place] = SideReader(mostValues: mostValues, rows: rows) }
    var cursor = text.cursor(at: text.firstRow)
    var row = 0
    while row < rows, cursor.moveToRow() {
      var column = 0
      do {
        repeat {
          let cell = try cursor.nextCell()
          if column <= last { readers[column]?.add(cell) }
          column += 1
        } while !cursor.isRowEnd
      } catch { return [] }
      row += 1
    }
    guard row == rows else { return [] }
    return places.compactMap { place in
      guard let content = readers[place]?.content, content.rows == rows else { return nil }
      return SideColumn(name: text.names[place], content: content)
    }
  }
}

extension SideColumn.Content {
  /// How many rows there are.
  fileprivate var rows: Int {
    switch self {
    case .numbers(let values): values.count
    case .categories(_, let rows): rows.count
    case .manyTexts(_, let rows): rows
    }
  }
}

/// What is known of a column after some of its rows.
private struct SideReader {
  private let mostValues: Int
  private var numbers: [Double] = []
  private var codes: [Int32] = []
  private var names: [String] = []
  private var numberOfName: [String: Int32] = [:]
  private var (hasWords, hasNumbers, missing, rows) = (false, false, 0, 0)

  init(mostValues: Int, rows: Int) {
    self.mostValues = mostValues
    numbers.reserveCapacity(rows)
    codes.reserveCapacity(rows)
  }

  mutating func add(_ cell: CSVCell) {
    rows += 1
    switch cell.value {
    case .missing:
      missing += 1
      numbers.append(.nan)
      codes.append(-1)
      return
    case .number(let value):
      hasNumbers = true
      numbers.append(value)
    default:
      hasWords = true
      numbers.append(.nan)
    }
    // Numbers are not counted as texts for long.
    guard names.count <= mostValues else {
      codes.append(-1)
      return
    }
    let name = cell.text
    let number = numberOfName[name] ?? Int32(names.count)
    if Int(number) == names.count {
      numberOfName[name] = number
      names.append(name)
    }
    codes.append(number)
  }

  /// Nil for a column without values.
  var content: SideColumn.Content? {
    guard hasWords || hasNumbers else { return nil }
    if !hasWords { return .numbers(numbers) }
    return names.count <= mostValues
      ? .categories(names, rows: codes) : .manyTexts(missing: missing, rows: rows)
  }
}
