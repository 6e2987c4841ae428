import ArgumentParser
import KMeans
import KMeansCore
import KMeansData
import KMeansReports

extension PageRequest {
  /// The points with labels, ready to be shown.
  ///
  /// - Parameter labels: one a row; nil for points that have none yet.
  /// - Returns: the points without those of the label −1.
  /// - Throws: `CommandError` for data that cannot be clustered.
  func prepared(_ labels: [Int32]?) throws -> PreparedData {
    let masses: [Double]? = if let weights { try column(weights) } else { nil }
    let table = DataTable(
      bringing: try matrix(points), source: source, columns: columns, ids: ids, idName: idName,
      weights: masses, side: side.map(\.column))
    let all = labels ?? []
    let unlabelled: [Int] = all.indices.filter { all[$0] < 0 }
    guard let distance = Clusterer.Distance(rawValue: distance) else {
      throw ValidationError("no distance is called \(distance)")
    }
    return try reporting(CommandError.pipeline) { () throws(PipelineError) in
      try PreparedData(table, without: unlabelled, distance: distance)
    }
  }

  /// The settings.
  ///
  /// - Returns: what is known of them.
  /// - Throws: `ValidationError` for a name that there is not.
  func configuration() throws -> Clusterer.Configuration {
    let start = try initialization.map { name in
      guard let named = Clusterer.Initialization(named: name) else {
        throw ValidationError("no initialization is called \(name)")
      }
      return named
    }
    guard let distance = Clusterer.Distance(rawValue: distance),
      let variant = Clusterer.Variant(rawValue: variant)
    else { throw ValidationError("no distance or variant is called \(distance), \(variant)") }
    return Clusterer.Configuration(
      clusters: clusters, distance: distance, variant: variant,
      initialization: try start ?? .centroids(PointMatrix(copyingAsDouble: given())),
      restarts: restarts, seed: seed, iterationLimit: iterationLimit, tolerance: tolerance,
      threads: threads)
  }

  /// The labels of all rows.
  func allLabels() throws -> [Int32] {
    guard let labels else { throw ValidationError("a report needs labels") }
    return try column(labels).map { Int32($0) }
  }

  /// The given centroids.
  func given() throws -> PointMatrix {
    guard let centroids else { throw ValidationError("there are no centroids") }
    return PointMatrix(copyingAsDouble: try matrix(centroids))
  }

  /// The splits of bisecting k-means; nil where there were none.
  func bisection() throws -> Bisection? {
    try splits.map { splits in
      Bisection(
        splits: try splits.map { split in
          Bisection.Split(
            cluster: split.cluster, centroids: try PointMatrix(split.centroids),
            objective: split.objective)
        })
    }
  }

  private func matrix(_ path: String) throws -> PointMatrix {
    try reporting(CommandError.data) { () throws(DataError) in
      try DataTable(reading: path).points
    }
  }

  private func column(_ path: String) throws -> [Double] {
    let values = try matrix(path)
    return (0..<values.count).map { values[0, $0] }
  }
}

extension PageRequest.Side {
  /// The column as tables have it.
  fileprivate var column: SideColumn {
    if let texts, let codes {
      return SideColumn(name: name, content: .categories(texts, rows: codes))
    }
    return SideColumn(name: name, content: .numbers((numbers ?? []).map { $0 ?? .nan }))
  }
}
