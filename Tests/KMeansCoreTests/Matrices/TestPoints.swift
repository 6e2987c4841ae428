import Testing

@testable import KMeansCore

/// A small generator (SplitMix64), so that a failing case is the same case tomorrow.
struct TestRandom {
  private var state: UInt64

  init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform in [-1, 1), a multiple of 2⁻⁵².
  mutating func signed() -> Double { Double(Int64(bitPattern: next()) >> 11) * 0x1p-52 }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

/// n points of d values in one of the three types, as bytes and as the same values in Double.
struct TestPoints {
  let scalar: PointMatrix.Scalar
  let dimensions: Int
  let count: Int
  let bytes: [UInt8]
  let values: [Double]

  /// Stores values that the type holds; `Float` rounds them, `UInt8` takes them as they are.
  init(_ values: [Double], scalar: PointMatrix.Scalar, dimensions: Int) {
    self.scalar = scalar
    self.dimensions = dimensions
    count = values.count / dimensions
    switch scalar {
    case .uint8:
      bytes = values.map { UInt8($0) }
      self.values = values
    case .float:
      let floats = values.map { Float($0) }
      bytes = floats.withUnsafeBytes { Array($0) }
      self.values = floats.map { Double($0) }
    case .double:
      bytes = values.withUnsafeBytes { Array($0) }
      self.values = values
    }
  }

  /// Random points: 0 … 255 for bytes, in ±spread for the others.
  init(
    random: inout TestRandom, scalar: PointMatrix.Scalar, dimensions: Int, count: Int,
    spread: Double = 1
  ) {
    let values = (0..<dimensions * count).map { _ in
      scalar == .uint8 ? Double(random.below(256)) : random.signed() * spread
    }
    self.init(values, scalar: scalar, dimensions: dimensions)
  }

  func point(_ i: Int) -> ArraySlice<Double> {
    values[i * dimensions..<(i + 1) * dimensions]
  }

  func withPoints<Result>(
    count: Int? = nil, rows: [Int32]? = nil, _ body: (Kernels.Points) -> Result
  ) -> Result {
    let shown = rows?.count ?? count ?? self.count
    // Arrays of bytes from the allocator are aligned to 16, enough for Double.
    return bytes.withUnsafeBytes { bytes in
      guard let rows else {
        return body(
          Kernels.Points(
            bytes.baseAddress, scalar: scalar, dimensions: dimensions, count: shown))
      }
      return rows.withUnsafeBufferPointer {
        body(
          Kernels.Points(
            bytes.baseAddress, scalar: scalar, dimensions: dimensions, count: shown,
            rows: $0.baseAddress))
      }
    }
  }
}

/// δ(x, m), the obvious way: the terms as an array, then NumPy's pairwise sum of it.
func pairwiseDistance(_ x: ArraySlice<Double>, _ m: ArraySlice<Double>) -> Double {
  pairwiseSum(zip(x, m).map { ($0 - $1) * ($0 - $1) }[...])
}

private func pairwiseSum(_ terms: ArraySlice<Double>) -> Double {
  let terms = Array(terms)
  if terms.count < 8 { return terms.reduce(0, +) }
  if terms.count <= 128 {
    let whole = terms.count / 8 * 8
    var r = Array(terms[..<8])
    for l in 8..<max(whole, 8) { r[l % 8] += terms[l] }
    let grouped = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]))
    return terms[whole...].reduce(grouped, +)
  }
  let half = terms.count / 2 / 8 * 8
  return pairwiseSum(terms[..<half]) + pairwiseSum(terms[half...])
}

extension Kernels {
  func nearest(
    _ points: TestPoints, _ centroids: [Double], rows: [Int32]? = nil
  ) -> (labels: [Int32], distances: [Double]) {
    let count = rows?.count ?? points.count
    var labels = [Int32](repeating: -7, count: count)
    var distances = [Double](repeating: -7, count: count)
    points.withPoints(rows: rows) {
      nearest(
        $0, centroids: centroids, count: centroids.count / points.dimensions, labels: &labels,
        distancesSquared: &distances)
    }
    return (labels, distances)
  }

  func distances(_ points: TestPoints, toOne m: [Double], rows: [Int32]? = nil) -> [Double] {
    var result = [Double](repeating: -7, count: rows?.count ?? points.count)
    points.withPoints(rows: rows) { distances($0, toOne: m, distancesSquared: &result) }
    return result
  }

  func distances(_ points: TestPoints, toAll m: [Double], rows: [Int32]? = nil) -> [Double] {
    let (count, k) = (rows?.count ?? points.count, m.count / points.dimensions)
    var result = [Double](repeating: -7, count: count * k)
    points.withPoints(rows: rows) {
      distances(
        $0, toAll: m, count: k, distancesSquared: &result, strides: (points: k, centroids: 1))
    }
    var turned = [Double](repeating: -7, count: count * k)
    points.withPoints(rows: rows) {
      distances(
        $0, toAll: m, count: k, distancesSquared: &turned, strides: (points: 1, centroids: count))
    }
    let isSame = result.indices.allSatisfy { result[$0] == turned[$0 % k * count + $0 / k] }
    return isSame ? result : []
  }

  func distances(
    _ points: TestPoints, toAssigned m: [Double], labels: [Int32], rows: [Int32]? = nil
  ) -> [Double] {
    var result = [Double](repeating: -7, count: labels.count)
    points.withPoints(rows: rows) {
      distances($0, toAssigned: m, labels: labels, distancesSquared: &result)
    }
    return result
  }
}
