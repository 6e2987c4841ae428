/// `text` between quotes, on one line and of bearable length: control characters are escaped and
/// what exceeds 60 characters is cut off.
func quoted(_ text: String) -> String {
  "\"" + onOneLine(text, limit: 60) + "\""
}

/// The end of a sentence about a cell that is text.
func whyNotANumber(_ value: String) -> String {
  guard value.utf8.count < 40 else { return "is not a number" }
  let parts = value.split(separator: ",", omittingEmptySubsequences: false)
  if parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) {
    return "is not a number (decimals need a point: \(parts[0]).\(parts[1]))"
  }
  return "is not a number"
}

/// "1 cell", "2 cells".
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}

/// The names in quotes, at most 30 of them.
func listed(_ names: [String]) -> String {
  let shown = names.prefix(30).map(quoted).joined(separator: ", ")
  return names.count > 30 ? shown + " and \(names.count - 30) more" : shown
}
