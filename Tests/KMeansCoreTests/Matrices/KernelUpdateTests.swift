import Testing

@testable import KMeansCore

/// What follows from a cluster's sums: every set against scalar, and scalar against exact numbers.
@Suite struct KernelUpdateTests {
  /// Sums that are awkward to split and to divide: around 2^53 and 2^62, small, 0, of either sign.
  static func units(_ random: inout TestRandom, _ d: Int) -> [Int64] {
    (0..<d).map { _ in
      let size = Int64(bitPattern: random.next() >> UInt64(2 + random.below(62)))
      let edge: [Int64] = [0, 1, (1 << 53) - 1, 1 << 53, (1 << 53) + 1, (1 << 62) - 1, 1 << 31]
      let value = random.below(4) == 0 ? edge[random.below(edge.count)] : size
      return random.below(2) == 0 ? value : -value
    }
  }

  static func split(
    _ kernels: Kernels, _ units: [Int64], unit: [Double]
  ) -> (high: [Double], low: [Double]) {
    var high = [Double](repeating: -7, count: units.count)
    var low = high
    kernels.split(units, unit: unit, dimensions: units.count, high: &high, low: &low)
    return (high, low)
  }

  @Test func halvesAreTheNearestDoubleAndTheRest() {
    for d in Array(1...20) + [100] {
      var random = TestRandom(seed: d)
      let units = Self.units(&random, d)
      let exponents = (0..<d).map { _ in [-960, -400, -20, 0, 418][random.below(5)] }
      let unit = exponents.map { Double(sign: .plus, exponent: $0, significand: 1) }
      for kernels in Kernels.all {
        let (high, low) = Self.split(kernels, units, unit: unit)
        for l in 0..<d {
          let exact = Dyadic(Int128(units[l]), exponent: exponents[l])
          #expect(high[l].bitPattern == exact.rounded.bitPattern, "\(kernels.name), d = \(d)")
          #expect(Dyadic(high[l]) + Dyadic(low[l]) == exact, "\(kernels.name), d = \(d)")
        }
      }
    }
  }

  /// Sums in two planes, also such that the nearest double lies on the other side of a middle, or
  /// that both planes cancel.
  @Test func planesAreSplitAsTheExactSumIs() {
    var (values, opened) = (0, 0)
    for round in 0..<600 {
      let (d, count) = (1 + round % 19, [2, 3, 300, 5000, 1 << 20, 1 << 40][round % 6])
      var random = TestRandom(seed: round)
      let above = [0, -850, 400][round % 3]
      let bits = FixedPointGrid(ranges: [nil], count: count).bits
      let range = FixedPointGrid.Range(above: above, lowestBit: above - bits - 1)
      let grid = FixedPointGrid(ranges: Array(repeating: range, count: d) + [nil], count: count)
      #expect(grid.planes == 2)
      var units = Self.units(&random, d) + [0] + Self.units(&random, d) + [0]
      for l in 0..<d where random.below(3) == 0 {
        // A middle of two doubles, and next to it.
        let middle = Int64(1) << 60 | (1 << 7) &* Int64(random.below(3))
        units[l] = random.below(2) == 0 ? middle : -middle
        units[grid.columns + l] = Int64(random.below(3) - 1)
      }
      if grid.bits < 62 && d > 2 { (units[0], units[grid.columns]) = (5, -(5 << Int64(grid.bits))) }
      var expected: [Int32]?
      for kernels in Kernels.all {
        var high = [Double](repeating: -7, count: d)
        var (low, open) = (high, [Int32](repeating: -7, count: d))
        open.removeLast(
          d - kernels.split(planes: units, grid: grid, high: &high, low: &low, open: &open))
        for l in 0..<d where !open.contains(Int32(l)) {
          let exact = grid.value(column: l) { units[$0 * grid.columns + l] }
          let rest = exact - Dyadic(high[l])
          #expect(high[l] == exact.rounded && low[l] == rest.rounded, "\(kernels.name), \(round)")
        }
        #expect(open == expected ?? open, "\(kernels.name)")
        expected = open
      }
      values += d
      opened += expected?.count ?? 0
    }
    #expect(opened * 5 < values)
  }

  @Test func meansAreRightOrOpenAndFewAreOpen() {
    var (values, opened) = (0, 0)
    for round in 0..<400 {
      let d = 1 + round % 19
      var random = TestRandom(seed: round)
      let units = Self.units(&random, d)
      let unit = [Double](repeating: round % 2 == 0 ? 0x1p-40 : 0x1p-960, count: d)
      let count = 1 + Int(random.next() >> UInt64(11 + random.below(52)))
      let (high, low) = Self.split(.scalar, units, unit: unit)
      var expected: (means: [Double], open: [Int32])?
      for kernels in Kernels.all {
        var means = [Double](repeating: -7, count: d)
        var open = [Int32](repeating: -7, count: d)
        let unproven = kernels.means(
          high: high, low: low, count: Double(count), dimensions: d, means: &means, open: &open)
        open.removeLast(d - unproven)
        for l in 0..<d where !open.contains(Int32(l)) {
          let exact = (Dyadic(high[l]) + Dyadic(low[l])).quotient(by: Dyadic(count))
          #expect(
            means[l].bitPattern == exact.bitPattern, "\(kernels.name): \(units[l]) / \(count)")
        }
        if let expected {
          #expect(means.map(\.bitPattern) == expected.means.map(\.bitPattern), "\(kernels.name)")
          #expect(open == expected.open, "\(kernels.name)")
        }
        expected = expected ?? (means, open)
      }
      if round % 2 == 0 {
        values += d
        opened += expected?.open.count ?? 0
      }
    }
    #expect(opened * 100 < values)
  }

  /// Quotients next to the middle of two doubles, which one rounding too many gets wrong.
  @Test func quotientsNextToAMiddleAreNotGuessed() {
    for count in [3, 5, 7, 48_611, 999_983] {
      for shift in 0..<200 {
        // n/count within 2/count units of a middle between two doubles of 53 bits.
        let middle = Int128(1) << 52 + Int128(shift * 7919)
        let exact = (middle * 2 + 1) * Int128(count) * 128
        for offset in [-1, 0, 1] {
          let units = Int64(truncatingIfNeeded: (exact >> 8) + Int128(offset))
          guard units > 0 && units < 1 << 62 else { continue }
          let truth = Dyadic(Int128(units), exponent: 0).quotient(by: Dyadic(count))
          for kernels in Kernels.all {
            let (high, low) = Self.split(kernels, [units], unit: [1])
            var (means, open): ([Double], [Int32]) = ([0], [0])
            let unproven = kernels.means(
              high: high, low: low, count: Double(count), dimensions: 1, means: &means,
              open: &open)
            #expect(unproven == 1 || means[0] == truth, "\(units) / \(count)")
          }
        }
      }
    }
  }

  /// (2m + 1)·count ≡ ±1 modulo 2^53, so that a sum is as near to count times a middle as can be:
  /// the quotient lies within 2^-53 of half a last place of it.
  @Test func quotientsAsNearToAMiddleAsCanBeAreRightOrOpen() {
    var random = TestRandom(seed: 3)
    var opened = 0
    for _ in 0..<200 {
      let count = (random.next() >> 12 | 1) + 1 << 52
      var inverse = count
      for _ in 0..<6 { inverse = inverse &* (2 &- count &* inverse) }
      for sign in [1, -1] {
        let odd = (sign > 0 ? inverse : 0 &- inverse) & (1 << 53 - 1) | 1 << 53
        let units = Int64((Int128(odd) * Int128(count) - Int128(sign)) >> 53)
        let truth = Dyadic(Int128(units), exponent: 0).quotient(by: Dyadic(Int(count)))
        for kernels in Kernels.all {
          let d = 9
          let (high, low) = Self.split(
            kernels, [Int64](repeating: units, count: d), unit: [Double](repeating: 1, count: d))
          var (means, open) = (high, [Int32](repeating: 0, count: d))
          let unproven = kernels.means(
            high: high, low: low, count: Double(count), dimensions: d, means: &means, open: &open)
          #expect(unproven == 0 || unproven == d)
          #expect(unproven == d || means.allSatisfy { $0 == truth }, "\(units) / \(count)")
          opened += unproven
        }
      }
    }
    #expect(opened > 0)
  }

  @Test func termsAreThoseOfDoubleDouble() {
    for d in Array(1...20) + [100, 131] {
      var random = TestRandom(seed: d)
      let units = Self.units(&random, d)
      let (high, low) = Self.split(.scalar, units, unit: [Double](repeating: 0x1p-40, count: d))
      let m = (0..<d).map { _ in random.signed() * 100 }
      let weight = DoubleDouble(Double(random.below(1000)), random.signed() * 0x1p-50)
      var lanes = [DoubleDouble](repeating: DoubleDouble(0), count: 8)
      for l in 0..<d {
        let twice = DoubleDouble(high[l], low[l]) * 2
        lanes[l % 8] = lanes[l % 8] + (weight * m[l] - twice) * (m[l] * 0x1p-3)
      }
      let expected =
        ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3]))
        + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]))
      for kernels in Kernels.all {
        let found = kernels.term(
          high: high, low: low, weight: weight, centroid: m, scale: 0x1p-3, dimensions: d)
        #expect(found == expected, "\(kernels.name), d = \(d)")
      }
    }
  }
}
