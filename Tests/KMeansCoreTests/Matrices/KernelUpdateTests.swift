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
    let grid = Self.grid(unit.map { Int($0.exponent) }, planes: 1, count: 1)
    kernels.split(units, grid: grid, dimensions: units.count, high: &high, low: &low)
    return (high, low)
  }

  /// A grid for `count` terms a column, with units of these exponents.
  static func grid(_ exponents: [Int], planes: Int, count: Int) -> FixedPointGrid {
    let bits = FixedPointGrid(ranges: [nil], count: count).bits
    let ranges = (exponents + [0]).map {
      FixedPointGrid.Range(above: $0 + bits, lowestBit: $0 - (planes - 1) * bits)
    }
    return FixedPointGrid(ranges: ranges, count: count)
  }

  /// Two planes of any sizes and signs: as near as two doubles can be, and alike for all sets.
  @Test func halvesOfTwoPlanesKeep105Bits() {
    var inexact = 0
    for round in 0..<300 {
      let d = 1 + round % 21
      var random = TestRandom(seed: round)
      let count = [1, 3, 1000, 1 << 40][round % 4]
      let exponents = (0..<d).map { _ in [-880, -400, -20, 0, 418][random.below(5)] }
      let grid = Self.grid(exponents, planes: 2, count: count)
      #expect(grid.planes == 2)
      var units = Self.units(&random, 2 * (d + 1))
      // What cancels but for the last bits of plane 1.
      if d > 2 { (units[1], units[d + 2]) = (-1, (1 << grid.bits) - 1) }
      var expected: (high: [UInt64], low: [UInt64])?
      for kernels in Kernels.all {
        var (high, low) = ([Double](repeating: -7, count: d), [Double](repeating: -7, count: d))
        kernels.split(units, grid: grid, dimensions: d, high: &high, low: &low)
        for l in 0..<d {
          let exact =
            Dyadic(Int128(units[l]), exponent: exponents[l])
            + Dyadic(Int128(units[d + 1 + l]), exponent: exponents[l] - grid.bits)
          let rest = exact - (Dyadic(high[l]) + Dyadic(low[l]))
          #expect(high[l] == high[l] + low[l])
          #expect(abs(rest.rounded) <= abs(exact.rounded) * 0x1p-105, "\(kernels.name), d = \(d)")
          if !rest.isZero { inexact += 1 }
        }
        let found = (high: high.map(\.bitPattern), low: low.map(\.bitPattern))
        if let expected { #expect(found == expected, "\(kernels.name), d = \(d)") }
        expected = expected ?? found
      }
    }
    #expect(inexact > 0)
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
