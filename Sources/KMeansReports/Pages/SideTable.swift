import KMeansCore
import KMeansData

/// What the clusters have of a column that took no part: how many rows of each value, or the mean.
struct SideTable: Sendable, Encodable {
  /// The column.
  let name: String
  /// The texts, the most frequent first; nil for numbers.
  let values: [String]?
  /// Of each shown cluster, what its rows with each value weigh, and last those without one.
  let counts: [[Double]]?
  /// The mean of each shown cluster; nil where it has no value.
  let means: [Double?]?
  /// The mean of all rows.
  let mean: Double?
  /// How much the column has to do with the clusters, from 0 to 1: the share of its variance
  /// between clusters, or Cramér's V.
  let strength: Double

  /// The most columns, the most values of one, and the most that are shown.
  private static let (mostColumns, mostValues, mostTables) = (60, 24, 12)

  /// The tables of all columns that took no part, those that have most to do with the clusters
  /// first.
  ///
  /// - Parameters:
  ///   - data: the table as read.
  ///   - labels: Y.
  ///   - weights: one a point; nil for 1 each.
  ///   - shown: the clusters that figures show.
  /// - Returns: the tables; none for files without text.
  /// - Complexity: O(bytes).
  static func all(
    of data: CompleteTable, _ labels: LabelMatrix, weights: [Double]?, shown: [Int]
  ) -> [SideTable] {
    let rows = data.rowsInFile
    let columns = data.table.sideColumns(most: mostColumns, mostValues: mostValues, rows: rows)
    let tables = columns.filter { !Identifiers.isNamed($0.name) }.compactMap { column in
      SideTable(column, kept: data.keptRows, labels, weights, shown: shown)
    }
    return Array(tables.sorted { $0.strength > $1.strength }.prefix(mostTables))
  }

  private init?(
    _ column: SideColumn, kept: [Int]?, _ labels: LabelMatrix, _ weights: [Double]?,
    shown: [Int]
  ) {
    let k = labels.clusters
    name = PageText.shortened(column.name, to: 200)
    switch column.content {
    case .manyTexts: return nil
    case .categories(let names, let codes):
      var counts = [[Double]](
        repeating: [Double](repeating: 0, count: names.count + 1), count: k)
      for (point, label) in labels.values.enumerated() {
        let code = Int(codes[kept?[point] ?? point])
        counts[Int(label)][code < 0 ? names.count : code] += weights?[point] ?? 1
      }
      let totals = names.indices.map { value in counts.reduce(0) { $0 + $1[value] } }
      let order = names.indices.sorted { (-totals[$0], $0) < (-totals[$1], $1) }
      // One value, or none, tells nothing.
      guard totals.count(where: { $0 > 0 }) > 1 else { return nil }
      values = order.map { PageText.shortened(names[$0], to: 60) }
      self.counts = shown.map { cluster in
        (order + [names.count]).map { counts[cluster][$0] }
      }
      (means, mean) = (nil, nil)
      strength = Self.cramer(counts.map { Array($0.dropLast()) }, totals)
    case .numbers(let all):
      var (sums, masses) = ([Double](repeating: 0, count: k), [Double](repeating: 0, count: k))
      var (sum, squares, mass) = (0.0, 0.0, 0.0)
      for (point, label) in labels.values.enumerated() {
        let (value, weight) = (all[kept?[point] ?? point], weights?[point] ?? 1)
        guard value.isFinite else { continue }
        sums[Int(label)] += weight * value
        masses[Int(label)] += weight
        sum += weight * value
        mass += weight
      }
      guard mass > 0 else { return nil }
      let mean = sum / mass
      for point in labels.values.indices {
        let value = all[kept?[point] ?? point]
        if value.isFinite { squares += (weights?[point] ?? 1) * (value - mean) * (value - mean) }
      }
      guard squares > 0, squares.isFinite else { return nil }
      let found = sums.indices.map { masses[$0] > 0 ? sums[$0] / masses[$0] : nil }
      let between = found.indices.reduce(0.0) { total, cluster in
        total + masses[cluster] * ((found[cluster] ?? mean) - mean)
          * ((found[cluster] ?? mean) - mean)
      }
      (values, counts, self.mean) = (nil, nil, mean)
      means = shown.map { found[$0] }
      strength = min(1, between / squares)
    }
  }

  /// H. Cramér, Mathematical Methods of Statistics, 1946, p. 282: √(χ² / (n · (min(r, c) − 1))).
  private static func cramer(_ counts: [[Double]], _ totals: [Double]) -> Double {
    let sizes = counts.map { $0.reduce(0, +) }
    let all = totals.reduce(0, +)
    let (rows, columns) = (sizes.count { $0 > 0 }, totals.count { $0 > 0 })
    guard all > 0, min(rows, columns) > 1 else { return 0 }
    var square = 0.0
    for (row, size) in zip(counts, sizes) {
      for (count, total) in zip(row, totals) where size > 0 && total > 0 {
        let expected = size * total / all
        square += (count - expected) * (count - expected) / expected
      }
    }
    return min(1, (square / (all * Double(min(rows, columns) - 1))).squareRoot())
  }
}
