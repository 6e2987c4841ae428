/// The names of months and days in which programs write dates.
enum DateWords {
  /// English names, in small letters.
  static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// German and French names where these are others.
  private static let others = [
    ["januar", "jänner", "janvier"], ["februar", "février"], ["märz", "maerz", "mars"],
    ["avril"], ["mai"], ["juni", "juin"], ["juli", "juillet"], ["août"], ["septembre"],
    ["oktober", "octobre"], ["novembre"], ["dezember", "décembre"],
  ]

  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "montag",
    "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
  ]

  /// The month that a word of at least three letters, or its beginning, names, from 1.
  static func month(_ word: String) -> Int? {
    guard word.count >= 3 else { return nil }
    return months.indices.first { index in
      months[index].hasPrefix(word) || others[index].contains { $0.hasPrefix(word) }
    }.map { $0 + 1 }
  }

  /// Whether a word, or its beginning, names a day of the week.
  static func isWeekday(_ word: String) -> Bool {
    word.count >= 2 && weekdays.contains { $0.hasPrefix(word) }
  }
}
