import Testing

@testable import KMeansCore

/// Exact numbers: rounding once, sums in any order, quotients, and the fixed-point planes.
struct ExactTests {
  @Test func roundingIsToNearestEven() {
    // 2^53 + 1 lies between two Doubles: even wins; anything below the tie decides it.
    let tie: UInt128 = (1 << 53) + 1
    #expect(rounded(tie, exponent: 0) == 0x1p53)
    #expect(rounded(tie << 10 | 1, exponent: -10) == 0x1p53 + 2)
    #expect(rounded(tie << 10, exponent: -10, sticky: true) == 0x1p53 + 2)
    #expect(rounded((1 << 53) + 3, exponent: 0) == 0x1p53 + 4)
    #expect(rounded(.max, exponent: 0) == 0x1p128)
    #expect(rounded(1, exponent: 1024) == .infinity)
  }

  @Test func roundingReachesSubnormals() {
    #expect(rounded(1, exponent: -1074) == .leastNonzeroMagnitude)
    #expect(rounded(1, exponent: -1075) == 0)
    #expect(rounded(3, exponent: -1075) == 2 * .leastNonzeroMagnitude)
    #expect(rounded(5, exponent: -1076) == .leastNonzeroMagnitude)
    #expect(rounded(1, exponent: -1200) == 0)
    let normal = Double.leastNormalMagnitude
    #expect(rounded((1 << 60) - 1, exponent: -1022 - 60) == normal)
  }

  @Test func dyadicArithmeticMatchesIntegers() {
    var random = Random(state: 1)
    for _ in 0..<500 {
      let (a, b) = (Int(random.next() >> 34), Int(random.next() >> 34) - (1 << 29))
      #expect((Dyadic(a) + Dyadic(b)).rounded == Double(a + b))
      #expect((Dyadic(a) - Dyadic(b)).rounded == Double(a - b))
      #expect((Dyadic(a) * Dyadic(b)).rounded == Double(Int128(a) * Int128(b)))
      #expect((Dyadic(a) < Dyadic(b)) == (a < b))
      // Both are exact Doubles, so their IEEE quotient is the exact one rounded once.
      if b != 0 { #expect(Dyadic(a).quotient(by: Dyadic(b)) == Double(a) / Double(b)) }
    }
  }

  @Test func quotientsOfManyLimbsRoundOnce() {
    var random = Random(state: 2)
    for _ in 0..<300 {
      let (a, b) = (random.double(), random.double())
      // (a·b·c) / (b·c) is a, whatever the number of limbs.
      let product = Dyadic(b) * Dyadic(random.double())
      #expect((Dyadic(a) * product).quotient(by: product) == a)
      // One part in 2^200 above a tie rounds up, below it down.
      let tie = Dyadic(1) + Dyadic(magnitude: 1, exponent: -53)
      let bit = Dyadic(magnitude: 1, exponent: -200)
      #expect(((tie + bit) * product).quotient(by: product) == 1.0.nextUp)
      #expect(((tie - bit) * product).quotient(by: product) == 1)
    }
  }

  @Test func sumsForgetNothingAndNoOrder() {
    var random = Random(state: 3)
    for _ in 0..<50 {
      let values = (0..<200).map { _ in random.double() }
      var (forward, backward, left, right) = (ExactSum(), ExactSum(), ExactSum(), ExactSum())
      var truth = Dyadic.zero
      for (index, value) in values.enumerated() {
        forward.add(value)
        index % 3 == 0 ? left.add(value) : right.add(value)
        truth += Dyadic(value)
      }
      for value in values.reversed() { backward.add(value) }
      left.merge(right)
      for sum in [forward, backward, left] { #expect(sum.value == truth) }
      for value in values { forward.add(-value) }
      #expect(forward.value.isZero)
    }
  }

  @Test func productsAreExact() {
    var random = Random(state: 4)
    for _ in 0..<200 {
      let (w, a, b) = (abs(random.double()), random.double(), random.double())
      var (product, square) = (ExactSum(), ExactSum())
      product.addProduct(a, b)
      square.addSquare(of: a, weight: w)
      #expect(product.value == Dyadic(a) * Dyadic(b))
      #expect(square.value == Dyadic(w) * Dyadic(a) * Dyadic(a))
    }
    var sum = ExactSum()
    let least = Double.leastNonzeroMagnitude
    sum.addSquare(of: least, weight: least)
    #expect(sum.value == Dyadic(least) * Dyadic(least) * Dyadic(least))
  }

  @Test(arguments: [nil, 3.0, 0.1] as [Double?])
  func planesHoldWhatTheSuperaccumulatorDoes(weight: Double?) throws {
    var random = Random(state: 5)
    for d in [1, 3, 8, 17] {
      let values = (0..<60 * d).map { _ in random.double() }
      let weights = weight.map { w in (0..<60).map { w * Double($0 % 4) } }
      let x = try Observations(PointMatrix(dimensions: d, values: values), weights: weights)
      var sums = ClusterSums(grid: x.grid, clusters: 2, isWeighted: weight != nil)
      for point in 0..<60 { sums.add(point, of: x.rows, to: point % 2, kernels: .best) }
      // Taken out and put elsewhere: as if it had always been there.
      for point in stride(from: 0, to: 60, by: 4) {
        sums.add(point, of: x.rows, to: 0, removing: true, kernels: .best)
        sums.add(point, of: x.rows, to: 1, kernels: .best)
      }
      for cluster in 0..<2 {
        let points = (0..<60).filter { ($0 % 2 == 1 || $0 % 4 == 0) == (cluster == 1) }
        #expect(sums.sizes[cluster] == points.count)
        for feature in 0..<d {
          var truth = ExactSum()
          var total = ExactSum()
          for point in points {
            truth.addProduct(weights?[point] ?? 1, values[point * d + feature])
            total.add(weights?[point] ?? 1)
          }
          #expect(sums.sum(cluster, feature: feature) == truth.value)
          #expect(sums.weight(cluster) == total.value)
          let mean = truth.value.quotient(by: total.value)
          #expect(sums.mean(cluster, feature: feature).bitPattern == mean.bitPattern)
          let pair = sums.doubleDouble(cluster, feature: feature)
          #expect(pair == DoubleDouble(truth.value))
        }
      }
    }
  }

  @Test func doubleDoublesKeepWhatDoublesLose() {
    let a = DoubleDouble(Dyadic(magnitude: (1 << 100) + 1, exponent: 0))
    #expect(a == DoubleDouble(0x1p100, 1))
    #expect((a - DoubleDouble(0x1p100)).high == 1)
    #expect((DoubleDouble(0x1p53, 1) * 3).high == 0x1.8p54 + 4)
    #expect((DoubleDouble(0x1p53, 1) * 3).low == -1)
  }
}

/// A small generator for test data (splitmix64).
private struct Random {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Any sign and digits, exponents from -100 to 100.
  mutating func double() -> Double {
    let digits = Double(next() >> 11 | 1) * 0x1p-52
    let exponent = Int(next() % 201) - 100
    return Double(sign: next() % 2 == 0 ? .plus : .minus, exponent: exponent, significand: digits)
  }
}
