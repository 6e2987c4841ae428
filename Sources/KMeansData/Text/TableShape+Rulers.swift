extension TableShape {
  /// Takes the line away that stands between names and rows of a table in print; then the first row
  /// names the columns.
  mutating func passRuler() {
    guard rows.count > 1, isRuler(rows[1]) else { return }
    isRuled = true
    firstRow = rows[1].end
    let row = rows.remove(at: 1)
    if row.cells.count > 1 { ruler = row }
  }

  /// Whether a row has nothing but dashes: one line of them, or one below each name and not shorter
  /// than it.
  private func isRuler(_ row: Row) -> Bool {
    let names = rows[0].cells
    let cells = row.cells.map(\.trimmed)
    guard
      cells.allSatisfy({ cell in
        cell.allSatisfy {
          [Ascii.minus, Ascii.plus, UInt8(ascii: "="), UInt8(ascii: ":")].contains($0)
        }
      }), cells.contains(where: { $0.count > 1 && $0.contains { $0 != Ascii.plus } })
    else { return false }
    if cells.count == 1 {
      // Where the rows are counted at the end, a table of one column has a line, too.
      return cells[0].count > 2 && (names.count > 1 || text.end < text.bytes.count)
    }
    return cells.count == names.count
      && zip(cells, names).allSatisfy { cell, name in
        cell.isEmpty || cell.count > 2 || cell.count >= name.content.count
      }
  }

  /// What seems to begin a comment in the first row; nil where nothing does.
  var commentMark: String? {
    let first = text.bytes.buffer[rows[0].start..<rows[0].end].drop { $0 <= Ascii.space }
    return ["//", "--", ";", "!"].first { first.starts(with: $0.utf8) }
  }

  /// The error for rows of Weka that name their columns.
  var sparse: DataError {
    .foreign(
      source: text.source, kind: "a sparse file of Weka",
      advice: "java weka.filters.unsupervised.instance.SparseToNonSparse -i \(text.source) "
        + "-o dense.arff")
  }
}
