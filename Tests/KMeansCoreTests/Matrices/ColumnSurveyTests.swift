import TestSupport
import Testing

@testable import KMeansCore

/// One reading of X: whatever the values, the moments are the exact ones.
@Suite struct ColumnSurveyTests {
  /// Box and moments of `values` against the superaccumulator.
  static func check(
    _ values: [Double], _ scalar: PointMatrix.Scalar, d: Int, _ comment: Comment
  ) throws {
    let points =
      switch scalar {
      case .uint8: try PointMatrix(dimensions: d, values: values.map { UInt8($0) })
      case .float: try PointMatrix(dimensions: d, values: values.map { Float($0) })
      case .double: try PointMatrix(dimensions: d, values: values)
      }
    for threads in [1, 3] {
      let x = try Observations(points, threads: threads)
      let survey = try Survey(points, threads: threads)
      for l in 0..<d {
        var (sum, square) = (ExactSum(), ExactSum())
        var (least, greatest) = (Double.infinity, -Double.infinity)
        for i in 0..<points.count {
          let value = points[l, i]
          sum.add(value)
          square.addSquare(of: value, weight: 1)
          least = min(least, value)
          greatest = max(greatest, value)
        }
        #expect(survey.plain[l].sum == sum.value, comment)
        #expect(survey.plain[l].square == square.value, comment)
        #expect(x.box.least[l] == least && x.box.greatest[l] == greatest, comment)
      }
      #expect(x.totalWeight == Dyadic(points.count))
    }
  }

  /// Columns that are read some at a time, kept whole and compressed, with weights and without.
  @Test(arguments: [1, 5])
  func wideFactsAreExact(_ n: Int) throws {
    let d = Shapes.areFew ? 16_390 : 40_003
    var random = TestRandom(seed: n)
    let values = (0..<n * d).map { _ in
      random.below(3) == 0
        ? 0 : Double(sign: .plus, exponent: random.below(60) - 30, significand: random.signed())
    }
    let whole = try PointMatrix(dimensions: d, values: values)
    let kept = values.indices.filter { values[$0] != 0 }
    let offsets = (0...n).map { point in kept.count { $0 < point * d } }
    let compressed = try PointMatrix(
      compressedRows: kept.map { values[$0] }, columns: kept.map { $0 % d }, offsets: offsets,
      dimensions: d)
    for weights in [nil, (0..<n).map { 0.75 + Double($0) }] {
      let weight = { (point: Int) in weights?[point] ?? 1 }
      let total = (0..<n).reduce(Dyadic.zero) { $0 + Dyadic(weight($1)) }
      for threads in [1, 3] {
        let x = try Observations(whole, weights: weights, threads: threads)
        let other = try Observations(compressed, weights: weights, threads: threads)
        var (spread, squares) = (Dyadic.zero, Dyadic.zero)
        for l in 0..<d {
          var (sum, square) = (ExactSum(), ExactSum())
          for i in 0..<n {
            sum.addProduct(weight(i), whole[l, i])
            square.addSquare(of: whole[l, i], weight: weight(i))
          }
          let own = total * square.value - sum.value * sum.value
          spread += own
          squares += square.value
          guard l % 97 == 0 || l % (1 << 14) < 2 else { continue }
          #expect(x.means[l] == sum.value.quotient(by: total))
          #expect(x.variances[l] == own.quotient(by: total * total))
        }
        #expect(x.sumOfSquares == squares && x.totalWeight == total)
        #expect(x.totalSumOfSquares == spread.quotient(by: total))
        #expect(x.means == other.means && x.variances == other.variances)
        #expect(x.meanVariance == other.meanVariance && x.box == other.box)
        #expect(x.totalSumOfSquares == other.totalSumOfSquares)
        #expect(x.sumOfSquares == other.sumOfSquares)
      }
    }
  }

  /// A value in the last columns is found first when it is that of the first point.
  @Test func badValuesOfWidePointsAreFoundInOrder() throws {
    let d = 40_000
    var values = [Double](repeating: 1, count: 3 * d)
    values[2 * d + 5] = .nan
    values[d + 39_990] = .infinity
    let points = try PointMatrix(dimensions: d, values: values)
    #expect(throws: ObservationError.notFinite(point: 1, feature: 39_990, value: .infinity)) {
      try Observations(points)
    }
  }

  @Test(arguments: PointMatrix.Scalar.allCases)
  func anyShapeIsExact(_ scalar: PointMatrix.Scalar) throws {
    let shapes = [
      (1, 1), (1, 1025), (2, 30_011), (3, 5000), (8, 2001), (17, 1500), (100, 1100),
    ]
    for (d, n) in shapes where !Shapes.areFew || n * d < 20_000 {
      var random = TestRandom(seed: d)
      let values = (0..<n * d).map { _ in
        scalar == .uint8 ? Double(random.below(256)) : random.signed() * 100
      }
      try Self.check(values, scalar, d: d, "\(d) × \(n)")
    }
  }

  /// Magnitudes that no grid holds together, so that many values spill.
  @Test(arguments: [PointMatrix.Scalar.float, .double])
  func mixedMagnitudesAreExact(_ scalar: PointMatrix.Scalar) throws {
    var random = TestRandom(seed: 7)
    let span = scalar == .float ? 240 : 958
    for (d, n) in [(1, 300), (3, 2000), (20, 1300)] {
      let values = (0..<n * d).map { _ in
        let exponent = random.below(span) - span / 2
        let value = Double(sign: .plus, exponent: exponent, significand: random.signed())
        return random.below(9) == 0 ? -0.0 : value
      }
      try Self.check(values, scalar, d: d, "\(d) × \(n)")
    }
  }

  /// Sorted data: what a few early points tell is wrong for the late ones, and outliers are where
  /// no sample sees them.
  @Test(arguments: [PointMatrix.Scalar.float, .double])
  func valuesBeyondTheSampleAreReadAgain(_ scalar: PointMatrix.Scalar) throws {
    var random = TestRandom(seed: 8)
    for d in Shapes.areFew ? [1] : [1, 2, 9] {
      var values = (0..<40_000 * d).map { _ in random.signed() }
      for _ in 0..<3 { values[random.below(values.count)] = 0x1p100 }
      try Self.check(values, scalar, d: d, "outliers, d = \(d)")
      let sorted = (0..<20_000 * d).map { Double($0 / d) * 0x1p-3 }
      try Self.check(sorted, scalar, d: d, "sorted, d = \(d)")
    }
  }

  @Test func subnormalsAndTheEndsOfTheRangeAreExact() throws {
    let least = Double.leastNonzeroMagnitude
    let small = (0..<2400).map { Double($0 % 7) * least }
    // Beside a feature that is wide enough to be clustered.
    let values = small.enumerated().flatMap { [$1, $0 % 2 == 0 ? 0x1.fp479 : -0x1.fp479] }
    try Self.check(values, .double, d: 2, "both ends")
    let floats = (0..<2400).flatMap { [Double($0 % 5) * 0x1p-149, Double($0 % 3)] }
    try Self.check(floats, .float, d: 2, "subnormal floats")
  }

  @Test func aColumnOfZerosWithOneValueIsExact() throws {
    var values = [Double](repeating: 0, count: 3 * 20_000)
    for i in 0..<20_000 { values[3 * i] = Double(i % 255) }
    values[3 * 12_345 + 1] = 255
    values[3 * 12_346 + 2] = -0x1p-100
    try Self.check(values, .float, d: 3, "pixels")
  }
}
