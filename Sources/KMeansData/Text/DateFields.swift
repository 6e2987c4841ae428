/// The three numbers of a date that begins with one or two digits: 03/04/2026, 26-04-03.
struct DateFields: Equatable {
  /// A number, and how many digits it has.
  struct Field: Equatable {
    /// The number.
    let value: Int
    /// Its digits.
    let digits: Int
  }

  /// The numbers, first to last.
  let first, second, third: Field
  /// Whether points stand between them, as in numbers of versions.
  let hasPoints: Bool

  /// The day in an order; nil where the year would have one digit or three.
  func parts(_ order: DayOrder) -> (year: Int, month: Int, day: Int)? {
    guard let year = year(order) else { return nil }
    return switch order {
    case .dmy: (year, second.value, first.value)
    case .mdy: (year, first.value, second.value)
    case .ymd: (year, second.value, third.value)
    case .ydm: (year, third.value, second.value)
    }
  }

  /// Two digits are years from 1969 to 2068, as POSIX has it.
  private func year(_ order: DayOrder) -> Int? {
    let isFirst = order == .ymd || order == .ydm
    let field = isFirst ? first : third
    if isFirst, third.digits > 2 { return nil }
    switch field.digits {
    case 4: return field.value
    case 2: return Self.year(field.value)
    default: return nil
    }
  }

  /// Whether a year may come first though nothing says so: 10.1.3 is more often no date at all.
  var mayBeginByYear: Bool { !hasPoints || second.digits == 2 && third.digits == 2 }

  /// The year of two digits.
  static func year(_ number: Int) -> Int { number < 69 ? 2000 + number : 1900 + number }
}
