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
  /// - Throws: `DataError.unknownColumn`, `.ambiguousColumn`, `.columnUsedTwice`.
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
    var used = Set<Int>()
    for column in (requested ?? conversions.oneHot) + [id, weights].compactMap({ $0 }) {
      guard used.insert(column).inserted,
        !conversions.oneHot.contains(column) || !excluded.contains(column)
      else { throw .columnUsedTwice(source: source, name: names[column]) }
    }
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
}
