import Testing

@testable import KMeansCore

/// What 8 bits leave of points and centroids, and the products of both parts.
@Suite struct KernelRestsTests {
  /// Around the sizes of all blocks.
  private static let dimensions = [
    1, 3, 4, 16, 33, 63, 64, 65, 128, 130, 257, 320, 784, 1031,
  ]

  /// The values that are rounded.
  private func moved(_ values: ArraySlice<Double>, _ example: Hard.Case) -> [Double] {
    zip(values, example.centre).map { ($0 - $1) * example.scale }
  }

  /// The definition, from the facts of the first rounding that a table has found.
  private func defined(
    _ v: [Double], mayBeExact: Bool, _ facts: ArraySlice<Float>
  ) -> RoundedPair {
    let first = definedRounding(v, mayBeExact: mayBeExact)
    let facts = Array(facts)
    #expect(facts[0].bitPattern == first.step.bitPattern)
    return RoundedPair(
      step: first.step, values: first.values,
      rest: RoundedRest(v, step: facts[0], error: facts[1]))
  }

  /// Facts and products of every set, bit for bit.
  @Test(arguments: Hard.allCases)
  func equalsTheDefinition(_ hard: Hard) {
    for d in Self.dimensions {
      // Few of the long ones: the definition is slow.
      let (n, k) = (d > 500 ? 5 : 19, d > 500 ? 3 : 6)
      let example = hard.make(dimensions: d, count: n, clusters: k, seed: d)
      let (centre, scale) = (example.centre, example.scale)
      let first = Kernels.all[0].parts(example.points, centre: centre, scale: scale)
      let second = Kernels.all[0].parts(
        centroids: example.centroids, dimensions: d, centre: centre, scale: scale)
      let points = (0..<n).map {
        defined(
          moved(example.points.point($0), example), mayBeExact: true,
          first.facts[3 * $0..<3 * $0 + 3])
      }
      let centroids = (0..<k).map {
        defined(
          moved(example.centroids[$0 * d..<($0 + 1) * d], example), mayBeExact: false,
          second.facts[4 * $0..<4 * $0 + 4])
      }
      let products = points.map { x in centroids.map { x.product($0).bitPattern } }
      for kernels in Kernels.all {
        let what: Comment = "\(kernels.name), \(hard), d = \(d)"
        let x = kernels.parts(example.points, centre: centre, scale: scale)
        let m = kernels.parts(
          centroids: example.centroids, dimensions: d, centre: centre, scale: scale)
        #expect(bits(x.facts) == bits(first.facts), what)
        #expect(bits(m.facts) == bits(second.facts), what)
        #expect(bits(x.fine) == bits(points.flatMap(\.rest.fine)), what)
        #expect(bits(m.fine) == bits(centroids.flatMap(\.rest.fine)), what)
        // Lanes have points in reverse, and pairs come in no order; panels are narrower than n.
        let width = kernels.panelWidth
        for start in stride(from: 0, to: n, by: width) {
          let index = (start..<min(start + width, n)).reversed().map { Int32($0) }
          let codes = (0..<index.count * k).map { pair in
            Int32((pair * 5 + 1) % k * width + pair % index.count)
          }
          let found = kernels.products(x, index: index, dimensions: d, m, codes: codes)
          let expected = codes.map {
            products[Int(index[Int($0) % width])][Int($0) / width]
          }
          #expect(found.map(\.bitPattern) == expected, what)
          #expect(kernels.products(x, index: index, dimensions: d, m, codes: []).isEmpty)
        }
      }
    }
  }

  private func bits(_ floats: [Float]) -> [UInt32] { floats.map(\.bitPattern) }

  /// The bound covers ‖x̂ − s·q − s′·r‖ exactly, and is near it; every set has the same facts.
  @Test(arguments: Hard.allCases)
  func boundsWhatIsLeft(_ hard: Hard) {
    for d in [1, 4, 33, 130, 257] {
      let example = hard.make(dimensions: d, count: 4, clusters: 3, seed: d + 1)
      let (centre, scale, kernels) = (example.centre, example.scale, Kernels.best)
      let x = kernels.parts(example.points, centre: centre, scale: scale)
      let m = kernels.parts(
        centroids: example.centroids, dimensions: d, centre: centre, scale: scale)
      for i in 0..<4 {
        expectBound(
          moved(example.points.point(i), example), mayBeExact: true, x.facts[3 * i..<3 * i + 3],
          x.fine[2 * i..<2 * i + 2], "\(hard), d = \(d), point \(i)")
      }
      for j in 0..<3 {
        expectBound(
          moved(example.centroids[j * d..<(j + 1) * d], example), mayBeExact: false,
          m.facts[4 * j..<4 * j + 4], m.fine[2 * j..<2 * j + 2],
          "\(hard), d = \(d), centroid \(j)")
      }
    }
  }

  private func expectBound(
    _ v: [Double], mayBeExact: Bool, _ facts: ArraySlice<Float>, _ fine: ArraySlice<Float>,
    _ what: Comment
  ) {
    let pair = defined(v, mayBeExact: mayBeExact, facts)
    let (step, rest) = (Dyadic(Double(pair.step)), Dyadic(Double(fine[fine.startIndex])))
    let bound = Double(fine[fine.startIndex + 1])
    #expect(pair.rest.values.allSatisfy { abs($0) <= 127 }, what)
    var squares = Dyadic.zero
    for l in v.indices {
      let left =
        Dyadic(v[l]) - step * Dyadic(pair.values[l]) - rest * Dyadic(pair.rest.values[l])
      squares += left * left
    }
    #expect(!(Dyadic(bound) * Dyadic(bound) < squares), what)
    guard fine[fine.startIndex] > 0 else { return }
    // No more than what rounding to s′ can leave, and what bounds of centroids are widened by.
    let error = Double(facts[facts.startIndex + 1])
    let most = Double(v.count).squareRoot() * Double(fine[fine.startIndex]) * 0.501
    #expect(bound <= most + 0x1p-51 * error + 0x1p-149, what)
    #expect(
      bound <= squares.rounded.squareRoot() * (1 + 0x1p-22) + 0x1p-51 * error + 0x1p-149, what)
  }

  /// Whole numbers about 128 leave nothing, whatever their type; and nothing is written of that.
  @Test(arguments: PointMatrix.Scalar.allCases)
  func bytesLeaveNothing(_ scalar: PointMatrix.Scalar) {
    for d in [1, 3, 8, 17, 64, 130, 784] {
      var random = TestRandom(seed: d)
      let values = (0..<20 * d).map { _ in Double(random.below(256)) }
      let points = TestPoints(values, scalar: scalar, dimensions: d)
      let centre = [Double](repeating: 128, count: d)
      for kernels in Kernels.all {
        let parts = kernels.parts(points, centre: centre, scale: 1)
        #expect(parts.fine.allSatisfy { $0 == 0 }, "\(kernels.name), d = \(d)")
        #expect(parts.rests.allSatisfy { $0 == 77 }, "\(kernels.name), d = \(d)")
      }
    }
  }

  /// A step below the normal floats is none: the bound is that of the first rounding. A step that
  /// is just normal is one.
  @Test func subnormalStepsAreNone() {
    for (exponent, isOne) in [(-140, false), (-125, false), (-119, false), (-118, true)] {
      for d in [1, 5, 33, 200] {
        var random = TestRandom(seed: d)
        let size = Double(sign: .plus, exponent: exponent, significand: 1)
        // The greatest makes steps a little above `size`, whose 254th is 2^-7.98·size.
        let values = (0..<12 * d).map {
          ($0 % d == 0 ? 127 : random.signed() * 126) * size * (1 + 0x1p-30)
        }
        let zeros = [Double](repeating: 0, count: d)
        let points = TestPoints(values, scalar: .double, dimensions: d)
        for kernels in Kernels.all {
          let x = kernels.parts(points, centre: zeros, scale: 1)
          let m = kernels.parts(centroids: values, dimensions: d, centre: zeros, scale: 1)
          let what: Comment = "\(kernels.name), 2^\(exponent), d = \(d)"
          for i in 0..<12 {
            let (error, its) = (x.facts[3 * i + 1], m.facts[4 * i + 1])
            #expect(error > 0 && (x.fine[2 * i] > 0) == isOne, what)
            #expect((m.fine[2 * i] > 0) == isOne, what)
            if isOne {
              #expect(x.fine[2 * i + 1] < error || d == 1, what)
            } else {
              #expect(x.fine[2 * i] == 0 && x.fine[2 * i + 1].bitPattern == error.bitPattern, what)
              #expect(m.fine[2 * i] == 0 && m.fine[2 * i + 1].bitPattern == its.bitPattern, what)
            }
          }
        }
      }
    }
  }

  /// The product is that of the vectors, up to what the bounds say and the rests' own.
  @Test(arguments: Hard.allCases)
  func productsAreNear(_ hard: Hard) {
    for d in [3, 65, 257] {
      let example = hard.make(dimensions: d, count: 5, clusters: 4, seed: d)
      let kernels = Kernels.best
      let x = kernels.parts(example.points, centre: example.centre, scale: example.scale)
      let m = kernels.parts(
        centroids: example.centroids, dimensions: d, centre: example.centre, scale: example.scale)
      let index = (0..<5).map { Int32($0) }
      let codes = (0..<20).map { Int32($0 / 5 * kernels.panelWidth + $0 % 5) }
      let products = kernels.products(x, index: index, dimensions: d, m, codes: codes)
      for pair in 0..<20 {
        let (i, j) = (pair % 5, pair / 5)
        let v = moved(example.points.point(i), example)
        let w = moved(example.centroids[j * d..<(j + 1) * d], example)
        let exact = zip(v, w).reduce(Dyadic.zero) { $0 + Dyadic($1.0) * Dyadic($1.1) }
        let off = (exact - Dyadic(products[pair])).rounded
        func length(_ v: [Double]) -> Double {
          v.reduce(Dyadic.zero) { $0 + Dyadic($1) * Dyadic($1) }.rounded.squareRoot()
        }
        let (ex, em) = (Double(x.facts[3 * i + 1]), Double(m.facts[4 * j + 1]))
        let (fx, fm) = (Double(x.fine[2 * i + 1]), Double(m.fine[2 * j + 1]))
        let error =
          fx * length(w) + (length(v) + 2 * ex + fx) * fm + (ex + fx) * (em + fm)
          + 0x1p-50 * (length(v) + 2 * ex) * (length(w) + 2 * em)
        #expect(abs(off) <= error * (1 + 0x1p-20), "\(hard), d = \(d), pair \(pair)")
      }
    }
  }
}
