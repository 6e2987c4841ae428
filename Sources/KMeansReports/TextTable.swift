/// A table of text that keeps to a width, its columns aligned; what does not fit is left out in the
/// middle and counted.
struct TextTable {
  /// A column: its heading and one cell a row.
  struct Column {
    let heading: String
    let cells: [String]
    var isLeftAligned = false

    /// Characters that the widest cell takes.
    var width: Int { max(heading.count, cells.map(\.count).max() ?? 0) }

    /// The column with a heading and cells of bearable length.
    var shortened: Column {
      Column(
        heading: heading.shortened(to: 24), cells: cells.map { $0.shortened(to: 40) },
        isLeftAligned: isLeftAligned)
    }
  }

  /// Lines without trailing spaces, and how many columns they leave out.
  struct Lines {
    let lines: [String]
    let columnsLeftOut: Int
  }

  private static let gap = 2

  /// Columns that are always shown, at the left.
  let fixed: [Column]
  /// Columns of which the middle ones may be left out.
  let others: [Column]

  /// The lines of the table, heading first.
  ///
  /// - Parameter width: characters a line may take; kept when at least one column fits.
  /// - Complexity: O(rows · columns).
  func lines(width: Int) -> Lines {
    let others = others.map(\.shortened)
    let fixed = fixed.map(\.shortened)
    let space = width - fixed.reduce(0) { $0 + Self.gap + $1.width }
    let (head, tail) = Self.fitting(others.map { Self.gap + $0.width }, space: space)
    var shown = fixed + others[..<head]
    let leftOut = others.count - head - tail
    if leftOut > 0 {
      let rows = shown.first?.cells.count ?? 0
      shown.append(Column(heading: "…", cells: Array(repeating: "…", count: rows)))
      shown += others[(others.count - tail)...]
    }
    let widths = shown.map(\.width)
    let rows = shown.first?.cells.indices ?? 0..<0
    let heading = Self.line(shown.map(\.heading), widths, shown)
    let lines = rows.map { row in Self.line(shown.map { $0.cells[row] }, widths, shown) }
    return Lines(lines: [heading] + lines, columnsLeftOut: leftOut)
  }

  /// How many columns fit at the head and at the tail; all are at the head if all fit.
  private static func fitting(_ widths: [Int], space: Int) -> (head: Int, tail: Int) {
    if widths.reduce(0, +) <= space { return (widths.count, 0) }
    var left = space - gap - 1
    var (head, tail) = (0, 0)
    while head + tail < widths.count {
      let takesHead = head <= tail
      let next = widths[takesHead ? head : widths.count - 1 - tail]
      guard next <= left || head == 0 else { break }
      left -= next
      if takesHead { head += 1 } else { tail += 1 }
    }
    return (head, tail)
  }

  private static func line(_ cells: [String], _ widths: [Int], _ columns: [Column]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: max(0, widths[index] - cell.count))
      line += String(repeating: " ", count: gap)
      line += columns[index].isLeftAligned ? cell + padding : padding + cell
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}

extension String {
  /// The text, cut to a number of characters with "…" at its end if it is longer.
  func shortened(to limit: Int) -> String {
    count <= limit ? self : prefix(limit - 1) + "…"
  }
}
