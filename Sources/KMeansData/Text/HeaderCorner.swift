/// Whether numbers in the first row name the columns, by the cell in the corner of the table.
///
/// A table with names of rows has an empty corner (pandas, R) or a word for these names. Then the
/// first row may have years or other numbers as names of columns.
struct HeaderCorner {
  /// What counts as a year.
  static let years: ClosedRange<Double> = 1800...2100

  private let first: [FirstCell]
  private let below: [[CSVCell]]

  /// Takes the rows in; all have as many cells.
  init(first: [FirstCell], below: [[CSVCell]]) {
    self.first = first
    self.below = below
  }

  /// What a first row of numbers with an empty corner is; nil where the corner tells nothing.
  ///
  /// Below are names or numbers of rows. The numbers of the first row all differ, and are whole or
  /// rise as those below do not.
  ///
  /// - Complexity: O(cells).
  var blank: HeaderEvidence.Verdict? {
    let values = first.dropFirst().compactMap(\.number)
    guard first[0].isEmpty, !values.isEmpty, values.count == first.count - 1,
      Set(values).count == values.count, hasRowNames
    else { return nil }
    let columns = Array(first.indices.dropFirst())
    let areWhole = first.dropFirst().allSatisfy(\.isWhole)
    let areRising = values.count > 2 && Self.ascend(values) && areFew(columns, Self.ascend)
    return areWhole || areRising ? .names(isPlain: false) : .unclear
  }

  /// Whether all first cells below are different words, or 0, 1, 2 … or 1, 2, 3 ….
  private var hasRowNames: Bool {
    let cells = below.map { FirstCell($0[0]) }
    let numbers = cells.compactMap(\.number)
    guard let start = numbers.first else {
      return cells.allSatisfy { !$0.isEmpty } && Set(cells.map(\.text)).count == cells.count
    }
    return numbers.count == cells.count && cells.count > 1 && (start == 0 || start == 1)
      && numbers.enumerated().allSatisfy { $1 == start + Double($0) }
  }

  /// Whether the corner is empty and other whole numbers below it may number the rows, such as 101
  /// and 205: all differ, and none is missing. The first row may then be names, or miss a value.
  var isOverNumbers: Bool {
    let cells = below.map { FirstCell($0[0]) }
    let values = first.dropFirst().compactMap(\.number)
    return first[0].isEmpty && !values.isEmpty && values.count == first.count - 1
      && Set(values).count == values.count && cells.count > 1
      && cells.allSatisfy { $0.number != nil && $0.isWhole }
      && Set(cells.map(\.number)).count == cells.count
  }

  /// What a first row is whose corner is empty or a word over words, and whose words do not come
  /// again; nil where its numbers are no series or the rows below have the like.
  ///
  /// Steps of one size are names, also two years; a series that is less plain may be.
  ///
  /// - Parameter columns: those that have a number in the first row and numbers below.
  /// - Returns: the verdict, or nil.
  /// - Complexity: O(cells).
  func series(_ columns: [Int]) -> HeaderEvidence.Verdict? {
    let values = columns.compactMap { first[$0].number }
    guard let least = values.first, values.count > 1, first[0].number == nil,
      columns.allSatisfy({ first[$0].isWhole })
    else { return nil }
    let areYears =
      values.allSatisfy(Self.years.contains)
      && !rows(columns).allSatisfy { $0.allSatisfy(Self.years.contains) }
    let step = values[1] - least
    let steps = Set(Self.steps(values))
    if steps.count == 1, step > 0, values.count > 2 || areYears && step <= 10 {
      guard areFew(columns, { Set(Self.steps($0)) == steps }) else { return nil }
      return step == 1 && least <= 1 ? .unclear : .names(isPlain: false)
    }
    let isSeries = areYears && Set(values).count == values.count
    let isOdd = values.count > 2 && Self.ascend(values) && areFew(columns, Self.ascend)
    return isSeries || isOdd ? .unclear : nil
  }

  /// The numbers below in some columns, by row.
  private func rows(_ columns: [Int]) -> [[Double]] {
    below.map { row in columns.compactMap { FirstCell(row[$0]).number } }
  }

  /// Whether less than half of the rows below are of a kind.
  private func areFew(_ columns: [Int], _ isOfKind: ([Double]) -> Bool) -> Bool {
    rows(columns).count(where: isOfKind) * 2 < below.count
  }

  private static func steps(_ values: [Double]) -> [Double] {
    zip(values, values.dropFirst()).map { $1 - $0 }
  }

  private static func ascend(_ values: [Double]) -> Bool {
    steps(values).allSatisfy { $0 > 0 }
  }
}
