public import KMeansCore
import KMeansData
import KMeansModels

extension PreparedData {
  /// The centroids of a model, in the space that is clustered here: what
  /// `Clusterer.Initialization.centroids` takes.
  ///
  /// Columns are found by name where both have names, otherwise by position. Where the model was
  /// fitted to the same scale its centroids are taken to the bit; otherwise they go through the
  /// units of the data.
  ///
  /// - Parameters:
  ///   - path: the model, or "-" for standard input.
  ///   - count: how many centroids there must be; nil for any number.
  /// - Returns: M, d × k, features in the order of the data's columns.
  /// - Throws: `PipelineError.model` for what is no model, and `.centroids` for one that does not
  ///   belong to the data.
  /// - Complexity: O(bytes).
  public func centroids(
    readingModel path: String, count: Int? = nil
  ) throws(PipelineError) -> PointMatrix {
    let model: ClusterModel
    do { model = try ClusterModel(reading: path) } catch { throw .model(error, source: path) }
    if let count, model.clusters != count {
      throw .centroids(.count(found: model.clusters, expected: count), source: path)
    }
    if model.distance != options.distance {
      throw .centroids(
        .distance(found: model.distance, expected: options.distance), source: path)
    }
    let features = try features(of: model, source: path)
    let own = model.scaling.selecting(features)
    if own == scaling { return model.centroids.selecting(features: features) }
    return try centroids(
      model.centroidsInInputUnits.selecting(features: features), source: path)
  }

  /// Which features of a model are the data's columns, in the data's order.
  private func features(
    of model: ClusterModel, source: String
  ) throws(PipelineError) -> [Int] {
    if model.hasColumnNames && table.hasHeader {
      let known = ColumnPositions(Self.keys(model.columns, model.reading.categories))
      var seen: [String: Int] = [:]
      var features: [Int] = []
      for (name, key) in zip(table.columns, Self.keys(table.columns, table.categories)) {
        // Columns of one name go by their order.
        let found = known.all(key)
        guard let feature = found.dropFirst(seen[key, default: 0]).first ?? found.last else {
          throw .centroids(.missingColumn(name: name, available: model.columns), source: source)
        }
        seen[key, default: 0] += 1
        features.append(feature)
      }
      return features
    }
    guard model.dimensions == table.columns.count else {
      throw .centroids(
        .columns(found: model.dimensions, expected: table.columns.count), source: source)
    }
    return Array(0..<model.dimensions)
  }

  /// The names, which tell a value of a category, such as a=x, from a column that is named so.
  private static func keys(_ names: [String], _ categories: [CategoryColumn]) -> [String] {
    var keys = names
    for feature in categories.flatMap(\.features) where keys.indices.contains(feature) {
      keys[feature] = "\0" + names[feature]
    }
    return keys
  }
}
