import KMeansCore

/// The features of a table: columns of numbers as they are, and columns of categories with a
/// feature for each value.
struct FeatureLayout {
  /// The columns that were read, in the order of the features.
  struct Read {
    /// How messages call the file.
    let source: String
    /// The names of the columns of the file.
    let names: [String]
    /// Which of them were read, one a feature of the points.
    let columns: [Int]
    /// X with the numbers of categories.
    let points: PointMatrix
    /// The missing cells of X, those of categories apart.
    let missing: MissingCells
    /// Whether the columns were asked for.
    let isAsked: Bool
    /// Where a row is in the file.
    let place: (Int) -> RowPlace
  }

  /// The names of the features; none where all columns have too many values.
  private(set) var columns: [String] = []
  /// X, with a feature a value.
  private(set) var points: PointMatrix
  /// The columns whose values became features.
  private(set) var categories: [CategoryColumn] = []
  /// The missing cells.
  private(set) var missing: MissingCells
  /// The columns that have too many values, of the file.
  private(set) var tooMany: [Int] = []
  /// What a user should know of values.
  private(set) var notes: [ReadingNote] = []

  private var features: [IndicatorPoints.Feature] = []
  /// The feature of every column that was read.
  private var places: [Int?] = []

  /// Lays the features out.
  ///
  /// - Parameters:
  ///   - read: what was read.
  ///   - codes: the values of the categories.
  /// - Throws: `DataError.tooManyCategories` for a column that was asked for.
  /// - Complexity: O(1) without categories, else O(N·d).
  init(_ read: Read, _ codes: CategoryCodes) throws(DataError) {
    (points, missing) = (read.points, read.missing)
    guard !codes.columns.isEmpty else {
      columns = read.columns.map { read.names[$0] }
      return
    }
    for (slot, column) in read.columns.enumerated() {
      let name = read.names[column]
      guard let seen = codes.columns[column] else {
        places.append(features.count)
        features.append(.value(of: slot))
        columns.append(name)
        continue
      }
      if seen.isTooMuch {
        if seen.isNamed || read.isAsked { throw Self.tooMany(seen, name, read) }
        tooMany.append(column)
        places.append(nil)
        continue
      }
      places.append(features.count)
      add(seen, name, slot)
    }
    if features.isEmpty { return }
    if !categories.isEmpty, !codes.columns.values.contains(where: \.isKnown) {
      notes.append(.categories(categories))
    }
    points = PointMatrix(IndicatorPoints(read.points, features: features))
    findMissing(read, codes)
  }

  private static func tooMany(
    _ seen: CategoryCodes.Column, _ name: String, _ read: Read
  ) -> DataError {
    .tooManyCategories(
      source: read.source, column: name, values: seen.isBeyond ? nil : seen.codes.count,
      rows: seen.rows, isNamed: seen.isNamed)
  }

  private mutating func add(_ seen: CategoryCodes.Column, _ name: String, _ slot: Int) {
    // A model's values have the order of its features.
    let values = seen.codes.sorted { seen.isKnown ? $0.value < $1.value : $0.key < $1.key }
    let category = CategoryColumn(
      column: name, first: features.count, values: values.map(\.key))
    categories.append(category)
    columns += category.names
    features += values.map { .indicator(of: slot, code: $0.value) }
    if !seen.unseen.isEmpty {
      let unseen = seen.unseen.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      notes.append(
        .unseenCategories(
          column: name, values: unseen.map { ReadingNote.Count(value: $0.key, rows: $0.value) }))
    }
  }

  /// Brings the missing cells of numbers and of categories together.
  private mutating func findMissing(_ read: Read, _ codes: CategoryCodes) {
    let slots = read.columns.indices.filter {
      codes.columns[read.columns[$0]] != nil && places[$0] != nil
    }
    var cells: [(row: Int, feature: Int)] = []
    let rows = read.points.rows
    for row in 0..<read.points.count {
      for slot in slots where rows[slot, row].isNaN { cells.append((row, slot)) }
    }
    missing = read.missing.adding(cells, place: read.place) { places[$0] ?? 0 }
  }
}
