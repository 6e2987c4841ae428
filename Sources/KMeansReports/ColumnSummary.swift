public import KMeansCore

/// What a column of numbers holds.
public struct ColumnSummary: Sendable, Encodable, Equatable {
  /// The name.
  public let name: String
  /// "integer" when all values are whole, otherwise "number".
  public let kind: String
  /// Cells without a value.
  public let missing: Int
  /// Different values.
  public let distinct: Int
  /// The least value.
  public let min: Double
  /// The mean of the present values, exact and rounded once.
  public let mean: Double
  /// The greatest value.
  public let max: Double
  /// The population's standard deviation of the present values.
  public let standardDeviation: Double

  /// The summaries of all columns; NaN stands for a missing cell.
  ///
  /// - Parameters:
  ///   - points: X, d × N.
  ///   - columns: d names.
  ///   - weights: how often each point counts in means and deviations; nil for once.
  /// - Returns: d summaries; nil for a column without any value.
  /// - Throws: `ObservationError` of the first value that cannot be clustered, column after column.
  /// - Complexity: O(d·N·log N).
  public static func summaries(
    of points: PointMatrix, columns: [String], weights: [Double]? = nil
  ) throws(ObservationError) -> [ColumnSummary?] {
    var summaries: [ColumnSummary?] = []
    for (feature, name) in columns.enumerated() {
      let all = (0..<points.count).map { points[feature, $0] }
      if let point = all.firstIndex(where: { abs($0) >= 0x1p1022 }) {
        throw all[point].isFinite
          ? .tooLarge(point: point, feature: feature, value: all[point])
          : .notFinite(point: point, feature: feature, value: all[point])
      }
      let kept = all.indices.filter { !all[$0].isNaN }
      let present = kept.map { all[$0] }
      summaries.append(
        present.isEmpty
          ? nil
          : try ColumnSummary(
            name: name, present: present, missing: points.count - present.count,
            weights: weights.map { weights in kept.map { weights[$0] } }))
    }
    return summaries
  }

  private init(
    name: String, present: [Double], missing: Int, weights: [Double]?
  ) throws(ObservationError) {
    // Beyond the range of squares in units of a power of two, which round nothing.
    let unit = ColumnUnits.unit(of: present) ?? 1
    let column = unsafe PointMatrix(dimensions: 1, count: present.count) { values in
      for (index, value) in present.enumerated() { unsafe values[index] = value / unit }
    }
    let x = try Observations(column, weights: weights)
    let sorted = present.sorted()
    self.name = name
    self.missing = missing
    kind = present.allSatisfy { $0 == $0.rounded() } ? "integer" : "number"
    distinct = zip(sorted, sorted.dropFirst()).reduce(1) { $0 + ($1.0 == $1.1 ? 0 : 1) }
    min = sorted[0]
    max = sorted[sorted.count - 1]
    mean = x.means[0] * unit
    standardDeviation = x.variances[0].squareRoot() * unit
  }
}
