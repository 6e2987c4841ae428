package import KMeansCore

extension DataTable {
  /// A table that another program brings, and no file.
  ///
  /// - Parameters:
  ///   - points: X, d × N, finite.
  ///   - source: what the data are called.
  ///   - columns: the names of the features; nil for column1, column2 and so on.
  ///   - ids: what the points are called, one a point; nil for nothing.
  ///   - idName: what such a name is called.
  ///   - weights: one a point; nil for 1 each.
  ///   - side: columns that are no features, with a value for every point.
  /// - Precondition: as many names as features, and as many identifiers and weights as points.
  package init(
    bringing points: PointMatrix, source: String, columns: [String]? = nil, ids: [String]? = nil,
    idName: String? = nil, weights: [Double]? = nil, side: [SideColumn] = []
  ) {
    let names = columns ?? (1...points.dimensions).map { "column\($0)" }
    precondition(names.count == points.dimensions, "one name a feature")
    precondition((ids?.count ?? points.count) == points.count, "one identifier a point")
    precondition((weights?.count ?? points.count) == points.count, "one weight a point")
    self.init(
      source: source, columns: names, text: nil, points: points, ids: ids,
      idName: ids == nil ? nil : idName, weights: weights, leftOut: [], missing: .none, side: side)
  }
}
