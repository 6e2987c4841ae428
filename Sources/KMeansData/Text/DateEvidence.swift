/// What cells of a column tell about their dates.
struct DateEvidence {
  /// How many cells are dates.
  private(set) var count = 0
  /// The first date.
  private(set) var first: CSVCell?
  /// How many cells are dates in digits alone, such as 20260131, and the first.
  private(set) var (digits, firstOfDigits): (Int, CSVCell?) = (0, nil)
  /// The orders that make every date of an open order a day.
  private(set) var orders = DayOrders.all
  /// The first date of every set of orders, in the order of the file.
  private var seen: [(orders: DayOrders, cell: CSVCell)] = []
  /// The different numbers of the dates that may begin by their day or by their year.
  private var (firsts, seconds, thirds): (Set<Int>, Set<Int>, Set<Int>) = ([], [], [])

  /// Looks at a cell.
  ///
  /// - Parameters:
  ///   - cell: the cell.
  ///   - isAsked: whether the column is known to hold dates.
  mutating func add(_ cell: CSVCell, isAsked: Bool = false) {
    guard let date = DateText(cell.trimmed, isAsked: isAsked) else { return }
    count += 1
    if first == nil { first = cell }
    guard case .unordered(let fields) = date.day else { return }
    let found = date.orders
    orders.formIntersection(found)
    if !seen.contains(where: { $0.orders == found }) { seen.append((found, cell)) }
    firsts.insert(fields.first.value)
    seconds.insert(fields.second.value)
    thirds.insert(fields.third.value)
  }

  /// Looks at a whole number.
  mutating func add(_ cell: CSVCell, number: Double) {
    guard [8, 10, 12, 14].contains(cell.trimmed.count) else { return }
    let years = number / [1, 1e2, 1e4, 1e6][(cell.trimmed.count - 8) / 2] / 1e4
    guard years >= 1900, years < 2101, DateText(cell.trimmed, isAsked: true) != nil else { return }
    digits += 1
    if firstOfDigits == nil { firstOfDigits = cell }
  }

  /// The order that the dates tell.
  ///
  /// - Parameter isComplete: whether these are all dates of the column.
  /// - Returns: the order, and the date that tells it, if it is one; nil where they leave it open.
  func order(isComplete: Bool) -> (order: DayOrder, cell: CSVCell?)? {
    if seen.isEmpty { return nil }
    if let only = orders.only {
      let fewest = seen.map { $0.orders.likely.list.count }.min()
      return (only, seen.first { $0.orders.likely.list.count == fewest }?.cell)
    }
    guard isComplete, orders.likely == DayOrders([.dmy, .ymd]) else { return nil }
    if Self.areDays(thirds, years: firsts), seconds.count > 1 { return (.ymd, nil) }
    if Self.areDays(firsts, years: thirds), seconds.count > 1 { return (.dmy, nil) }
    return nil
  }

  /// Whether numbers that may be days or years are days: they are many, and the others few, and no
  /// days on which dates of a series often fall, the first of the month, its middle and its end.
  private static func areDays(_ numbers: Set<Int>, years: Set<Int>) -> Bool {
    numbers.count >= 4 && numbers.count >= 2 * years.count
      && !years.allSatisfy { $0 == 1 || $0 == 15 || $0 >= 28 }
  }

  /// Two dates of which no order makes days.
  var conflict: (CSVCell, CSVCell)? {
    guard orders.likely.isEmpty, let last = seen.last else { return nil }
    for (index, later) in seen.enumerated() {
      let earlier = seen[..<index].first { $0.orders.isDisjoint(with: later.orders) }
      if let earlier { return (earlier.cell, later.cell) }
    }
    return (seen[0].cell, last.cell)
  }

  /// The first date that the orders which are left make several days.
  var unclear: CSVCell? {
    let left = orders.likely
    return seen.first { entry in
      let date = DateText(entry.cell.trimmed, isAsked: true)
      return Set(left.list.map { date?.value(.days, $0) }).count > 1
    }?.cell
  }
}
