/// In what a date counts once it is a number, from 1970-01-01.
public enum DateUnit: String, Sendable, CaseIterable, Codable {
  /// 60 to a minute; leap seconds do not count.
  case seconds
  /// 60 seconds.
  case minutes
  /// 60 minutes.
  case hours
  /// 24 hours.
  case days
  /// 7 days.
  case weeks
  /// 365.2425 days, the mean of the Gregorian calendar.
  case years

  /// How many seconds it has.
  var seconds: Double {
    switch self {
    case .seconds: 1
    case .minutes: 60
    case .hours: 3600
    case .days: 86_400
    case .weeks: 604_800
    case .years: 31_556_952
    }
  }
}
