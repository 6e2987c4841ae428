/// A text that is a date, perhaps with a time and an offset from UTC: 2026-01-31, 31.01.2026,
/// 1/31/26, 20 Jan 2026, 31JAN2026, Jan 31, 2026; 2026-01-31T13:05:00+02:00.
struct DateText: Equatable {
  /// A day, as far as the text tells it.
  enum Day: Equatable {
    /// A day of the calendar.
    case known(year: Int, month: Int, day: Int)
    /// A day and a month, or a month and a day.
    case unordered(first: Int, second: Int, year: Int)
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
    guard number(.dmy) != nil || number(.mdy) != nil else { return nil }
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

  /// The order that makes it a day where the other does not; nil where both do, or it is known.
  var provenOrder: DayOrder? {
    guard case .unordered = day else { return nil }
    switch (number(.dmy) != nil, number(.mdy) != nil) {
    case (true, false): return .dmy
    case (false, true): return .mdy
    default: return nil
    }
  }

  /// Whether two orders make it two days.
  var isUnclear: Bool {
    guard case .unordered(let first, let second, _) = day else { return false }
    return first != second && provenOrder == nil
  }

  /// The time in a unit, from 1970-01-01, rounded once; nil where the order, or its lack, makes it
  /// no day.
  func value(_ unit: DateUnit, _ order: DayOrder?) -> Double? {
    if order == nil, isUnclear { return nil }
    return number(order ?? provenOrder ?? .dmy).map {
      (Double($0) * DateUnit.days.seconds + seconds) / unit.seconds
    }
  }

  /// The day in words: 3 April 2026.
  func words(_ order: DayOrder) -> String {
    let (year, month, day) = parts(order)
    let name = (1...12).contains(month) ? DateWords.months[month - 1].capitalizedFirst : "?"
    return "\(day) \(name) \(year)"
  }

  private func parts(_ order: DayOrder) -> (year: Int, month: Int, day: Int) {
    switch day {
    case .known(let year, let month, let day): (year, month, day)
    case .unordered(let first, let second, let year):
      order == .dmy ? (year, second, first) : (year, first, second)
    }
  }

  /// The days from 1970-01-01; nil for no day of the calendar.
  private func number(_ order: DayOrder) -> Int? {
    let (year, month, day) = parts(order)
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
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
