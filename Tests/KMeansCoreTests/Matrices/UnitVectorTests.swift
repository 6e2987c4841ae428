import Testing

@testable import KMeansCore

/// Directions: the fast way proves what it writes, and the slow way is right.
struct UnitVectorTests {
  /// The nearest to the real quotient, by exact comparisons.
  @Test func valuesAreRoundedOnce() throws {
    var random = CounterDice(state: 7)
    for _ in 0..<300 {
      let values = (0..<5).map { _ in Dyadic(random.signed()) * Dyadic(random.signed()) }
      let unit = try #require(UnitVector(values))
      let square = values.reduce(Dyadic.zero) { $0 + $1 * $1 }
      for (l, value) in values.enumerated() {
        let found = unit.value(l)
        #expect((found < 0) == (value < .zero))
        let size = abs(found)
        for neighbour in [size.nextUp, size.nextDown] {
          let middle = Dyadic(size) + Dyadic(neighbour)
          let (left, right) = (middle * middle * square, Dyadic(4) * value * value)
          #expect(neighbour > size ? right <= left : left <= right)
        }
      }
    }
  }

  /// What the fast way calls proven is the slow way's; and that is nearly all.
  @Test func theFastWayProvesNearlyAll() throws {
    var random = CounterDice(state: 3)
    var (proven, open) = (0, 0)
    for power in [-900, -300, -1, 0, 40, 500] {
      for d in [1, 2, 7, 300] {
        let scale = Double(sign: .plus, exponent: power, significand: 1)
        let high = (0..<d).map { _ in random.signed() * scale }
        let low = high.map { $0 * 0x1p-54 * random.signed() }
        var (unit, rest) = ([Double](repeating: .nan, count: d), [Int32](repeating: 0, count: d))
        let count = UnitVector.write(&unit, high: high, low: low, open: &rest, count: d)
        let exact = try #require(UnitVector(zip(high, low).map { Dyadic($0) + Dyadic($1) }))
        let left = Set(rest.prefix(count).map { Int($0) })
        for l in 0..<d where !left.contains(l) {
          #expect(unit[l] == exact.value(l), "2^\(power), d = \(d)")
        }
        proven += d - count
        open += count
      }
    }
    #expect(open * 100 < proven)
  }

  /// A quotient that lies in the middle of two numbers is left open, and goes to the even one.
  @Test func tiesAreLeftOpen() throws {
    // (3·m, 4·m)/5m, where 3m/5m is 0.6: no tie, but exact multiples agree.
    for m in [1.0, 3, 0x1p40 + 1] {
      let unit = try #require(UnitVector([Dyadic(3 * m), Dyadic(4 * m)]))
      #expect(unit.value(0) == 0.6 && unit.value(1) == 0.8)
    }
    #expect(UnitVector([.zero, .zero]) == nil)
    var unit = [5.0, 6.0]
    var open: [Int32] = [0, 0]
    #expect(UnitVector.write(&unit, high: [0, 0], low: [0, 0], open: &open, count: 2) == 0)
    #expect(unit == [5, 6])
  }

  @Test func unitPointsAreNumPys() throws {
    var random = CounterDice(state: 11)
    for d in [1, 3, 8, 200] {
      let points = PointMatrix(dimensions: d, count: 50) { values in
        for index in values.indices { values[index] = random.signed() }
      }
      for kernels in Kernels.all {
        let unit = UnitPoints(points, kernels: kernels, threads: 2).matrix(threads: 2)
        for i in 0..<50 {
          let point = points.point(i)
          let norm = Textbook.squaredDistance(point, point.map { _ in 0 }).squareRoot()
          #expect(unit.point(i) == point.map { $0 / norm })
        }
      }
    }
  }
}

/// A small generator.
private struct CounterDice {
  var state: UInt64

  mutating func signed() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(Int64(bitPattern: state) >> 11) * 0x1p-52
  }
}
