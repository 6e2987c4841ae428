import KMeansCore

/// How the explanation writes numbers: with enough digits to compute with them by hand.
enum ExplainNumbers {
  /// J, to about seven digits.
  static func objective(_ value: Double) -> String { digits(value, 7) }

  /// A distance, to about six digits.
  static func distance(_ value: Double) -> String { digits(value, 6) }

  /// A number to `count` digits, without zeros at the end.
  private static func digits(_ value: Double, _ count: Int) -> String {
    guard value != 0, abs(value) < 1e12, abs(value) >= 1e-3 else { return NumberText.short(value) }
    // A second value that differs in the last digit wanted makes the column show that many.
    var step = 1.0
    while step * 10 <= abs(value) { step *= 10 }
    while step > abs(value) { step /= 10 }
    for _ in 2..<count { step /= 10 }
    // Half as much again, so that rounding the step never costs a digit.
    return column([value, value + 1.5 * step], keeping: 1)[0]
  }

  /// Numbers below each other with the same decimals, as few as tell them apart.
  ///
  /// - Parameters:
  ///   - values: the numbers.
  ///   - count: how many of them are wanted; the further ones only set the decimals.
  /// - Returns: one text a number that is wanted.
  static func column(_ values: [Double], keeping count: Int = .max) -> [String] {
    var texts = Array(NumberText.column(values).prefix(count))
    guard texts.allSatisfy({ $0.contains(".") && !$0.contains("e") }) else { return texts }
    while texts.allSatisfy({ $0.last == "0" }) { texts = texts.map { String($0.dropLast()) } }
    if texts.allSatisfy({ $0.last == "." }) { texts = texts.map { String($0.dropLast()) } }
    return texts
  }

  /// As `ShownRows.numbers`, with as few decimals as tell the numbers.
  static func column(_ shown: ShownRows, _ value: (Int) -> Double) -> [String] {
    let texts = column(shown.head.map(value) + shown.tail.map(value))
    return texts[shown.head] + (shown.leftOut > 0 ? ["…"] : []) + texts[shown.head.count...]
  }

  /// "J falls by 12 (3.4 %) to 340".
  static func fall(from before: Double, to after: Double) -> String {
    if before == after { return "J stays at \(objective(after))" }
    return
      "J falls by \(distance(before - after)) (\(NumberText.percent((before - after) / before)))"
      + " to \(objective(after))"
  }

  /// "(40 − 41)² + (200 − 205)²" from the texts of two points.
  static func workedOut(_ point: [String], _ centroid: [String]) -> String {
    zip(point, centroid).map { first, second in
      second.first == NumberText.minus
        ? "(\(first) + \(second.dropFirst()))²" : "(\(first) − \(second))²"
    }.joined(separator: " + ")
  }
}

extension String {
  /// The text of a number behind another sign: negative numbers stand between brackets.
  var asFactor: String { first == NumberText.minus ? "(\(self))" : self }
}
