import Testing

@testable import KMeansData

/// Numbers are the doubles nearest to what is written, by whatever road.
@Suite struct NumberTests {
  /// What a cell of this text is.
  private func value(_ text: String) -> CellValue {
    Array(text.utf8).withUnsafeBufferPointer { CellValue($0) }
  }

  /// The fast road alone; nil when it declines or leaves something over.
  private func fast(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return nil }
      let end = start + bytes.count
      return DecimalPowers.shared.parse(start, end: end).flatMap { $0.next == end ? $0.value : nil }
    }
  }

  /// A decimal number of any shape.
  private func decimal(_ random: inout SeededNumbers) -> String {
    func digits(_ count: Int) -> String {
      String((0..<count).map { _ in Character(String(Int.random(in: 0...9, using: &random))) })
    }
    let sign = ["", "", "-", "+"].randomElement(using: &random) ?? ""
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      return Double(bitPattern: random.next() & 0xC7FF_FFFF_FFFF_FFFF).description
    case 1: return Double.random(in: -1e6...1e6, using: &random).description
    case 2:
      let whole = digits(Int.random(in: 1...12, using: &random))
      return sign + whole + "." + digits(Int.random(in: 0...12, using: &random))
    case 3: return sign + "." + digits(Int.random(in: 1...22, using: &random))
    case 4:
      let exponent = Int.random(in: -40...40, using: &random)
      let digits = digits(Int.random(in: 15...21, using: &random))
      return sign + digits.prefix(1) + "." + digits.dropFirst() + "e\(exponent)"
    default: return halfway(&random)
    }
  }

  /// A whole number halfway between two doubles, or one beside it, as digits and an exponent.
  private func halfway(_ random: inout SeededNumbers) -> String {
    let odd = (UInt64(1) << 53 | random.next() >> 11) << 1 | 1
    let nudge = Int.random(in: -1...1, using: &random)
    let shift = UInt64.random(in: 0...8, using: &random)
    return "\(Int(odd << shift) + nudge).0"
  }

  @Test func everyNumberIsTheNearestDouble() throws {
    var random = SeededNumbers(state: 20_261_121)
    var fastOnes = 0
    for _ in 0..<100_000 {
      let text = decimal(&random)
      let expected = try #require(Double(text))
      guard case .number(let found) = value(text) else {
        Issue.record("\(text) is no number")
        continue
      }
      #expect(found.bitPattern == expected.bitPattern, "\(text)")
      if let quick = fast(text) {
        fastOnes += 1
        #expect(quick.bitPattern == expected.bitPattern, "\(text), the fast road")
      }
    }
    // The fast road must carry the bulk; if it declined everything, the test would prove nothing.
    #expect(fastOnes > 60_000)
  }

  @Test(
    arguments: [
      "9007199254740993.0", "9007199254740992.5", "9007199254740991.5", "4503599627370496.5",
      "4503599627370497.5", "9007199254740993e0", "1.7976931348623157e308", "5e-324", "2.5e-324",
      "2.2250738585072011e-308", "0.1", "0.30000000000000004", "123456789012345678.9", "1e22",
      "1e23", "8.5e22", "1e-22", "1e-23", "18446744073709551615e-27", "9999999999999999999e27",
      "0.000000000000000000000000001", "-0", "-0.0", "0e5", "00000000000000000000012.5",
      "0.00000000000012345678901234567", "6929495644600919.5", "1.00000000000000011102230246251565",
      "1.00000000000000011102230246251566", "7205759403792793.5e1",
    ])
  func hardNumbersAreTheNearestDouble(text: String) throws {
    let expected = try #require(Double(text))
    guard case .number(let found) = value(text) else {
      Issue.record("\(text) is no number")
      return
    }
    #expect(found.bitPattern == expected.bitPattern)
    if let quick = fast(text) { #expect(quick.bitPattern == expected.bitPattern) }
  }

  @Test(arguments: [
    ("5.", 5.0), (".5", 0.5), ("+1", 1), ("-1", -1), ("1E3", 1000), ("1e+3", 1000), ("1e-3", 0.001),
    ("007", 7), ("9007199254740992", 0x1p53), ("-9007199254740992", -0x1p53),
    ("1e-400", 0),
    ("12345678901234567890.0", 12_345_678_901_234_567_168),
  ])
  func spellingsOfNumbers(text: String, number: Double) {
    #expect(value(text) == .number(number))
  }

  @Test(arguments: [
    "abc", "1a", "1e", "1e+", "e5", "+", "+-1", "--1", "0x10", "1_000", "1,5", "1 2", "1.2.3",
    "True", "1e5.5", "٣", "1d5",
  ])
  func textIsText(text: String) {
    #expect(value(text) == .text)
  }

  @Test(arguments: [
    "", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "?", "-", "<NA>",
    ".", ".a", ".Z", "\\N", "NAN", "#DIV/0!", "—",
  ])
  func markersAreMissing(text: String) {
    #expect(value(text) == .missing)
  }

  @Test(arguments: ["inf", "-Infinity", "+INF", "1e999", "-1e400", "1.8e308"])
  func whatIsNotFinite(text: String) {
    #expect(value(text) == .notFinite)
  }

  @Test(arguments: [
    "9007199254740993", "-9007199254740993", "9007199254740994", "20000000000000000000",
    "0009007199254740993",
  ])
  func wholeNumbersBeyond2To53(text: String) {
    #expect(value(text) == .integerTooLarge)
  }
}
