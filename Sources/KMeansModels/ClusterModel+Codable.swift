import KMeansCore
import KMeansData

extension ClusterModel: Codable {
  private enum Key: String, CodingKey {
    case schema, libraryVersion, columns, columnsNamed, dimensions, clusters, centroids, scaling
    case missing, sizes, objective, seed, algorithm, initialization, iterations, weighted
    case distance, splits, reading, approximate
  }

  private struct CodedScaling: Codable {
    let method: ScalingMethod
    let shift: [Double]
    let divisor: [Double]
  }

  private struct CodedMissing: Codable {
    let policy: String
    let means: [Double]?
  }

  private struct CodedSplit: Codable {
    let cluster: Int
    let centroids: [[Double]]
    let objective: Double
  }

  /// Writes all fields, every number in the fewest digits that read back to the same bits.
  ///
  /// - Complexity: O(k·d).
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(schema, forKey: .schema)
    try container.encode(libraryVersion, forKey: .libraryVersion)
    try container.encode(columns, forKey: .columns)
    try container.encode(hasColumnNames, forKey: .columnsNamed)
    try container.encode(dimensions, forKey: .dimensions)
    try container.encode(clusters, forKey: .clusters)
    try container.encode((0..<clusters).map(centroids.point), forKey: .centroids)
    try container.encode(
      CodedScaling(method: scaling.method, shift: scaling.shift, divisor: scaling.divisor),
      forKey: .scaling)
    try container.encode(
      CodedMissing(policy: missing.rawValue, means: imputation), forKey: .missing)
    try container.encode(sizes, forKey: .sizes)
    try container.encode(objective, forKey: .objective)
    try container.encode(seed, forKey: .seed)
    try container.encode(algorithm, forKey: .algorithm)
    try container.encode(initialization, forKey: .initialization)
    try container.encode(iterations, forKey: .iterations)
    try container.encode(isWeighted, forKey: .weighted)
    // Left out for k-means, so that its models stay as they always were.
    if distance != .euclidean { try container.encode(distance.rawValue, forKey: .distance) }
    // As is this, for fits that came to their end.
    if isApproximate { try container.encode(true, forKey: .approximate) }
    if reading != .plain { try container.encode(reading, forKey: .reading) }
    try container.encodeIfPresent(
      bisection?.splits.map {
        CodedSplit(
          cluster: $0.cluster, centroids: [$0.centroids.point(0), $0.centroids.point(1)],
          objective: $0.objective)
      }, forKey: .splits)
    // Programs that do not know these keys label the same without them.
    try statistics.encode(to: encoder)
  }

  /// Reads and checks all fields.
  ///
  /// - Throws: `ModelError.schema` for another version, `.sizes`, `.notFinite`, `.tooLargeNumber`,
  ///   `.count` and `.divisor` for parts that do not fit together; `DecodingError` for what is no
  ///   model at all.
  /// - Complexity: O(k·d).
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let schema = try container.decode(String.self, forKey: .schema)
    guard [Self.schema, Self.schemaOfVariants, Self.schemaOfReading].contains(schema) else {
      throw ModelError.schema(found: schema)
    }
    let dimensions = try container.decode(Int.self, forKey: .dimensions)
    let clusters = try container.decode(Int.self, forKey: .clusters)
    let coded = try container.decode(CodedScaling.self, forKey: .scaling)
    let missing = try container.decode(CodedMissing.self, forKey: .missing)
    guard let policy = MissingPolicy(rawValue: missing.policy) else {
      throw DecodingError.dataCorruptedError(
        forKey: .missing, in: container,
        debugDescription: "the policy \(missing.policy) is unknown")
    }
    try self.init(
      Fields(
        columns: container.decode([String].self, forKey: .columns),
        hasColumnNames: container.decode(Bool.self, forKey: .columnsNamed),
        centroids: Self.matrix(
          container.decode([[Double]].self, forKey: .centroids), dimensions: dimensions,
          clusters: clusters),
        distance: Self.distance(container),
        bisection: Self.bisection(container, dimensions: dimensions),
        scaling: Scaling(method: coded.method, shift: coded.shift, divisor: coded.divisor),
        missing: policy, imputation: missing.means,
        sizes: container.decode([Int].self, forKey: .sizes),
        objective: container.decode(Double.self, forKey: .objective),
        seed: container.decode(UInt64.self, forKey: .seed),
        algorithm: container.decode(String.self, forKey: .algorithm),
        initialization: container.decode(String.self, forKey: .initialization),
        iterations: container.decode(Int.self, forKey: .iterations),
        isWeighted: container.decode(Bool.self, forKey: .weighted),
        isApproximate: container.decodeIfPresent(Bool.self, forKey: .approximate) ?? false,
        libraryVersion: container.decode(String.self, forKey: .libraryVersion),
        reading: container.decodeIfPresent(ReadingRecord.self, forKey: .reading) ?? .plain))
    statistics = try ClusterStatistics(from: decoder)
    try statistics.check(clusters: clusters)
  }

  private static func distance(_ container: KeyedDecodingContainer<Key>) throws
    -> Clusterer.Distance
  {
    guard let name = try container.decodeIfPresent(String.self, forKey: .distance) else {
      return .euclidean
    }
    guard let distance = Clusterer.Distance(rawValue: name) else {
      throw DecodingError.dataCorruptedError(
        forKey: .distance, in: container, debugDescription: "the distance \(name) is unknown")
    }
    return distance
  }

  private static func bisection(
    _ container: KeyedDecodingContainer<Key>, dimensions: Int
  ) throws -> Bisection? {
    let coded = try container.decodeIfPresent([CodedSplit].self, forKey: .splits)
    guard let coded else { return nil }
    var splits: [Bisection.Split] = []
    for (index, split) in coded.enumerated() {
      guard (0...index).contains(split.cluster) else {
        throw ModelError.count(what: "splits", value: split.cluster)
      }
      splits.append(
        Bisection.Split(
          cluster: split.cluster,
          centroids: try matrix(split.centroids, dimensions: dimensions, clusters: 2),
          objective: split.objective))
    }
    return Bisection(splits: splits)
  }

  private static func matrix(
    _ rows: [[Double]], dimensions: Int, clusters: Int
  ) throws(ModelError) -> PointMatrix {
    guard rows.count == clusters, clusters > 0 else {
      throw .sizes(what: "centroids", found: rows.count, expected: max(clusters, 1))
    }
    guard dimensions > 0 else { throw .sizes(what: "a centroid", found: dimensions, expected: 1) }
    for row in rows where row.count != dimensions {
      throw .sizes(what: "a centroid", found: row.count, expected: dimensions)
    }
    return unsafe PointMatrix(dimensions: dimensions, count: clusters) { values in
      for (index, value) in rows.joined().enumerated() { unsafe values[index] = value }
    }
  }
}
