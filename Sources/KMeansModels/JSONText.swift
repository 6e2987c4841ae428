import KMeansData

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// JSON for programs and readers alike: keys in order, a line for every field, and lists of numbers
/// on one line.
package enum JSONText {
  /// The JSON of a value, ended by a newline. Numbers that JSON lacks become the strings
  /// "Infinity", "-Infinity" and "NaN", and what a terminal would obey is written as \u and digits.
  ///
  /// - Throws: what the value's `encode(to:)` throws.
  /// - Complexity: O(bytes).
  package static func of(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    var layout = Layout(Array(try encoder.encode(value)))
    layout.value(indentation: 0)
    return escaped(String(decoding: layout.text, as: UTF8.self)) + "\n"
  }

  /// The same JSON, with all escaped that a terminal would obey and that the encoder leaves as it
  /// is: characters beyond ASCII, and DEL.
  private static func escaped(_ json: String) -> String {
    if json.utf8.allSatisfy({ $0 < 0x7F }) { return json }
    var text = ""
    for scalar in json.unicodeScalars {
      if scalar.value >= 0x7F && scalar.isObeyed {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

/// Lays compact JSON out: what holds no further list or object stays on one line.
private struct Layout {
  private let json: [UInt8]
  private var at = 0
  private(set) var text: [UInt8] = []

  init(_ json: [UInt8]) {
    self.json = json
    text.reserveCapacity(json.count + json.count / 4)
  }

  /// Copies the value at the cursor.
  mutating func value(indentation: Int) {
    switch json[at] {
    case UInt8(ascii: "{"), UInt8(ascii: "["): container(indentation: indentation)
    case UInt8(ascii: "\""): string()
    default:
      while at < json.count, !Self.ends.contains(json[at]) { copy() }
    }
  }

  private static let ends: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"),
  ]

  private mutating func container(indentation: Int) {
    let isObject = json[at] == UInt8(ascii: "{")
    let isSpread = indentation == 0 || holdsContainers
    copy()
    while !Self.ends.dropFirst().contains(json[at]) {
      if isSpread { newline(indentation + 2) }
      if isObject {
        string()
        copy()
        text.append(UInt8(ascii: " "))
      }
      value(indentation: indentation + 2)
      guard json[at] == UInt8(ascii: ",") else { break }
      copy()
      if !isSpread { text.append(UInt8(ascii: " ")) }
    }
    if isSpread { newline(indentation) }
    copy()
  }

  private mutating func string() {
    copy()
    while json[at] != UInt8(ascii: "\"") {
      if json[at] == UInt8(ascii: "\\") { copy() }
      copy()
    }
    copy()
  }

  /// Whether the list or object at the cursor holds another.
  private var holdsContainers: Bool {
    var index = at + 1
    var isInString = false
    while index < json.count {
      switch json[index] {
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{") where !isInString, UInt8(ascii: "[") where !isInString: return true
      case UInt8(ascii: "}") where !isInString, UInt8(ascii: "]") where !isInString: return false
      default: break
      }
      index += 1
    }
    return false
  }

  private mutating func copy() {
    text.append(json[at])
    at += 1
  }

  private mutating func newline(_ indentation: Int) {
    text.append(UInt8(ascii: "\n"))
    text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation))
  }
}
