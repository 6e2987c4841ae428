import KMeansCore
import KMeansData
import KMeansMatrices

extension ClusterModel {
  /// The nearest centroid of every point, as the fit would have found it.
  ///
  /// - Parameter points: X, d × N, in units of the input, features in the order of `columns`; NaN
  ///   stands for a missing value, about which the model does what the fit did.
  /// - Returns: labels and distances, one a point.
  /// - Throws: `ModelError.dimensions`, `.missingValues`, `.tooLarge`, and `.scaledTooLarge` for a
  ///   value that lies too far from the fit's.
  /// - Complexity: O(N·k·d) at worst.
  public func predict(_ points: PointMatrix) throws(ModelError) -> Prediction {
    guard points.dimensions == dimensions else {
      throw .dimensions(found: points.dimensions, expected: dimensions)
    }
    let missingRows = try missingRows(of: points)
    let isDropping = missing == .drop && !missingRows.isEmpty
    var kept: [Int]?
    if isDropping {
      let dropped = Set(missingRows)
      kept = (0..<points.count).filter { !dropped.contains($0) }
    }
    let x = clusteredSpace(points, rows: kept, isComplete: missingRows.isEmpty)
    guard x.count > 0 else {
      return Prediction(
        labels: Array(repeating: -1, count: points.count),
        sizes: Array(repeating: 0, count: clusters), missingRows: missingRows, objective: 0)
    }
    try check(x, of: points, rows: kept)
    let found: (y: LabelMatrix, objective: Double)
    do {
      let y = try assign(x, to: centroids)
      found = (y, try KMeansCore.objective(x, y, centroids))
    } catch {
      throw .dimensions(found: points.dimensions, expected: dimensions)
    }
    var labels = found.y.labels
    if let kept {
      labels = Array(repeating: -1, count: points.count)
      for (label, row) in zip(found.y.labels, kept) { labels[row] = label }
    }
    return Prediction(
      labels: labels, sizes: found.y.sizes, missingRows: missingRows, objective: found.objective)
  }

  /// The nearest centroid of every row of a table, whose columns are found by name when both it
  /// and the model have names, and by position otherwise.
  ///
  /// - Throws: as `predict(_:)` of points, and `ModelError.missingColumn`.
  /// - Complexity: O(N·k·d) at worst.
  public func predict(_ table: DataTable) throws(ModelError) -> Prediction {
    try predict(table.points.selecting(features: try features(in: table)))
  }

  /// Which features of a table are the model's columns, in the model's order.
  ///
  /// - Complexity: O(d) for d columns of model and table.
  private func features(in table: DataTable) throws(ModelError) -> [Int] {
    if table.columns == columns { return Array(0..<dimensions) }
    let positions = ColumnPositions(table.columns)
    let isNamed = hasColumnNames && table.hasHeader
    if isNamed || columns.allSatisfy({ positions[$0] != nil }) {
      var features: [Int] = []
      for name in columns {
        guard let feature = positions[name] else {
          throw .missingColumn(name: name, available: table.columns)
        }
        features.append(feature)
      }
      return features
    }
    guard table.columns.count == dimensions else {
      throw .dimensions(found: table.columns.count, expected: dimensions)
    }
    return Array(0..<dimensions)
  }

  /// The rows with a NaN, after all values were judged.
  private func missingRows(of points: PointMatrix) throws(ModelError) -> [Int] {
    let rows = Observations.Rows(points: points, weights: nil)
    var missingRows: [Int] = []
    var first: (row: Int, feature: Int)?
    for row in 0..<points.count {
      var isMissing = false
      for feature in 0..<points.dimensions {
        let value = rows[feature, row]
        if value.isNaN {
          isMissing = true
          if first == nil { first = (row, feature) }
        } else if abs(value) >= 0x1p480 {
          throw .tooLarge(row: row, column: columns[feature], value: value)
        }
      }
      if isMissing { missingRows.append(row) }
    }
    if missing == .error, let first {
      throw .missingValues(
        rows: missingRows.count, row: first.row, column: columns[first.feature])
    }
    return missingRows
  }

  /// Throws for a value that became too large by the scaling.
  private func check(_ x: PointMatrix, of points: PointMatrix, rows: [Int]?) throws(ModelError) {
    guard scaling.method != .none, let (point, feature) = x.firstBeyondLimit() else { return }
    let row = rows?[point] ?? point
    throw .scaledTooLarge(
      row: row, column: columns[feature], value: points[feature, row],
      scaled: x[feature, point])
  }

  /// Rows in the space that is clustered, with means in the place of missing values.
  private func clusteredSpace(
    _ points: PointMatrix, rows: [Int]?, isComplete: Bool
  ) -> PointMatrix {
    if isComplete { return scaling.apply(points) }
    let kept = rows.map { points.selecting(rows: $0) } ?? points
    guard let imputation else { return scaling.apply(kept) }
    return scaling.apply(kept.mapped { $0.isNaN ? imputation[$1] : $0 })
  }
}

extension PointMatrix {
  /// The same points with some of their features only, in `Double`; shared when it is all.
  fileprivate func selecting(features: [Int]) -> PointMatrix {
    if features == Array(0..<dimensions) { return self }
    let rows = Observations.Rows(points: self, weights: nil)
    return PointMatrix(dimensions: features.count, count: count) { values in
      var index = 0
      for point in 0..<rows.points.count {
        for feature in features {
          values[index] = rows[feature, point]
          index += 1
        }
      }
    }
  }

  /// Some of the points, in `Double`.
  fileprivate func selecting(rows chosen: [Int]) -> PointMatrix {
    let rows = Observations.Rows(points: self, weights: nil)
    return PointMatrix(dimensions: dimensions, count: chosen.count) { values in
      var index = 0
      for point in chosen {
        for feature in 0..<rows.dimensions {
          values[index] = rows[feature, point]
          index += 1
        }
      }
    }
  }
}
