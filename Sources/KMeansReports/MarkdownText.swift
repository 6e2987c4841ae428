import KMeansData

/// Parts of Markdown.
enum MarkdownText {
  /// Plain text that Markdown leaves as it is, on one line; what a terminal would obey is escaped.
  ///
  /// - Complexity: O(characters).
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in onOneLine(text).unicodeScalars {
      if scalar == "<" {
        escaped += "&lt;"
      } else if scalar == "&" {
        escaped += "&amp;"
      } else {
        if "\\`*_[]>|$~#".unicodeScalars.contains(scalar) { escaped += "\\" }
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A table; the first column is text and the others are numbers.
  ///
  /// - Parameters:
  ///   - heading: the names of the columns, escaped.
  ///   - rows: as many cells each, escaped.
  /// - Returns: the lines of the table.
  static func table(_ heading: [String], _ rows: [[String]]) -> [String] {
    let rule = heading.indices.map { $0 == 0 ? ":--" : "--:" }
    return ([heading, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
  }

  /// A number with a lowered index: m₀, m₁₂.
  static func indexed(_ letter: String, _ index: Int) -> String {
    let digits = Array("₀₁₂₃₄₅₆₇₈₉")
    return letter + String(String(index).compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }
}
