/// Texts that look like dates.
enum DateText {
  /// Whether a text begins as a date does: 2026-01-31, 31.01.2026, 1/31/26, 20 Jan 2026; a time may
  /// follow.
  ///
  /// - Complexity: O(bytes), at most 40.
  static func isDate(_ text: String) -> Bool {
    guard text.utf8.count <= 40, text.utf8.contains(where: { $0 &- Ascii.zero < 10 }) else {
      return false
    }
    let day =
      text.prefix { $0 != "T" || !text.contains("-") }
      .split(whereSeparator: { $0 == " " }).first ?? ""
    for mark: Character in ["-", "/", "."] {
      let parts = day.split(separator: mark, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let numbers = parts.compactMap { Int($0) }
      if numbers.count == 3 { return isDay(numbers, lengths: parts.map(\.count)) }
      if numbers.count == 2, isMonth(parts[1]) { return true }
    }
    let words = text.split(whereSeparator: { $0 == " " || $0 == "," })
    return words.count >= 3 && words.prefix(3).contains { isMonth($0) }
      && words.prefix(3).count { Int($0) != nil } == 2
  }

  private static func isDay(_ numbers: [Int], lengths: [Int]) -> Bool {
    let year = lengths[0] == 4 ? 0 : 2
    let others = [0, 1, 2].filter { $0 != year }.map { numbers[$0] }
    return (lengths[year] == 4 || lengths[year] == 2)
      && others.allSatisfy { (1...31).contains($0) } && others.contains { $0 <= 12 }
  }

  private static func isMonth(_ word: Substring) -> Bool {
    months.contains(String(word.prefix(3)).lowercased())
  }

  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    "mär", "mai", "okt", "dez",
  ]
}
