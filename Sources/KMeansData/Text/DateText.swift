/// A text that is a date, perhaps with a time and an offset from UTC: 2026-01-31, 31.01.2026,
/// 1/31/26, 26-01-31, 20 Jan 2026, 31JAN2026, Jan 31, 2026; 2026-01-31T13:05:00+02:00.
struct DateText: Equatable {
  /// A day, as far as the text tells it.
  enum Day: Equatable {
    /// A day of the calendar.
    case known(year: Int, month: Int, day: Int)
    /// Day, month and year in an order that the text does not tell.
    case unordered(DateFields)
  }

  /// The day.
  let day: Day
  /// The seconds from its midnight in UTC; a text without an offset counts as UTC.
  private let seconds: Double

  /// Reads a whole cell; nil for what is no date of the years 1 to 9999.
  ///
  /// - Parameters:
  ///   - bytes: the cell without quotes and surrounding spaces.
  ///   - isAsked: whether the column is known to hold dates, so that 20260131 and 2026-01 are some.
  /// - Complexity: O(bytes), at most 48.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, isAsked: Bool = false) {
    guard (6...48).contains(bytes.count) else { return nil }
    var scanner = DateScanner(bytes)
    guard let day = scanner.day(isAsked: isAsked), let seconds = scanner.seconds(),
      scanner.isAtEnd
    else { return nil }
    self.day = day
    self.seconds = seconds
    let found = orders
    guard isAsked ? !found.isEmpty : !found.isDisjoint(with: .usual) else { return nil }
  }

  /// The same of a string.
  init?(_ text: String, isAsked: Bool = false) {
    var text = text
    let date = text.withUTF8 { DateText($0, isAsked: isAsked) }
    guard let date else { return nil }
    self = date
  }

  /// Whether a text begins by the date 0000-00-00, which MySQL writes for none.
  static func isZero(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.starts(with: "0000-00-00".utf8)
  }

  /// The orders that make it a day.
  var orders: DayOrders {
    guard case .unordered(let fields) = day else { return number(.dmy) == nil ? [] : .all }
    return DayOrders(
      DayOrder.allCases.filter {
        number($0) != nil && ($0 == .dmy || $0 == .mdy || fields.mayBeginByYear)
      })
  }

  /// Whether the order of its numbers is open.
  var isUnordered: Bool { if case .unordered = day { true } else { false } }

  /// The order that makes it a day where no other does; nil where several do, or it is known.
  var provenOrder: DayOrder? { isUnordered ? orders.only : nil }

  /// Whether the orders that may be meant make it several days.
  var isUnclear: Bool { isUnordered && Set(orders.likely.list.map(number)).count > 1 }

  /// The time in a unit, from 1970-01-01, rounded once; nil where the order, or its lack, makes it
  /// no day.
  func value(_ unit: DateUnit, _ order: DayOrder?) -> Double? {
    if order == nil, isUnclear { return nil }
    return number(order ?? orders.likely.list.first ?? .dmy).map {
      (Double($0) * DateUnit.days.seconds + seconds) / unit.seconds
    }
  }

  /// The day in words: 3 April 2026.
  func words(_ order: DayOrder) -> String {
    guard let (year, month, day) = parts(order) else { return "no day" }
    let name = (1...12).contains(month) ? DateWords.months[month - 1].capitalizedFirst : "?"
    return "\(day) \(name) \(year)"
  }

  private func parts(_ order: DayOrder) -> (year: Int, month: Int, day: Int)? {
    switch day {
    case .known(let year, let month, let day): (year, month, day)
    case .unordered(let fields): fields.parts(order)
    }
  }

  /// The days from 1970-01-01; nil for no day of the calendar.
  private func number(_ order: DayOrder) -> Int? {
    guard let (year, month, day) = parts(order), (1...9999).contains(year),
      (1...12).contains(month), day >= 1
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[month - 1] else { return nil }
    // Years that begin in March have their odd day at their end; 719,468 days lie before 1970.
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
