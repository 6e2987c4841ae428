import KMeansData

extension ClusterModel {
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
