/// The columns of a file by their uses, as indices from 0, after the names were looked up.
struct ColumnSelection {
  /// The columns asked for as features, in that order, those named for categories last; nil when
  /// none were named.
  let requested: [Int]?
  /// The columns that may be features when none were named, in the order of the file.
  let candidates: [Int]
  /// The column of identifiers.
  let id: Int?
  /// The column of weights.
  let weights: Int?
  /// The values that stand for missing ones, by column.
  let missing: [[ColumnReading.Missing]]
  /// What columns are read as where that is set.
  let conversions: ColumnConversions

  /// The columns that may be features.
  var considered: [Int] { requested ?? candidates }

  /// Looks up what the options name in a text.
  ///
  /// - Throws: as `init(names:options:source:)`.
  init(_ text: CSVText, options: ReadingOptions) throws(DataError) {
    try self.init(names: text.names, options: options, source: text.source)
  }

  /// Looks up what the options name.
  ///
  /// - Throws: `DataError.unknownColumn`, `.ambiguousColumn`, `.columnUsedTwice`,
  ///   `.columnOfTwoUses`.
  /// - Complexity: O(names of the file · (1 + patterns) + names of the options).
  init(names: [String], options: ReadingOptions, source: String) throws(DataError) {
    let directory = ColumnDirectory(names: names, source: source)
    func index(_ name: String?) throws(DataError) -> Int? {
      if let name { try directory.index(of: name) } else { nil }
    }
    let conversions = try ColumnConversions(options.text, directory)
    var requested: [Int]?
    if let columns = options.columns {
      let named = try directory.indices(of: columns)
      requested = named + conversions.oneHot.filter { !named.contains($0) }
    }
    id = try index(options.id)
    weights = try index(options.weights)
    let excluded = try directory.indices(of: options.excluded)
    try Self.check(
      names,
      [
        ("--columns", requested ?? []), ("--one-hot", requested == nil ? conversions.oneHot : []),
        ("--id", [id].compactMap { $0 }), ("--weights", [weights].compactMap { $0 }),
      ], excluded: excluded, conversions, source)
    let left = Set([id, weights].compactMap { $0 } + excluded + (requested ?? []))
    candidates = names.indices.filter { !left.contains($0) }
    self.requested = requested
    self.conversions = conversions
    let all = options.text.missing.filter { $0.column == nil }.map(ColumnReading.Missing.init)
    var missing = Array(repeating: all, count: names.count)
    for marker in options.text.missing {
      if let column = try index(marker.column) {
        missing[column].append(ColumnReading.Missing(marker))
      }
    }
    self.missing = missing
  }

  /// Throws where a column is named twice, or for two uses that exclude each other.
  private static func check(
    _ names: [String], _ uses: [(option: String, columns: [Int])], excluded: [Int],
    _ conversions: ColumnConversions, _ source: String
  ) throws(DataError) {
    var used: [Int: String] = [:]
    for (option, columns) in uses {
      for column in columns {
        let isOneHot = option == "--columns" && conversions.oneHot.contains(column)
        guard let earlier = used.updateValue(isOneHot ? "--one-hot" : option, forKey: column) else {
          continue
        }
        if earlier == option { throw .columnUsedTwice(source: source, name: names[column]) }
        throw .columnOfTwoUses(source: source, name: names[column], options: [earlier, option])
      }
    }
    for column in conversions.oneHot where excluded.contains(column) {
      throw .columnOfTwoUses(
        source: source, name: names[column], options: ["--one-hot", "--exclude"])
    }
  }
}
