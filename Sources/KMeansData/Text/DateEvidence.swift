/// What cells of a column tell about their dates.
struct DateEvidence {
  /// How many cells are dates.
  private(set) var count = 0
  /// The first date.
  private(set) var first: CSVCell?
  /// The first date that begins by its day, and the first that begins by its month, plainly.
  private(set) var (dayFirst, monthFirst): (CSVCell?, CSVCell?)
  /// The first date that is two days in two orders.
  private(set) var unclear: CSVCell?

  /// Looks at a cell.
  mutating func add(_ cell: CSVCell) {
    guard let date = DateText(cell.trimmed) else { return }
    count += 1
    if first == nil { first = cell }
    switch date.provenOrder {
    case .dmy: if dayFirst == nil { dayFirst = cell }
    case .mdy: if monthFirst == nil { monthFirst = cell }
    case nil: if unclear == nil, date.isUnclear { unclear = cell }
    }
  }
}
