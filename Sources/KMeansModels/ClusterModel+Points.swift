package import KMeansCore
package import KMeansData

extension ClusterModel {
  /// Points in the space that was clustered, with the model's rule for missing values applied.
  ///
  /// - Parameter points: X, d × N, in units of the input; NaN stands for a missing value.
  /// - Returns: the complete points, and which rows they are.
  /// - Throws: `ModelError.dimensions`, `.missingValues`, `.tooLarge` and `.scaledTooLarge`.
  /// - Complexity: O(N·d).
  package func clusteredSpace(_ points: PointMatrix) throws(ModelError) -> ModelPoints {
    guard points.dimensions == dimensions else {
      throw .dimensions(found: points.dimensions, expected: dimensions)
    }
    let missingRows = try missingRows(of: points)
    var complete = points
    var kept: [Int]?
    if missing == .drop && !missingRows.isEmpty {
      let dropped = Set(missingRows)
      let rows = (0..<points.count).filter { !dropped.contains($0) }
      complete = points.choosing(rows)
      kept = rows
    } else if let imputation, !missingRows.isEmpty {
      complete = PointMatrix(FilledPoints(points, replacements: imputation))
    }
    let x: PointMatrix
    do { x = try scaling.checked(complete, below: distance.limit) } catch {
      throw modelError(error, rows: kept)
    }
    let zeros = missing == .drop && distance.isDirectional ? x.zeroPoints() : []
    guard !zeros.isEmpty else {
      return ModelPoints(
        x: x, keptRows: kept, rows: points.count, missingRows: missingRows, zeroRows: [])
    }
    let dropped = Set(zeros)
    let left = (0..<x.count).filter { !dropped.contains($0) }
    return ModelPoints(
      x: x.choosing(left), keptRows: left.map { kept?[$0] ?? $0 }, rows: points.count,
      missingRows: missingRows, zeroRows: zeros.map { kept?[$0] ?? $0 })
  }

  /// X of a table: the columns of the model, by name when both have names, else by position.
  ///
  /// - Throws: as `clusteredSpace(_:)`, and `ModelError.missingColumn`.
  /// - Complexity: O(N·d).
  package func points(of table: DataTable) throws(ModelError) -> ModelPoints {
    try clusteredSpace(table.points.selecting(features: try features(in: table)))
  }

  /// Throws unless the features of a table are the model's columns in the model's order, as those
  /// of a table are that was read for the model.
  ///
  /// - Throws: `ModelError.missingColumn` and `.dimensions`.
  /// - Complexity: O(d) for d columns of model and table.
  package func checkOrder(of table: DataTable) throws(ModelError) {
    let found = try features(in: table)
    guard found == Array(0..<table.columns.count) else {
      throw .dimensions(found: table.columns.count, expected: dimensions)
    }
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
    let rows = points.rows
    var missingRows: [Int] = []
    var first: (row: Int, feature: Int)?
    // What will be scaled is judged afterwards.
    let limit = scaling.method == .none ? distance.limit : .infinity
    for row in 0..<points.count {
      var isMissing = false
      for feature in 0..<points.dimensions {
        let value = rows[feature, row]
        if value.isNaN {
          isMissing = true
          if first == nil { first = (row, feature) }
        } else if abs(value) >= limit {
          throw .tooLarge(row: row, column: columns[feature], value: value)
        }
      }
      if isMissing { missingRows.append(row) }
    }
    if missing == .error, let first {
      throw .missingValues(
        rows: missingRows.count, row: first.row,
        column: reading.source(of: first.feature, named: columns[first.feature]))
    }
    return missingRows
  }

  private func modelError(_ error: ScalingError, rows: [Int]?) -> ModelError {
    switch error {
    case .tooLarge(let point, let feature, let value, let scaled):
      .scaledTooLarge(
        row: rows?[point] ?? point, column: columns[feature], value: value, scaled: scaled)
    }
  }
}

extension PointMatrix {
  /// The same points with some of their features only, in `Double`; shared when it is all.
  ///
  /// - Complexity: O(N·features).
  package func selecting(features: [Int]) -> PointMatrix {
    if features == Array(0..<dimensions) { return self }
    let rows = rows
    return unsafe PointMatrix(dimensions: features.count, count: count) { values in
      var index = 0
      for point in 0..<rows.points.count {
        for feature in features {
          unsafe values[index] = rows[feature, point]
          index += 1
        }
      }
    }
  }
}
