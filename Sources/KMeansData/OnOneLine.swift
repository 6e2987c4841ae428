/// `text` on one line that shows all that it holds: characters that a terminal would obey and not
/// show are escaped, as in `\u{1B}` and `\n`. Text of the user's (names, cells, paths, arguments)
/// passes through here on its way to a terminal.
///
/// - Parameters:
///   - text: what to show.
///   - limit: how many Unicode scalars are kept; "…" stands for the rest.
/// - Returns: text that this function leaves as it is.
/// - Complexity: O(bytes).
package func onOneLine(_ text: String, limit: Int = .max) -> String {
  if limit == .max, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
  var result = ""
  for (count, scalar) in text.unicodeScalars.enumerated() {
    guard count < limit else { return result + "…" }
    result += scalar.isObeyed ? scalar.escaped(asASCII: true) : String(scalar)
  }
  return result
}

extension Unicode.Scalar {
  /// Whether a terminal obeys it instead of showing it: a control character, the end of a line or
  /// a paragraph, or what turns the direction of the text around it or hides in it. The joiners of
  /// Persian, of Indian scripts and of emoji are left as they are.
  package var isObeyed: Bool {
    if isASCII { return value < 0x20 || value == 0x7F }
    if value == 0x200C || value == 0x200D { return false }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    case .format: return properties.isDefaultIgnorableCodePoint || (0xFFF9...0xFFFB) ~= value
    default: return false
    }
  }
}
