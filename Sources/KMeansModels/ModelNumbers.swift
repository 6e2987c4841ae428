/// A walk through JSON that finds the first number that a model cannot hold.
struct ModelNumbers: Decodable {
  /// What is wrong with it, and where; nil where all numbers can be held.
  let fault: String?

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Never throws for JSON.
  ///
  /// - Complexity: O(bytes).
  init(from decoder: any Decoder) throws {
    if let object = try? decoder.container(keyedBy: Key.self) {
      let keys = object.allKeys.sorted { $0.stringValue < $1.stringValue }
      fault =
        keys.lazy.compactMap {
          (try? object.decode(ModelNumbers.self, forKey: $0))?.fault
        }.first
    } else if var list = try? decoder.unkeyedContainer() {
      var found: String?
      while found == nil, !list.isAtEnd {
        guard let part = try? list.decode(ModelNumbers.self) else { break }
        found = part.fault
      }
      fault = found
    } else {
      fault = try Self.fault(decoder.singleValueContainer(), decoder.codingPath)
    }
  }

  /// Fields that hold whole numbers.
  private static let counts: Set = [
    "clusters", "dimensions", "sizes", "seed", "iterations", "cluster", "first",
  ]

  private static func fault(
    _ value: any SingleValueDecodingContainer, _ path: [any CodingKey]
  ) -> String? {
    if value.decodeNil() || (try? value.decode(Bool.self)) != nil
      || (try? value.decode(String.self)) != nil
    {
      return nil
    }
    guard let number = try? value.decode(Double.self) else {
      return "\(place(path)) is a number beyond the range of Double"
    }
    let field = path.last { $0.intValue == nil }?.stringValue ?? ""
    guard counts.contains(field) else { return nil }
    if field == "seed" {
      let isSeed = (try? value.decode(UInt64.self)) != nil
      return isSeed ? nil : "\(place(path)) is \(number), and must be a whole number from 0"
    }
    return (try? value.decode(Int.self)) != nil
      ? nil : "\(place(path)) is \(number), and must be a whole number"
  }

  /// A place in JSON, in words.
  static func place(_ path: [any CodingKey]) -> String {
    if path.isEmpty { return "the whole" }
    let keys = path.map { key in key.intValue.map { "[\($0)]" } ?? "." + key.stringValue }
    return "\"" + keys.joined().drop { $0 == "." } + "\""
  }
}
