import KMeansCore

/// What is written over points that are lent.
enum Tear: CaseIterable {
  /// No numbers at all.
  case nan
  /// Infinities, and so nothing that has a square.
  case infinite
  /// Finite values whose squares overflow.
  case huge
  /// Finite values far outside the box of the points, all different.
  case far
  /// A value in seven is one of all these.
  case scattered
  /// The same value everywhere.
  case equal

  /// What is written at a place; nil for what was there.
  func value(_ place: Int) -> Double? {
    let odd: [Double] = [
      .nan, .infinity, -.infinity, 1e300, -1e300, 0x1p479, 1e19, -1e19, 0x1p-1030, 3e38, 0, 255.5,
    ]
    switch self {
    case .nan: return .nan
    case .infinite: return place % 2 == 0 ? .infinity : -.infinity
    case .huge: return place % 3 == 0 ? 1e300 : -1e290
    case .far: return Double((place &* 7919) % 100_003) * 1e25
    case .scattered: return place % 7 == 3 ? odd[place / 7 % odd.count] : nil
    case .equal: return 7
    }
  }
}

/// Points in memory that is written to while it is lent.
final class LentPoints: @unchecked Sendable {
  private let memory: UnsafeMutableRawBufferPointer
  private let count: Int
  private let scalar: PointMatrix.Scalar

  /// Values in a few clumps.
  init(_ count: Int, _ scalar: PointMatrix.Scalar) {
    (self.count, self.scalar) = (count, scalar)
    memory = .allocate(byteCount: count * scalar.size, alignment: 64)
    heal()
  }

  deinit { memory.deallocate() }

  func matrix(_ dimensions: Int) throws -> PointMatrix {
    try PointMatrix(
      borrowing: UnsafeRawBufferPointer(memory), of: scalar, dimensions: dimensions, owner: self)
  }

  /// The values as they were.
  func heal() {
    for place in 0..<count {
      write(Double((place &* 7919 &+ place / 3) % 1009) / 16 + Double(place % 11), place)
    }
  }

  func tear(_ tear: Tear) {
    for place in 0..<count {
      if let value = tear.value(place) { write(value, place) }
    }
  }

  private func write(_ value: Double, _ place: Int) {
    switch scalar {
    case .uint8:
      let whole = value.isFinite ? min(abs(value), 1e9) : 255
      memory.storeBytes(
        of: UInt8(truncatingIfNeeded: Int(whole)), toByteOffset: place, as: UInt8.self)
    case .float: memory.storeBytes(of: Float(value), toByteOffset: 4 * place, as: Float.self)
    case .double: memory.storeBytes(of: value, toByteOffset: 8 * place, as: Double.self)
    }
  }
}

/// Compressed rows, every second feature of each, in memory that is written to while it is lent.
final class LentRows: @unchecked Sendable {
  private let points: Int
  private let dimensions: Int
  private let scalar: PointMatrix.Scalar
  private let values: LentPoints
  private let columns: UnsafeMutableBufferPointer<Int32>
  private let offsets: UnsafeMutableBufferPointer<Int32>
  private var each: Int { (dimensions + 1) / 2 }

  init(points: Int, dimensions: Int, _ scalar: PointMatrix.Scalar) {
    (self.points, self.dimensions, self.scalar) = (points, dimensions, scalar)
    let each = (dimensions + 1) / 2
    values = LentPoints(points * each, scalar)
    columns = .allocate(capacity: points * each)
    offsets = .allocate(capacity: points + 1)
    for place in columns.indices { columns[place] = Int32(place % each * 2) }
    for point in offsets.indices { offsets[point] = Int32(point * each) }
  }

  deinit {
    columns.deallocate()
    offsets.deallocate()
  }

  func matrix() throws -> PointMatrix {
    let whole = try values.matrix(1)
    return try whole.withUnsafeBytes { bytes in
      try PointMatrix(
        borrowingCompressed: bytes, of: scalar, columns: .int32(UnsafeBufferPointer(columns)),
        offsets: .int32(UnsafeBufferPointer(offsets)), dimensions: dimensions, owner: self)
    }
  }

  func tear(_ tear: Tear) {
    values.tear(tear)
    for place in columns.indices where place % 5 == 1 {
      columns[place] = place % 2 == 0 ? Int32.max : Int32(dimensions + place)
    }
    for point in offsets.indices where point % 3 == 1 { offsets[point] = Int32.max - 7 }
  }
}
