#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbers for readers: as many digits as matter, thousands set apart, and the minus of typography.
///
/// What programs read has numbers of its own, with a hyphen.
package enum NumberText {
  /// The sign of negative numbers, U+2212.
  package static let minus: Character = "\u{2212}"

  /// A count, with commas between thousands.
  package static func count(_ value: Int) -> String { grouped(signed(String(value))) }

  /// A count and its noun: "1 point", "2 points".
  package static func count(_ value: Int, _ noun: String) -> String {
    "\(count(value)) \(noun)\(value == 1 ? "" : "s")"
  }

  /// A number on its own, to about four digits, without zeros at the end.
  package static func short(_ value: Double) -> String {
    var text = column([value])[0]
    guard text.contains("."), !text.contains("e") else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// Numbers that stand below each other, with the same decimals for all: at least four digits of
  /// the greatest, and two of the differences.
  ///
  /// Commas between thousands from 10,000 on, so that years stay years.
  ///
  /// - Complexity: O(values).
  package static func column(_ values: [Double]) -> [String] {
    let finite = values.filter(\.isFinite)
    let greatest = finite.map(abs).max() ?? 0
    if greatest != 0 && (greatest >= 1e15 || greatest < 1e-4) {
      return values.map { formatted($0, "%.3e") }
    }
    let decimals = decimals(finite, greatest: greatest)
    return values.map { value in
      guard value.isFinite else { return signed("\(value)") }
      let text = formatted(value, "%.\(decimals)f")
      return greatest >= 10_000 ? grouped(text) : text
    }
  }

  /// Sums of squares and the like below each other, of which small ones tell as much as large ones:
  /// as `column(_:)` where that leaves every one two digits, otherwise each to four digits.
  ///
  /// - Complexity: O(values).
  package static func amounts(_ values: [Double]) -> [String] {
    let finite = values.filter { $0.isFinite && $0 != 0 }
    let greatest = finite.map(abs).max() ?? 0
    guard let least = finite.map(abs).min(), greatest >= 1e-4, greatest < 1e15 else {
      return column(values)
    }
    let decimals = decimals(values.filter(\.isFinite), greatest: greatest)
    // Two digits of the least: whole numbers, and what is no smaller than ten of the last decimal.
    if decimals == 0 && values.allSatisfy({ !$0.isFinite || $0 == $0.rounded() }) {
      return column(values)
    }
    if 1 - digitsBeforePoint(least) < decimals { return column(values) }
    return values.map { $0 == 0 ? "0" : column([$0])[0] }
  }

  /// A time in seconds, to two digits below ten seconds.
  package static func seconds(_ value: Double) -> String {
    if value < 0.001 { return "under 0.001 s" }
    if value >= 100 { return count(Int(value.rounded())) + " s" }
    let digits = value < 10 ? 2 - digitsBeforePoint(value) : 1
    return formatted(value, "%.\(max(1, min(3, digits)))f") + " s"
  }

  /// A share of 1 in percent, to one decimal; a small one is not written as none, nor nearly all
  /// as all.
  package static func percent(_ share: Double) -> String {
    if share > 0 && share < 0.0005 { return "< 0.1 %" }
    if share < 1 && share >= 0.9995 { return "> 99.9 %" }
    return formatted(100 * share, "%.1f") + " %"
  }

  private static func decimals(_ values: [Double], greatest: Double) -> Int {
    if values.allSatisfy({ $0 == $0.rounded() }) { return 0 }
    let difference = (values.max() ?? 0) - (values.min() ?? 0)
    // Below that, numbers differ by their rounding alone.
    let spread = difference > 1e-13 * greatest ? difference : 0
    let forSize = 4 - digitsBeforePoint(greatest)
    let forSpread = spread > 0 ? 2 - digitsBeforePoint(spread) : 0
    // Beyond 15 digits in all, a Double has no more to tell.
    return max(0, min(max(forSize, forSpread), 15 - digitsBeforePoint(greatest)))
  }

  /// 1 for 1 … 9.99, 2 for 10 … 99.9, 0 for 0.1 … 0.999.
  private static func digitsBeforePoint(_ value: Double) -> Int {
    Int(log10(value).rounded(.down)) + 1
  }

  private static func formatted(_ value: Double, _ format: String) -> String {
    // The longest is a number below 1e15 with 19 decimals.
    var bytes = [CChar](repeating: 0, count: 64)
    let length = unsafe withVaList([value]) { unsafe vsnprintf(&bytes, 64, format, $0) }
    let text = String(
      decoding: bytes.prefix(Int(max(0, min(length, 63)))).map { UInt8(bitPattern: $0) },
      as: UTF8.self)
    let isZero = text.allSatisfy { $0 == "-" || $0 == "0" || $0 == "." }
    return isZero && text.first == "-" ? String(text.dropFirst()) : signed(text)
  }

  /// A number's text with the minus for readers, in its exponent too.
  private static func signed(_ text: String) -> String {
    String(text.map { $0 == "-" ? minus : $0 })
  }

  private static func grouped(_ text: String) -> String {
    let parts = text.split(separator: ".", maxSplits: 1)
    var whole = ""
    let digits = Array(parts[0])
    for (index, digit) in digits.enumerated() {
      let left = digits.count - index
      if left % 3 == 0, index > 0, digits[index - 1] != minus { whole += "," }
      whole.append(digit)
    }
    return parts.count > 1 ? whole + "." + parts[1] : whole
  }
}
