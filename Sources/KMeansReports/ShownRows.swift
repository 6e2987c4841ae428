/// The indices of a long list that are shown: all, or those at both ends.
struct ShownRows {
  /// The first ones.
  let head: Range<Int>
  /// The last ones; empty when the head is all.
  let tail: Range<Int>

  /// All of at most 40, otherwise the first 30 and the last 5.
  init(count: Int) {
    let isAll = count <= 40
    head = 0..<(isAll ? count : 30)
    tail = (isAll ? count : count - 5)..<count
  }

  /// How many are not shown.
  var leftOut: Int { tail.lowerBound - head.upperBound }

  /// A cell for every shown index, with "…" for those left out.
  func cells(_ cell: (Int) -> String) -> [String] {
    head.map(cell) + (leftOut > 0 ? ["…"] : []) + tail.map(cell)
  }

  /// As `cells(_:)`, for numbers that get the same decimals.
  func numbers(_ value: (Int) -> Double) -> [String] {
    let texts = NumberText.column(head.map(value) + tail.map(value))
    return texts[head] + (leftOut > 0 ? ["…"] : []) + texts[head.count...]
  }

  /// As `cells(_:)`, for sums of squares and the like, of which small ones keep their digits.
  func amounts(_ value: (Int) -> Double) -> [String] {
    let texts = NumberText.amounts(head.map(value) + tail.map(value))
    return texts[head] + (leftOut > 0 ? ["…"] : []) + texts[head.count...]
  }

  /// As `cells(_:)`, for values; nil for those left out.
  func values(_ value: (Int) -> Double) -> [Double?] {
    head.map(value) + (leftOut > 0 ? [nil] : []) + tail.map(value)
  }
}
