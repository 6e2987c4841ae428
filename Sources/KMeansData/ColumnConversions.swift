/// What columns of a file are read as where that is set, as indices from 0, after the names were
/// looked up.
struct ColumnConversions {
  /// The columns named for categories, in that order, each once.
  let oneHot: [Int]
  /// The categories that a model knows, by column.
  private(set) var known: [Int: [String]] = [:]
  /// The rules for dates, by column.
  private(set) var dates: [Int: DateRule] = [:]
  /// The rule for columns that are plainly dates; nil where these take no part.
  let otherDates: DateRule?
  /// The words for 0 and 1 that a model knows, by column.
  private(set) var booleans: [Int: BooleanWords] = [:]

  /// Looks up what the options name.
  ///
  /// - Throws: `DataError.unknownColumn`, `.ambiguousColumn`, and `.columnOfTwoUses` for a column
  ///   that is named for dates and for categories.
  init(_ options: TextOptions, _ directory: ColumnDirectory) throws(DataError) {
    var named: [Int] = []
    for column in try directory.indices(of: options.oneHot) where !named.contains(column) {
      named.append(column)
    }
    oneHot = named
    otherDates = options.dates.last { $0.column == nil }
    for rule in options.known.dates + options.dates {
      guard let name = rule.column else { continue }
      let column = try directory.index(of: name)
      guard !named.contains(column) else {
        throw .columnOfTwoUses(
          source: directory.source, name: directory.names[column],
          options: ["--one-hot", "--dates"])
      }
      dates[column] = rule
    }
    for category in options.known.categories {
      known[try directory.index(of: category.column)] = category.values
    }
    for words in options.known.booleans {
      booleans[try directory.index(of: words.column)] = BooleanWords(
        zero: words.zero, one: words.one)
    }
  }

  /// Whether a column is one of categories, whatever it holds.
  func isCategory(_ column: Int) -> Bool { known[column] != nil || oneHot.contains(column) }
}
