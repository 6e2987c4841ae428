import KMeans
import KMeansReports

extension Notice {
  /// The notice of columns left out; none when all took part.
  static func leftOut(_ columns: [LeftOutColumn]) -> [Notice] {
    guard let first = columns.first else { return [] }
    return [.leftOutColumns(columns.map(\.name), reason: first.description)]
  }
}

extension Console {
  /// Writes notices to standard error, a line each, unless quiet was asked for.
  static func tell(_ notices: [Notice], unless isQuiet: Bool) {
    if isQuiet { return }
    for notice in notices {
      say("kmeans: \(notice.isWarning ? "warning" : "note"): \(notice)")
    }
  }
}

extension DataTable {
  /// Writes one label a row of the file, after its identifier if a column of them was named.
  func write(labels: [Int32], to path: String) throws(DataError) {
    let identifiers: (name: String, values: [String])? =
      if let idName, let ids { (idName, ids) } else { nil }
    try LabelWriter.write(labels, ids: identifiers, to: path)
  }
}
