/// The columns of a file by their uses, as indices from 0, after the names were looked up.
struct ColumnSelection {
  /// The columns asked for as features, in that order; nil when none were named.
  let requested: [Int]?
  /// The columns that may be features when none were named, in the order of the file.
  let candidates: [Int]
  /// The column of identifiers.
  let id: Int?
  /// The column of weights.
  let weights: Int?

  /// Looks up what the options name.
  ///
  /// - Throws: `DataError.unknownColumn`, `.ambiguousColumn`, `.columnUsedTwice`.
  /// - Complexity: O(names of the file + names of the options).
  init(names: [String], options: ReadingOptions, source: String) throws(DataError) {
    let directory = ColumnDirectory(names: names, source: source)
    func indices(_ names: [String]) throws(DataError) -> [Int] {
      var found: [Int] = []
      for name in names { found.append(try directory.index(of: name)) }
      return found
    }
    func index(_ name: String?) throws(DataError) -> Int? {
      if let name { try directory.index(of: name) } else { nil }
    }
    requested = if let columns = options.columns { try indices(columns) } else { nil }
    id = try index(options.id)
    weights = try index(options.weights)
    var used = Set<Int>()
    for column in (requested ?? []) + [id, weights].compactMap({ $0 }) {
      guard used.insert(column).inserted else {
        throw .columnUsedTwice(source: source, name: names[column])
      }
    }
    let left = used.union(try indices(options.excluded))
    candidates = names.indices.filter { !left.contains($0) }
  }
}

/// Looks columns up by name or position.
private struct ColumnDirectory {
  /// All columns of the file.
  let names: [String]
  /// How messages call the file.
  let source: String
  private let positions: ColumnPositions

  init(names: [String], source: String) {
    self.names = names
    self.source = source
    positions = ColumnPositions(names)
  }

  /// The index of the column that the user calls `name`: its header, or else a position from 1.
  func index(of name: String) throws(DataError) -> Int {
    let found = positions.all(name)
    if found.count > 1 {
      throw .ambiguousColumn(source: source, name: name, positions: found.map { $0 + 1 })
    }
    if let only = found.first { return only }
    if let position = Int(name), position >= 1, position <= names.count { return position - 1 }
    throw .unknownColumn(source: source, name: name, available: names, nearest: nearest(to: name))
  }

  /// The name that was probably meant: one that differs only by case, or by at most two letters and
  /// fewer than half.
  private func nearest(to name: String) -> String? {
    let wanted = Array(name.lowercased().prefix(100))
    var (limit, nearest): (Int, String?) = (min(2, wanted.count / 2), nil)
    for candidate in names {
      let letters = Array(candidate.lowercased().prefix(100))
      guard let distance = editDistance(wanted, letters, atMost: limit) else { continue }
      (limit, nearest) = (distance - 1, candidate)
    }
    return nearest
  }
}

/// The Levenshtein distance: insertions, deletions and substitutions that turn one into the other;
/// nil where it exceeds a limit.
///
/// - Complexity: O(a·b) for the two lengths, and O(limit·b) for texts that differ from the start.
private func editDistance(
  _ first: [Character], _ second: [Character], atMost limit: Int
) -> Int? {
  guard abs(first.count - second.count) <= limit else { return nil }
  var row = Array(0...second.count)
  for (i, letter) in first.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in second.enumerated() {
      let substitution = diagonal + (letter == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(substitution, row[j] + 1, row[j + 1] + 1)
    }
    // The least of a row never falls in the next.
    guard let best = row.min(), best <= limit else { return nil }
  }
  return row[second.count] <= limit ? row[second.count] : nil
}
