/// Looks columns up by name or position.
struct ColumnDirectory {
  /// All columns of the file.
  let names: [String]
  /// How messages call the file.
  let source: String
  private let positions: ColumnPositions

  /// - Complexity: O(names).
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

  /// The columns that the user names by names, positions, ranges and patterns, in that order.
  ///
  /// A name that commas divided is put together again.
  func indices(of names: [String]) throws(DataError) -> [Int] {
    var (found, next): ([Int], Int) = ([], 0)
    while next < names.count {
      let (columns, taken) = try columns(of: names[next...])
      found += columns
      next += taken
    }
    return found
  }

  /// The columns of the first of some words, or of the first few, which are one name.
  private func columns(of words: ArraySlice<String>) throws(DataError) -> ([Int], taken: Int) {
    let name = words.first ?? ""
    if let index = known(name) { return ([index], 1) }
    for taken in 2...max(2, min(6, words.count)) where taken <= words.count {
      for mark in [",", ", "] {
        let joined = words.prefix(taken).joined(separator: mark)
        if let index = known(joined) { return ([index], taken) }
      }
    }
    if let range = try range(name) { return (Array(range), 1) }
    if name.contains("*") || name.contains("?") {
      let found = names.indices.filter { ColumnPattern(name).matches(names[$0]) }
      if !found.isEmpty { return (found, 1) }
    }
    return ([try index(of: name)], 1)
  }

  /// The only column of a name, or at a position.
  private func known(_ name: String) -> Int? {
    let found = positions.all(name)
    if found.count == 1 { return found[0] }
    guard found.isEmpty, let position = Int(name), position >= 1, position <= names.count else {
      return nil
    }
    return position - 1
  }

  /// The columns between two others, both included: `2-5`, `age-income`.
  ///
  /// - Throws: `DataError.backwardRange`.
  private func range(_ name: String) throws(DataError) -> ClosedRange<Int>? {
    for dash in name.indices where name[dash] == "-" {
      let (before, behind) = (String(name[..<dash]), String(name[name.index(after: dash)...]))
      guard let first = known(before), let last = known(behind) else { continue }
      guard first <= last else {
        throw .backwardRange(source: source, range: name, forward: "\(behind)-\(before)")
      }
      return first...last
    }
    return nil
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
