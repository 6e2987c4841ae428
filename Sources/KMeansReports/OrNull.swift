import KMeansMetrics

/// A value that is written as null where there is none, so that its key is always there.
struct OrNull<Value: Encodable>: Encodable {
  let value: Value?

  init(_ value: Value?) { self.value = value }

  /// The value of a score; null for one that does not exist.
  init(_ score: Result<Value, MetricError>?) { value = try? score?.get() }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}
