import Testing

@testable import KMeansCore

/// Sums of distances, by every table, against the same arithmetic in Swift, bit for bit.
struct KernelSpansTests {
  /// Points of which some are equal, and some nearly so, that differences must be taken.
  private static func points(_ count: Int, dimensions: Int, _ random: inout TestRandom)
    -> [[Double]]
  {
    var points: [[Double]] = []
    for index in 0..<count {
      switch index % 5 {
      case 3: points.append(points[index - 3])
      case 4: points.append(points[index - 3].map { $0 + random.signed() * 0x1p-20 })
      default: points.append((0..<dimensions).map { _ in random.signed() })
      }
    }
    return points
  }

  private static func norm(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 } }

  /// What the public header says of one pair.
  private static func distance(_ x: [Double], _ y: [Double]) -> Double {
    let dot = zip(x, y).reduce(0.0) { $0.addingProduct($1.0, $1.1) }
    let both = norm(x) + norm(y)
    var square = both.addingProduct(-2, dot)
    if square < 0x1p-8 * both {
      square = zip(x, y).reduce(0.0) { $0.addingProduct($1.0 - $1.1, $1.0 - $1.1) }
    }
    return square.squareRoot()
  }

  @Test(arguments: [1, 2, 3, 7, 16, 129])
  func sumsAreTheChain(dimensions: Int) {
    var random = TestRandom(seed: dimensions)
    for kernels in Kernels.all {
      let width = kernels.spanWidth
      let points = Self.points(width, dimensions: dimensions, &random)
      var panel = [Double](repeating: 0, count: dimensions * width)
      for (lane, point) in points.enumerated() {
        for (feature, value) in point.enumerated() { panel[feature * width + lane] = value }
      }
      for count in [0, 1, 7, 8, 9, 21] {
        let others =
          points.prefix(3) + Self.points(max(0, count - 3), dimensions: dimensions, &random)
        let rows = others.prefix(count)
        var sums = (0..<width).map { Double($0) }
        kernels.addSpans(
          panel: panel, norms: points.map(Self.norm), dimensions: dimensions,
          others: rows.flatMap { $0 } + [0], otherNorms: rows.map(Self.norm) + [0], count: count,
          to: &sums)
        let truth = points.enumerated().map { lane, point in
          rows.reduce(Double(lane)) { $0 + Self.distance(point, $1) }
        }
        #expect(sums == truth, "\(kernels.name), n = \(count)")
      }
    }
  }

  @Test(arguments: [1, 4, 5, 130, 1 << 15])
  func sumsOfBytesAreExact(dimensions: Int) {
    var random = TestRandom(seed: dimensions)
    let bytes = (dimensions + 3) / 4 * 4
    for kernels in Kernels.all {
      let width = kernels.panelWidth
      func point(_ index: Int) -> [UInt8] {
        // The farthest two of all, among others.
        if index == 0 { return Array(repeating: 0, count: dimensions) }
        if index == 1 { return Array(repeating: 255, count: dimensions) }
        return (0..<dimensions).map { _ in UInt8(random.below(256)) }
      }
      let points = (0..<width).map(point)
      let others = (0..<(dimensions > 1000 ? 3 : 19)).map(point)
      var panel = [UInt8](repeating: 0, count: bytes * width)
      for (lane, point) in points.enumerated() {
        for (feature, value) in point.enumerated() {
          panel[(feature / 4 * width + lane) * 4 + feature % 4] = value
        }
      }
      let norms = points.map { x in
        x.reduce(UInt32(0)) { $0 &+ UInt32($1) * UInt32($1) &- 256 * UInt32($1) }
      }
      let rows = others.flatMap { y in
        y.map { Int8(bitPattern: $0 &- 128) } + Array(repeating: 0, count: bytes - dimensions)
      }
      let otherNorms = others.map { $0.reduce(UInt32(0)) { $0 + UInt32($1) * UInt32($1) } }
      var sums = [Double](repeating: 0, count: width)
      kernels.addByteSpans(
        panel: panel, norms: norms, bytes: bytes, others: rows, otherNorms: otherNorms,
        count: others.count, to: &sums)
      let truth = points.map { x in
        others.reduce(0.0) { sum, y in
          let square = zip(x, y).reduce(0) {
            $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1))
          }
          return sum + Double(square).squareRoot()
        }
      }
      #expect(sums == truth, "\(kernels.name)")
    }
  }
}
