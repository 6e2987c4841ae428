/// Whether the first row of a text names the columns, by what stands below it.
///
/// A word over numbers is a name. A number over numbers is a value, unless the numbers of the first
/// row are such as programs write for names (0, 1, 2, …; years; steps of one size) and differ from
/// those below in form or in size. A word over words is a value where the same word comes again.
/// What the corner of the table tells, `HeaderCorner` has.
struct HeaderEvidence {
  /// What the first row is.
  enum Verdict: Equatable {
    /// It names the columns; plainly, or so that it should be said.
    case names(isPlain: Bool)
    /// It is a row of values; plainly, or so that it should be said.
    case values(isPlain: Bool)
    /// It may be either.
    case unclear
  }

  private let first: [FirstCell]
  private let columns: [ColumnBelow]
  private let rows: Int
  private let isContinued: Bool
  private let options: TextOptions
  private let corner: HeaderCorner

  /// Takes the rows in; all have as many cells.
  ///
  /// - Parameters:
  ///   - cells: those of the first row.
  ///   - below: those of the rows below.
  ///   - options: which tell whether columns of words are of use, so that a row of words may be one
  ///     of values.
  /// - Complexity: O(cells).
  init(first cells: [CSVCell], below: [[CSVCell]], options: TextOptions) {
    self.options = options
    first = cells.map(FirstCell.init)
    columns = cells.indices.map { column in ColumnBelow(below.map { $0[column] }) }
    rows = below.count
    isContinued = Self.isContinued(cells, below)
    corner = HeaderCorner(first: first, below: below)
  }

  /// What the first row is.
  var verdict: Verdict {
    let texts = first.count { $0.isText }
    guard rows > 0 else {
      let numbers = first.count { $0.number != nil }
      return numbers > texts ? .values(isPlain: texts == 0) : .names(isPlain: true)
    }
    let ofNumbers = columns.indices.filter { columns[$0].holdsNumbers }
    let above = ofNumbers.count { first[$0].isText }
    let numbers = ofNumbers.filter { first[$0].number != nil }
    if texts == 0 { return withoutText(numbers) }
    if ofNumbers.isEmpty, options.takesWords { return words }
    if numbers.isEmpty {
      let returns = above == 0 && !ofNumbers.isEmpty && recurs
      return returns ? .values(isPlain: false) : .names(isPlain: true)
    }
    if above == 0, recurs { return .values(isPlain: false) }
    let likeness = likeness(numbers)
    if likeness != .names, above == 0, let verdict = corner.series(numbers) { return verdict }
    switch (likeness, above) {
    case (.names, _): return .names(isPlain: false)
    case (.unclear, 0): return .unclear
    case (.values, 0): return isUnlikeTheRest ? .unclear : .values(isPlain: false)
    case (_, numbers.count...): return .names(isPlain: false)
    default: return .unclear
    }
  }

  /// A first row of numbers, and perhaps of empty cells.
  private func withoutText(_ numbers: [Int]) -> Verdict {
    let isQuoted = numbers.allSatisfy { first[$0].isQuoted && !columns[$0].hasQuotedNumbers }
    if !numbers.isEmpty, isQuoted { return .names(isPlain: false) }
    if let verdict = corner.blank { return verdict }
    // An index without a name, as data frames are written.
    let isIndexed = first.count > 1 && first[0].isEmpty && columns[0].missing == 0
    switch likeness(numbers) {
    case .names: return .names(isPlain: false)
    case .values: return corner.isOverNumbers ? .unclear : .values(isPlain: true)
    case .unclear: return isIndexed ? .names(isPlain: false) : .unclear
    }
  }

  /// A first row of words over words: of names where an option names a column so; of values where
  /// a word comes again, or a date stands over dates; of names where other words come again.
  private var words: Verdict {
    let dates = columns.indices.contains { first[$0].isDate && columns[$0].hasDates }
    let named = Set(options.oneHot + options.dates.compactMap(\.column))
    if first.contains(where: { $0.isText && named.contains($0.text) }) {
      return .names(isPlain: true)
    }
    if recurs || dates { return .values(isPlain: false) }
    let ofWords = columns.filter { !$0.words.isEmpty && !$0.hasDates }
    let repeated = ofWords.count { $0.words.values.contains { $0 > 1 } }
    // Words that all differ are no categories, unless they were named.
    if repeated == 0, ofWords.count == columns.count, options.namesWords { return .unclear }
    return .names(isPlain: repeated == 0 || rows >= 4 && repeated == ofWords.count)
  }

  /// Whether a word of the first row comes again in its column.
  private var recurs: Bool {
    columns.indices.contains {
      first[$0].isText && !columns[$0].holdsNumbers && columns[$0].words[first[$0].text] != nil
    }
  }

  /// Whether the words below come again, and those of the first row do not.
  private var isUnlikeTheRest: Bool {
    rows >= 4
      && columns.indices.contains {
        first[$0].isText && !columns[$0].holdsNumbers && columns[$0].words.count * 2 <= rows
      }
  }

  private enum Likeness { case names, values, unclear }

  /// How much numbers over numbers look like names.
  private func likeness(_ numbers: [Int]) -> Likeness {
    let values = numbers.compactMap { first[$0].number }
    guard let least = values.first, !isContinued, Set(values).count == values.count else {
      return .values
    }
    let count = values.count
    let steps = Set(zip(values, values.dropFirst()).map { $1 - $0 })
    let areWhole = numbers.allSatisfy { first[$0].isWhole }
    let isCounted = areWhole && (least == 0 || least == 1) && (steps == [1] || count == 1)
    let areYears =
      areWhole && count > 1 && steps.count == 1
      && values.allSatisfy { HeaderCorner.years.contains($0) }
    // Years one after another, beside words or more than two, over numbers that are no years.
    if areYears, steps == [1], count > 2 || first.contains(where: \.isText),
      !numbers.contains(where: { columns[$0].hasYears })
    {
      return .names
    }
    let isProgression = count > 2 && steps.count == 1
    let differsInForm =
      rows > 1 && areWhole && numbers.allSatisfy { columns[$0].alwaysHasPoint }
    let outside = numbers.count { columns[$0].isFar(from: first[$0].number ?? 0) }
    let differsInSize = rows >= 3 && outside * 2 > count
    guard isCounted || areYears || isProgression else {
      let isOdd = count > 1 && differsInForm && rows >= 10 && outside == count
      return isOdd ? .unclear : .values
    }
    if count > 2 || areYears {
      if differsInForm || differsInSize && (rows >= 10 || areYears) { return .names }
      return isCounted && least == 0 && rows > 1 ? .unclear : .values
    }
    let isFar = differsInSize && rows >= 10
    if count == 1 { return differsInForm && isFar ? .unclear : .values }
    if differsInForm && isFar { return .names }
    return differsInForm || isFar ? .unclear : .values
  }

  /// Whether the rows go on as the first begins, as counted numbers do.
  private static func isContinued(_ first: [CSVCell], _ below: [[CSVCell]]) -> Bool {
    guard below.count > 1 else { return false }
    let top = ([first] + below.prefix(2)).map { $0.map { FirstCell($0).number } }
    let steps = first.indices.map { column -> [Double] in
      guard let a = top[0][column], let b = top[1][column], let c = top[2][column] else {
        return []
      }
      return [b - a, c - b]
    }
    return steps.allSatisfy { $0.count == 2 && $0[0] == $0[1] && $0 == steps[0] }
  }
}

/// What stands below the first row in one column.
private struct ColumnBelow {
  private(set) var numbers = 0
  private(set) var missing = 0
  private(set) var words: [String: Int] = [:]
  private(set) var hasQuotedNumbers = false
  private(set) var alwaysHasPoint = true
  private(set) var hasYears = false
  private(set) var hasDates = false
  private var (least, greatest) = (Double.infinity, -Double.infinity)

  init(_ cells: [CSVCell]) {
    for cell in cells {
      let seen = FirstCell(cell)
      if let number = seen.number {
        numbers += 1
        (least, greatest) = (min(least, number), max(greatest, number))
        hasYears = hasYears || number == number.rounded() && HeaderCorner.years.contains(number)
        hasQuotedNumbers = hasQuotedNumbers || cell.isQuoted
        alwaysHasPoint = alwaysHasPoint && !seen.isWhole
      } else if seen.isText {
        words[seen.text, default: 0] += 1
        hasDates = hasDates || seen.isDate
      } else {
        missing += 1
      }
    }
  }

  /// Whether at least half of the values are numbers.
  var holdsNumbers: Bool { numbers > 0 && numbers >= words.values.reduce(0, +) }

  /// Whether a value lies farther from the numbers than they lie apart.
  func isFar(from value: Double) -> Bool {
    let width = greatest - least
    return value < least - width || value > greatest + width
  }
}
