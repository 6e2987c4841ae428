/// In which order day, month and year stand in dates such as 03/04/2026.
public enum DayOrder: String, Sendable, CaseIterable, Codable {
  /// Day, month, year: 3 April 2026.
  case dmy
  /// Month, day, year: 4 March 2026.
  case mdy
  /// Year, month, day, the year in two digits: 26-04-03.
  case ymd
  /// Year, day, month, the year in two digits.
  case ydm

  /// What comes first, in words.
  package var first: String {
    switch self {
    case .dmy: "day"
    case .mdy: "month"
    case .ymd, .ydm: "year"
    }
  }
}

/// Some of the orders of dates.
struct DayOrders: OptionSet, Hashable {
  /// A bit an order, in the order of `DayOrder.allCases`.
  let rawValue: UInt8

  /// All orders.
  static let all = DayOrders(rawValue: 15)
  /// Those that are told from dates; the other one only where none of these makes a day.
  static let usual = DayOrders([.dmy, .mdy, .ymd])

  /// Orders by their bits.
  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Some orders.
  init(_ orders: [DayOrder]) {
    let indices = orders.compactMap(DayOrder.allCases.firstIndex)
    self.init(rawValue: indices.reduce(0) { $0 | 1 << UInt8($1) })
  }

  /// Them, one after the other.
  var list: [DayOrder] {
    DayOrder.allCases.enumerated().filter { rawValue & 1 << UInt8($0.offset) != 0 }.map(\.element)
  }

  /// Those that may be meant where nothing was set.
  var likely: DayOrders { isDisjoint(with: .usual) ? self : intersection(.usual) }

  /// The only one that may be meant; nil where there are none or several.
  var only: DayOrder? { likely.list.count == 1 ? likely.list.first : nil }
}
