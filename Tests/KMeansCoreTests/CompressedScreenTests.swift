import Testing

@testable import KMeansCore

/// The screen of compressed rows where scores prove little: ties, and seeds as near as others.
struct CompressedScreenTests {
  /// Points midway between centroids that differ by `size` last places of a Double: every label is
  /// a tie or nearly one.
  private func ties(_ size: Double) throws -> (pair: SparsePair, m: PointMatrix) {
    var dice = Dice(seed: 77)
    let d = 40
    // Centroids differ in one feature from each other.
    let base = (0..<d).map { _ in dice.signed() }
    var m: [[Double]] = []
    for step in 0..<8 {
      var centroid = base
      centroid[step % 3] = base[step % 3] + Double(step / 3) * size * base[step % 3].ulp
      m.append(centroid)
    }
    var rows: [[(Int, Double)]] = []
    for _ in 0..<400 {
      rows.append(
        (0..<d).filter { _ in dice.unit() < 0.3 }.map { ($0, base[$0] * (1 + dice.signed())) })
    }
    return (try SparsePair(rows, dimensions: d), try PointMatrix(m))
  }

  private func labels(_ x: PointMatrix, _ m: PointMatrix, errorScale: Double) throws -> [Int32] {
    let x = try Observations(x)
    let execution = Execution(
      kernels: .current, threads: 1, control: .free, errorScale: errorScale)
    var step = SparseLloyd(Prepared(x), execution: execution)
    var labels = LabelMatrix(unset: x.count, clusters: m.count)
    _ = step.assign(to: m, after: .infinite(clusters: m.count), labels: &labels, mayStop: false)
    return labels.values
  }

  /// Labels by scores in `Double`, as predictions have them.
  private func doubleLabels(
    _ x: PointMatrix, _ m: PointMatrix, errorScale: Double
  ) throws -> [Int32] {
    let rows = try #require(x.compressed)
    let screen = CompressedScreen(
      dimensions: m.dimensions, capacity: m.count, kernels: .current, length: rows.length,
      errorScale: errorScale)
    screen.take(m, threads: 1)
    let scratch = screen.makeScratch()
    return (0..<rows.count).map {
      screen.nearest(rows[$0], squaredNorm: rows[$0].squaredNorm, scratch).label
    }
  }

  @Test func tiesGoToTheTruth() throws {
    // As little as a Double can, and about as little as a Float can.
    for size in [1, 0x1p29, 0x1p30, 0x1p31] {
      let (pair, m) = try ties(size)
      let truth = try pair.whole.labels(nearestTo: m).values
      #expect(try labels(pair.compressed, m, errorScale: 1) == truth)
      #expect(try doubleLabels(pair.compressed, m, errorScale: 1) == truth)
      // Without a margin some of these are wrong, so the test can fail.
      if size == 1 {
        #expect(try doubleLabels(pair.compressed, m, errorScale: 0) != truth)
      } else {
        #expect(try labels(pair.compressed, m, errorScale: 0) != truth)
      }
    }
  }

  /// Seeds that are as near as the one before, but for a rounding.
  @Test func seedsThatAreHardlyNearer() throws {
    var dice = Dice(seed: 5)
    let d = 300
    var rows: [[(Int, Double)]] = []
    let base = (0..<d).filter { _ in dice.unit() < 0.2 }.map { ($0, dice.signed()) }
    for point in 0..<300 {
      rows.append(
        base.map { ($0.0, $0.1 + (point % 3 == 0 ? 1 : 1e-16) * dice.signed() * $0.1) })
    }
    let pair = try SparsePair(rows, dimensions: d)
    let execution = Execution(kernels: .current, threads: 2, control: .free)
    let (sparse, dense) = (try Observations(pair.compressed), try Observations(pair.whole))
    let orders = [[0, 1, 2], [1, 2, 4, 5, 7, 8], [3, 1, 6, 2, 9, 4]]
    for order in orders {
      var exact = NearestSeed(Prepared(dense), seeds: 6, execution: execution)
      var screened = NearestSeed(Prepared(sparse), seeds: 6, execution: execution)
      for (index, seed) in order.enumerated() {
        if index > 0 {
          let trials = [seed, (seed + 17) % 300, (seed + 100) % 300, seed]
          #expect(exact.best(of: trials) == screened.best(of: trials))
        }
        exact.include([seed])
        screened.include([seed])
        #expect(exact.distances == screened.distances)
        #expect(exact.masses == screened.masses)
      }
      exact.include(Array(40..<80))
      screened.include(Array(40..<80))
      #expect(exact.distances == screened.distances && exact.masses == screened.masses)
    }
    var shrunk = execution
    shrunk.errorScale = -1e6
    var broken = NearestSeed(Prepared(sparse), seeds: 6, execution: shrunk)
    var exact = NearestSeed(Prepared(dense), seeds: 6, execution: execution)
    for seed in [1, 2, 4, 5] {
      broken.include([seed])
      exact.include([seed])
    }
    #expect(broken.distances != exact.distances)
  }
}
