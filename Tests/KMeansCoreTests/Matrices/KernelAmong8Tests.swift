import Testing

@testable import KMeansCore

/// Single pairs in 8 bits say what whole panels do.
@Suite struct KernelAmong8Tests {
  @Test(arguments: Hard.allCases)
  func keepsWhatBelow8Keeps(_ hard: Hard) {
    for (d, k) in [(1, 3), (3, 9), (16, 12), (33, 17), (64, 5), (130, 9), (320, 7), (1031, 5)] {
      let example = hard.make(dimensions: d, count: 51, clusters: k, seed: k)
      for kernels in Kernels.all {
        let screen = kernels.screen8(
          example.points, example.centroids, centre: example.centre, scale: example.scale)
        let (packed, facts) = centroidRows(example, screen)
        #expect(facts.map(\.bitPattern) == screen.centroidFacts.map(\.bitPattern))
        let width = kernels.panelWidth
        for (number, panel) in screen.panels.enumerated() {
          let points = Array(screen.points.dropFirst(number * width).prefix(width))
          let rows = screen.rows[number]
          // Thresholds that keep about half.
          let thresholds = kernels.lanes(
            points.indices.map { lane in
              let other = screen.centroids[lane % k]
              return other.facts[2] - points[lane].step * other.step * Float(lane % 7 - 3)
            }[...])
          var expected = [Int32](repeating: -7, count: k * width)
          let kept = kernels.below8(
            panel: panel.bytes, facts: panel.facts, dimensions: d, packed: screen.packed,
            centroidFacts: screen.centroidFacts, count: k, digits: screen.digits,
            thresholds: thresholds, codes: &expected)
          var codes = (0..<k).flatMap { j in points.indices.map { Int32(j * width + $0) } }
          var bounds = [Float](repeating: .nan, count: codes.count)
          let found = kernels.among8(
            rows: rows.bytes, facts: rows.facts, index: rows.index, dimensions: d, packed: packed,
            centroidFacts: facts, thresholds: thresholds, count: codes.count, codes: &codes,
            bounds: &bounds)
          #expect(codes[..<found] == expected[..<kept], "\(kernels.name), \(hard), d = \(d)")
          expectBounds(bounds[..<found], codes[..<found], points, example, screen)
        }
      }
    }
  }

  private func centroidRows(
    _ example: Hard.Case, _ screen: Kernels.Screen8
  ) -> (packed: [UInt8], facts: [Float]) {
    let (kernels, d, k) = (screen.kernels, screen.dimensions, screen.count)
    var packed = [UInt8](
      repeating: 77, count: kernels.centroids8Bytes(count: k, dimensions: d) + 64)
    var facts = [Float](repeating: .nan, count: 4 * k)
    kernels.centroidRows8(
      example.centroids, count: k, dimensions: d, centre: example.centre, scale: example.scale,
      packed: &packed, facts: &facts)
    return (packed, facts)
  }

  /// Bounds are those of the definition, bit for bit.
  private func expectBounds(
    _ bounds: ArraySlice<Float>, _ codes: ArraySlice<Int32>, _ points: [Rounded8],
    _ example: Hard.Case, _ screen: Kernels.Screen8
  ) {
    let d = screen.dimensions
    let m = (0..<screen.count).map { j in
      definedRounding(
        (0..<d).map { (example.centroids[j * d + $0] - example.centre[$0]) * example.scale },
        mayBeExact: false
      ).values
    }
    for (code, bound) in zip(codes, bounds) {
      let (j, lane) = Int(code).quotientAndRemainder(dividingBy: screen.kernels.panelWidth)
      let dot = zip(points[lane].values, m[j]).reduce(0) { $0 + $1.0 * $1.1 }
      let defined = definedBound(points[lane], screen.centroids[j], dot: dot)
      #expect(bound.bitPattern == defined.bitPattern)
    }
  }

  /// Scores one by one are those whose least the tile finds.
  @Test func scoresAreTheTiles() {
    for (d, k) in [(1, 1), (3, 9), (16, 8), (33, 17), (100, 31)] {
      var random = TestRandom(seed: d)
      let points = TestPoints(random: &random, scalar: .float, dimensions: d, count: 8)
      let m = (0..<k * d).map { _ in random.signed() }
      let centre = [Double](repeating: 0, count: d)
      var first: [UInt32] = []
      for kernels in Kernels.all {
        let packed = kernels.packedCentroids(m, dimensions: d, centre: centre, scale: 0x1p-4)
        let panel = kernels.packPanel(
          points, rows: (0..<8).map { Int32($0) }, centre: centre, scale: 0x1p-4
        ).panel
        let width = kernels.panelWidth
        var scores = [Float](repeating: .nan, count: k * width)
        kernels.scores(
          panel: panel, dimensions: d, packed: packed.packed, halfNorms: packed.halfNorms,
          count: k, scores: &scores)
        let bits = (0..<k).flatMap { j in (0..<8).map { scores[j * width + $0].bitPattern } }
        if first.isEmpty { first = bits }
        #expect(bits == first, "\(kernels.name), d = \(d)")
        var codes = [Int32](repeating: 0, count: k * width)
        let thresholds = kernels.lanes((0..<8).map { scores[($0 % k) * width + $0] }[...])
        let found = kernels.below(
          panel: panel, dimensions: d, packed: packed.packed, halfNorms: packed.halfNorms,
          count: k, thresholds: thresholds, codes: &codes)
        let expected = (0..<k).flatMap { j in
          (0..<8).filter { scores[j * width + $0] <= thresholds[$0] }
            .map { Int32(j * width + $0) }
        }
        #expect(Array(codes[..<found]) == expected)
      }
    }
  }
}
