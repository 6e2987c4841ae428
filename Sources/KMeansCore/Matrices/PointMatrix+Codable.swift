extension PointMatrix: Codable {
  private enum CodingKeys: CodingKey {
    case dimensions, scalar, values
  }

  /// Reads what `encode(to:)` wrote.
  ///
  /// - Throws: `DecodingError`; `MatrixError` where the values are not whole points.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let dimensions = try container.decode(Int.self, forKey: .dimensions)
    switch try container.decode(Scalar.self, forKey: .scalar) {
    case .uint8:
      self = try PointMatrix(
        dimensions: dimensions, values: container.decode([UInt8].self, forKey: .values))
    case .float:
      self = try PointMatrix(
        dimensions: dimensions, values: container.decode([Float].self, forKey: .values))
    case .double:
      self = try PointMatrix(
        dimensions: dimensions, values: container.decode([Double].self, forKey: .values))
    }
  }

  /// Writes d, the scalar and all values, those of compressed rows written out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(dimensions, forKey: .dimensions)
    try container.encode(scalar, forKey: .scalar)
    try withUnsafeBytes { bytes in
      switch scalar {
      case .uint8: try container.encode(Array(bytes), forKey: .values)
      case .float: try container.encode(Array(bytes.bindMemory(to: Float.self)), forKey: .values)
      case .double: try container.encode(Array(bytes.bindMemory(to: Double.self)), forKey: .values)
      }
    }
  }
}

extension PointMatrix.Scalar: Codable {}

extension PointMatrix: Hashable {
  /// Hashes the shape, and the first and the last point.
  ///
  /// - Complexity: O(d).
  public func hash(into hasher: inout Hasher) {
    hasher.combine(dimensions)
    hasher.combine(count)
    guard count > 0 else { return }
    hasher.combine(point(0))
    hasher.combine(point(count - 1))
  }
}
