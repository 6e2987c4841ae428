import KMeansData

/// A table of text that keeps to a width, its columns aligned. Columns that do not fit go below, as
/// in R; when that would take many lines, the middle ones are left out and counted.
struct TextTable {
  /// A column: its heading and one cell a row.
  struct Column {
    let heading: String
    let cells: [String]
    var isLeftAligned = false

    /// Characters that the widest cell takes.
    var width: Int { max(heading.displayWidth, cells.map(\.displayWidth).max() ?? 0) }

    /// The column with its heading and cells shortened, as they will be shown.
    var shortened: Column {
      Column(
        heading: onOneLine(heading).shortened(toWidth: 24),
        cells: cells.map { onOneLine($0).shortened(toWidth: 40) },
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
  /// Columns whose middle ones may be left out.
  let others: [Column]

  /// The most tables below each other, and the most lines of these.
  private static let (mostBlocks, mostLines) = (4, 60)

  /// The lines of the table, headings first.
  ///
  /// - Parameter width: characters a line may take; kept when at least one column fits.
  /// - Returns: the lines, and how many columns they show.
  /// - Complexity: O(rows · columns).
  func lines(width: Int) -> Lines {
    let others = others.map(\.shortened)
    let fixed = fixed.map(\.shortened)
    let space = width - fixed.reduce(0) { $0 + Self.gap + $1.width }
    let widths = others.map { Self.gap + $0.width }
    let blocks = Self.blocks(widths, space: space)
    let rows = (fixed.first ?? others.first)?.cells.count ?? 0
    if blocks.count == 1
      || blocks.count <= Self.mostBlocks && blocks.count * (rows + 1) <= Self.mostLines
    {
      let tables = blocks.map { Self.table(fixed + others[$0]) }
      return Lines(lines: Array(tables.joined(separator: [""])), columnsLeftOut: 0)
    }
    let (head, tail) = Self.fitting(widths, space: space)
    let gap = Column(heading: "…", cells: Array(repeating: "…", count: rows))
    var shown = fixed
    shown += others[..<head]
    shown.append(gap)
    shown += others[(others.count - tail)...]
    return Lines(
      lines: Self.table(shown), columnsLeftOut: others.count - head - tail)
  }

  /// The columns, as many to a block as fit, at least one.
  private static func blocks(_ widths: [Int], space: Int) -> [Range<Int>] {
    var blocks: [Range<Int>] = []
    var (start, used) = (0, 0)
    for (index, width) in widths.enumerated() {
      if index > start && used + width > space {
        blocks.append(start..<index)
        (start, used) = (index, 0)
      }
      used += width
    }
    return blocks + [start..<widths.count]
  }

  /// How many columns fit at the head and at the tail, with one of "…" between.
  private static func fitting(_ widths: [Int], space: Int) -> (head: Int, tail: Int) {
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

  private static func table(_ columns: [Column]) -> [String] {
    let widths = columns.map(\.width)
    let rows = columns.first?.cells.indices ?? 0..<0
    return [line(columns.map(\.heading), widths, columns)]
      + rows.map { row in line(columns.map { $0.cells[row] }, widths, columns) }
  }

  private static func line(_ cells: [String], _ widths: [Int], _ columns: [Column]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: max(0, widths[index] - cell.displayWidth))
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

  /// The text, cut to a number of columns of a terminal with "…" at its end if it is wider.
  func shortened(toWidth limit: Int) -> String {
    displayWidth <= limit ? self : prefix(ofWidth: limit - 1) + "…"
  }

  /// The text in lines of at most `width` characters, broken between words; longer words have a
  /// line of their own.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    for word in split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
