/// `text` between quotes, on one line and of bearable length: control characters are escaped and
/// what exceeds 60 characters is cut off.
func quoted(_ text: String) -> String {
  "\"" + onOneLine(text, limit: 60) + "\""
}

/// The end of a sentence about a cell that is text.
func whyNotANumber(_ value: String) -> String {
  guard let numeral = Numeral(value) else {
    let inner = value.trimming { "()-\u{2212} ".unicodeScalars.contains($0) }
    let isSigned = value.hasSuffix(")") && value.hasPrefix("(") || value.hasSuffix("-")
    return isSigned && Numeral(inner) != nil
      ? "is not a number (a negative one begins by a minus: -\(inner))" : "is not a number"
  }
  if numeral.isAccounting {
    return "is negative only beside numbers without a sign, and none with a minus before it"
  }
  switch numeral.provenMark {
  case .comma: return "is not a number where decimals have a point (--decimal , if they do not)"
  case .point: return "is not a number where decimals have a comma (--decimal . if they do not)"
  case nil: return "is not a number"
  }
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

extension String {
  /// The text without some characters at both ends.
  fileprivate func trimming(_ isLeft: (Unicode.Scalar) -> Bool) -> String {
    var rest = unicodeScalars[...]
    while let first = rest.first, isLeft(first) { rest = rest.dropFirst() }
    while let last = rest.last, isLeft(last) { rest = rest.dropLast() }
    return String(rest)
  }
}
