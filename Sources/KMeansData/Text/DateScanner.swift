/// A place in a text that may be a date, which moves over its parts.
struct DateScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  /// The seconds from midnight that stood with the digits of the day.
  private var clock: Int?

  /// Begins at the first byte.
  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Whether nothing is left.
  var isAtEnd: Bool { at == bytes.count }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  // The day.

  /// Takes the day; nil where there is none.
  mutating func day(isAsked: Bool) -> DateText.Day? {
    if isLetter {
      let word = word()
      guard DateWords.isWeekday(word) else { return monthFirst(word, isAsked: isAsked) }
      _ = take(",.")
      skipSpaces()
      if isLetter { return monthFirst(self.word(), isAsked: isAsked) }
    }
    guard let (first, length) = digits(14) else { return nil }
    if length >= 8 {
      let hasTime = length == 8 && next.map({ $0 | 0x20 == UInt8(ascii: "t") }) ?? false
      return isAsked || hasTime ? compactDay(first, length) : nil
    }
    if isLetter { return length <= 2 ? monthSecond(day: first) : nil }
    guard let mark = take("-/. ") else { return nil }
    if mark == UInt8(ascii: ".") { skipSpaces() }
    if isLetter { return length <= 2 ? monthSecond(day: first) : nil }
    guard mark != Ascii.space, let (second, width) = digits(2) else { return nil }
    guard take(mark) else {
      let isMonth = isAsked && isAtEnd && length == 4 && width == 2 && mark == Ascii.minus
      return isMonth ? .known(year: first, month: second, day: 1) : nil
    }
    if mark == UInt8(ascii: ".") { skipSpaces() }
    guard let (third, size) = digits(4) else { return nil }
    if length == 4, size <= 2 {
      passPoint(mark)
      return .known(year: first, month: second, day: third)
    }
    guard length <= 2 else { return nil }
    passPoint(mark)
    return .unordered(
      DateFields(
        first: DateFields.Field(value: first, digits: length),
        second: DateFields.Field(value: second, digits: width),
        third: DateFields.Field(value: third, digits: size), hasPoints: mark == Ascii.point))
  }

  /// Takes the point at the end of a date between points, as in Hungary and Korea: 2024. 01. 31.
  private mutating func passPoint(_ mark: UInt8) {
    let before = at
    if mark == Ascii.point, take(Ascii.point), !isAtEnd, next != Ascii.space { at = before }
  }

  /// The day, and perhaps the time, of digits without marks: 20260131, 2026013113 and longer.
  private mutating func compactDay(_ number: Int, _ length: Int) -> DateText.Day? {
    guard [8, 10, 12, 14].contains(length) else { return nil }
    let time = [0, 10_000, 100, 1][(length - 8) / 2]
    let divisor = [1, 100, 10_000, 1_000_000][(length - 8) / 2]
    let (date, digits) = (number / divisor, number % divisor * time)
    if length > 8 {
      let (hour, minute, second) = (digits / 10_000, digits / 100 % 100, digits % 100)
      guard hour < 24, minute < 60, second < 61 else { return nil }
      clock = hour * 3600 + minute * 60 + second
    }
    return .known(year: date / 10_000, month: date / 100 % 100, day: date % 100)
  }

  /// The month and the year behind a day.
  private mutating func monthSecond(day: Int) -> DateText.Day? {
    guard let month = DateWords.month(word()) else { return nil }
    skip("-/. ,")
    guard let (number, length) = digits(4), let year = year(number, length) else { return nil }
    return .known(year: year, month: month, day: day)
  }

  /// The day and the year behind a month.
  private mutating func monthFirst(_ word: String, isAsked: Bool) -> DateText.Day? {
    guard let month = DateWords.month(word) else { return nil }
    skip("-/. ")
    guard let (number, length) = digits(4) else { return nil }
    if length == 4 { return isAsked ? .known(year: number, month: month, day: 1) : nil }
    guard length <= 2 else { return nil }
    skip("-/., ")
    guard let (year, size) = digits(4), size == 4 else { return nil }
    return .known(year: year, month: month, day: number)
  }

  private func year(_ number: Int, _ length: Int) -> Int? {
    switch length {
    case 4: number
    case 2: DateFields.year(number)
    default: nil
    }
  }

  // The time.

  /// Takes the time and its offset from UTC, as seconds; 0 where there is none, nil for another
  /// text.
  mutating func seconds() -> Double? {
    if let clock { return offset().map { Double(clock - $0) } }
    if isAtEnd { return 0 }
    guard take("Tt :,") != nil else { return nil }
    skipSpaces()
    guard let (number, length) = digits(6) else { return nil }
    var (hour, minute, second) = (number, 0, 0.0)
    if length == 4 || length == 6 {
      let clock = length == 4 ? number * 100 : number
      (hour, minute, second) = (clock / 10_000, clock / 100 % 100, Double(clock % 100))
    } else {
      guard length <= 2, take(UInt8(ascii: ":")), let (minutes, width) = digits(2), width == 2
      else { return nil }
      minute = minutes
      if take(UInt8(ascii: ":")) {
        guard let (seconds, width) = digits(2), width == 2 else { return nil }
        second = Double(seconds)
      }
    }
    guard let fraction = fraction(), let hours = hours(hour) else { return nil }
    second += fraction
    guard hours < 24 || hours == 24 && minute == 0 && second == 0, minute < 60, second < 61,
      let offset = offset()
    else { return nil }
    return Double(hours * 3600 + minute * 60 - offset) + second
  }

  /// The part of a second behind a mark; 0 without one.
  private mutating func fraction() -> Double? {
    guard take(".,") != nil else { return 0 }
    guard let (number, length) = digits(9) else { return nil }
    // Finer digits than nanoseconds count nothing.
    _ = digits(9)
    return Double(number) / [1, 10, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9][length]
  }

  /// The hour by an AM or PM behind it.
  private mutating func hours(_ hour: Int) -> Int? {
    let before = at
    skipSpaces()
    let word = word()
    guard word == "am" || word == "pm" else {
      at = before
      return hour
    }
    guard (1...12).contains(hour) else { return nil }
    return hour % 12 + (word == "pm" ? 12 : 0)
  }

  /// The seconds by which the clock is before UTC; 0 where it does not say.
  private mutating func offset() -> Int? {
    skipSpaces()
    if isLetter, !["z", "utc", "gmt"].contains(word()) { return nil }
    guard let sign = take("+-") else { return 0 }
    guard let (number, length) = digits(4) else { return nil }
    var (hours, minutes) = length <= 2 ? (number, 0) : (number / 100, number % 100)
    if length <= 2, take(UInt8(ascii: ":")) {
      guard let (found, width) = digits(2), width == 2 else { return nil }
      minutes = found
    }
    guard hours <= 18, minutes < 60 else { return nil }
    if sign == Ascii.minus { (hours, minutes) = (-hours, -minutes) }
    return hours * 3600 + minutes * 60
  }

  // Parts.

  private var isLetter: Bool {
    next.map { ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 >= 0x80 } ?? false
  }

  private mutating func word() -> String {
    let start = at
    while isLetter { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self).lowercased()
  }

  private mutating func digits(_ most: Int) -> (value: Int, length: Int)? {
    let start = at
    var value = 0
    while let byte = next, byte &- Ascii.zero < 10, at - start < most {
      value = value * 10 + Int(byte - Ascii.zero)
      at += 1
    }
    return at > start ? (value, at - start) : nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    at += 1
    return true
  }

  private mutating func take(_ bytes: StaticString) -> UInt8? {
    guard let byte = next, bytes.withUTF8Buffer({ $0.contains(byte) }) else { return nil }
    at += 1
    return byte
  }

  private mutating func skip(_ bytes: StaticString) { while take(bytes) != nil {} }

  private mutating func skipSpaces() { skip(" ") }
}
