public import KMeansCore
public import KMeansData

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A stream written down: a model that labels rows, and what the stream needs to go on.
///
/// Its JSON is that of the model with one more key, `stream`, which programs that only label leave
/// alone.
public struct StreamSnapshot: Sendable {
  /// The model: the centroids, and how rows are read, completed and scaled.
  public let model: ClusterModel
  /// What the stream knows beside.
  public let state: StreamState
  /// How many rows a batch has.
  public let batch: Int
  /// How many rows of the input are counted or were left out: those behind come next.
  public let rows: Int

  /// A snapshot.
  public init(model: ClusterModel, state: StreamState, batch: Int, rows: Int) {
    (self.model, self.state, self.batch, self.rows) = (model, state, batch, rows)
  }
}

extension StreamSnapshot: Codable {
  private enum Key: String, CodingKey { case stream }
  private enum StreamKey: String, CodingKey { case schema, batch, rows, state }
  private static let schema = "kmeans.stream-state/1"

  /// Reads and checks a snapshot.
  ///
  /// - Throws: as the model's decoder does; `ModelError.notAModel` for a model that is no snapshot.
  public init(from decoder: any Decoder) throws {
    model = try ClusterModel(from: decoder)
    let all = try decoder.container(keyedBy: Key.self)
    guard all.contains(.stream) else {
      throw ModelError.notAModel(reason: "it is no snapshot of a stream")
    }
    let container = try all.nestedContainer(keyedBy: StreamKey.self, forKey: .stream)
    let schema = try container.decode(String.self, forKey: .schema)
    guard schema == Self.schema else { throw ModelError.schema(found: schema) }
    batch = try container.decode(Int.self, forKey: .batch)
    rows = try container.decode(Int.self, forKey: .rows)
    state = try container.decode(StreamState.self, forKey: .state)
    guard batch >= 1, rows >= 0 else { throw ModelError.count(what: "stream", value: batch) }
  }

  /// Writes the fields of the model, and `stream`.
  public func encode(to encoder: any Encoder) throws {
    try model.encode(to: encoder)
    var all = encoder.container(keyedBy: Key.self)
    var container = all.nestedContainer(keyedBy: StreamKey.self, forKey: .stream)
    try container.encode(Self.schema, forKey: .schema)
    try container.encode(batch, forKey: .batch)
    try container.encode(rows, forKey: .rows)
    try container.encode(state, forKey: .state)
  }

  /// A model that may be a snapshot.
  struct OrModel: Decodable {
    let model: ClusterModel
    let snapshot: StreamSnapshot?

    init(from decoder: any Decoder) throws {
      let isSnapshot = try decoder.container(keyedBy: Key.self).contains(.stream)
      snapshot = isSnapshot ? try StreamSnapshot(from: decoder) : nil
      model = try snapshot?.model ?? ClusterModel(from: decoder)
    }
  }

  /// Writes the snapshot, whole or not at all.
  ///
  /// - Parameter path: a file whose name ends in .json.
  /// - Throws: `DataError` of kind unwritable.
  /// - Complexity: O(k·d).
  public func write(to path: String) throws(DataError) { try ModelFile.write(self, to: path) }
}

extension ClusterModel {
  /// The model of a stream so far.
  ///
  /// - Parameters:
  ///   - stream: with centroids.
  ///   - columns: d names.
  ///   - hasColumnNames: whether the names come from a header.
  ///   - scaling: what led from the input to the clustered space.
  ///   - missing: what was done about missing values.
  ///   - imputation: d means when `missing` is `.mean`, otherwise nil.
  ///   - isWeighted: whether the points had weights.
  ///   - initialization: where the stream began; nil for what it was told.
  /// - Throws: `ModelError` for parts that do not fit together, and for a stream without centroids.
  public init(
    _ stream: StreamClusterer, columns: [String], hasColumnNames: Bool = true,
    scaling: Scaling? = nil, missing: MissingPolicy = .error, imputation: [Double]? = nil,
    isWeighted: Bool = false, initialization: String? = nil
  ) throws(ModelError) {
    guard let m = stream.centroids else { throw .sizes(what: "centroids", found: 0, expected: 1) }
    let model = try ClusterModel(
      Fields(
        columns: columns, hasColumnNames: hasColumnNames, centroids: m,
        distance: stream.configuration.distance, bisection: nil,
        scaling: scaling ?? .none(dimensions: m.dimensions), missing: missing,
        imputation: imputation, sizes: stream.sizes,
        objective: stream.withinSumOfSquares.reduce(0, +), seed: stream.configuration.seed,
        algorithm: stream.configuration.algorithm.rawValue,
        initialization: initialization ?? stream.configuration.initialization.name,
        iterations: stream.batches,
        isWeighted: isWeighted, isApproximate: true, libraryVersion: LibraryVersion.current,
        reading: .plain))
    self = try model.knowing(
      ClusterStatistics(
        withinSumOfSquares: stream.withinSumOfSquares, weights: stream.weights))
  }
}
