package import KMeansData

extension ClusterModel {
  /// The same model of a file that was read in a certain way.
  ///
  /// - Throws: `ModelError.sizes` for categories that are not those of the columns.
  package func reading(as record: ReadingRecord) throws(ModelError) -> ClusterModel {
    try Self.check(record, columns)
    var model = self
    model.reading = record
    return model
  }

  /// Throws for categories that are not those of the columns.
  ///
  /// - Complexity: O(d).
  static func check(_ record: ReadingRecord, _ columns: [String]) throws(ModelError) {
    var next = 0
    for category in record.categories {
      let count = category.values.count
      guard count > 0, category.first >= next, category.first <= columns.count - count,
        Array(columns[category.features]) == category.names
      else {
        throw .sizes(
          what: "reading.categories for \"\(category.column)\"", found: count,
          expected: columns.count { $0.hasPrefix(category.column + "=") })
      }
      next = category.features.upperBound
    }
  }
}
