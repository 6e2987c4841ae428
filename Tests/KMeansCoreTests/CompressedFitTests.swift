import TestSupport
import Testing

@testable import KMeansCore

/// Fits of compressed rows have the bits of the fits of the same points written out, and never
/// write them out.
struct CompressedFitTests {
  private func compare(
    _ pair: SparsePair, weights: [Double]? = nil, _ configuration: Clusterer.Configuration,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let clusterer = Clusterer(configuration)
    let sparse = try clusterer.fit(pair.compressed, weights: weights)
    let dense = try clusterer.fit(pair.whole, weights: weights)
    #expect(sparse.difference(dense) == nil, sourceLocation: sourceLocation)
    #expect(!pair.compressed.isExpanded, sourceLocation: sourceLocation)
  }

  private static let initializations: [Clusterer.Initialization] = [
    .kMeansPlusPlus, .kMeansPlusPlusPlain, .kMeansParallel, .randomPoints,
  ]

  @Test(
    arguments: Shapes.sampled([1, 7, 130, 1000], most: 3),
    Shapes.sampled([0.001, 0.02, 0.2, 0.5], most: 2))
  func fitsAreEqual(dimensions: Int, density: Double) throws {
    let count = dimensions == 1000 ? 120 : 300
    for (seed, initialization) in Self.initializations.enumerated() {
      for k in [1, 2, 5, 24] {
        let pair = try SparsePair.random(
          count, dimensions, density: density, seed: UInt64(seed + 7 * k),
          asFloat: (seed + k).isMultiple(of: 2))
        try compare(
          pair,
          Clusterer.Configuration(
            clusters: k, initialization: initialization, restarts: 2, seed: UInt64(k),
            iterationLimit: 40,
            tolerance: 0, threads: 1 + seed % 3))
      }
    }
  }

  @Test(arguments: initializations)
  func textLikeRows(initialization: Clusterer.Initialization) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let pair = try SparsePair.random(
        400, 900, density: 0.02, seed: seed, normalised: true, value: { $0.unit() })
      try compare(
        pair,
        Clusterer.Configuration(
          clusters: 12, initialization: initialization, restarts: 2, seed: seed, iterationLimit: 60,
          tolerance: seed == 2 ? 1e-4 : 0, threads: 2))
    }
  }

  @Test func weightsCountAlike() throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      var dice = Dice(seed: seed + 90)
      let pair = try SparsePair.random(200, 60, density: 0.1, seed: seed)
      let weights = (0..<200).map { $0.isMultiple(of: 7) ? 0 : dice.unit() * 3 + 0.1 }
      for initialization in Self.initializations {
        try compare(
          pair, weights: weights,
          Clusterer.Configuration(
            clusters: 9, initialization: initialization, seed: seed, iterationLimit: 40,
            tolerance: 0, threads: 2))
      }
    }
  }

  @Test func everyPointIsACluster() throws {
    let pair = try SparsePair.random(40, 130, density: 0.05, seed: 5)
    try compare(pair, Clusterer.Configuration(clusters: 40, seed: 3, tolerance: 0, threads: 2))
  }

  /// Far centroids leave clusters empty, which take points from the others.
  @Test func givenCentroids() throws {
    let pair = try SparsePair.random(150, 40, density: 0.2, seed: 8)
    var dice = Dice(seed: 4)
    let near = (0..<6).map { _ in (0..<40).map { _ in dice.signed() } }
    for far in [3.0, 1e6, 1e100, 1e140] {
      let centroids = try PointMatrix(near + [near[0].map { $0 * far }, near[0]])
      try compare(
        pair,
        Clusterer.Configuration(
          clusters: 8, initialization: .centroids(centroids), tolerance: 0, threads: 2))
      try compare(
        pair,
        Clusterer.Configuration(
          clusters: 12, initialization: .extending(centroids), tolerance: 0, threads: 2))
    }
  }

  /// Given centroids may be compressed rows too.
  @Test func givenCompressedCentroids() throws {
    let pair = try SparsePair.random(90, 40, density: 0.2, seed: 8)
    let start = try SparsePair.random(5, 40, density: 0.3, seed: 9)
    let sparse = try Clusterer(
      Clusterer.Configuration(clusters: 5, initialization: .centroids(start.compressed))
    ).fit(pair.compressed)
    let dense = try Clusterer(
      Clusterer.Configuration(clusters: 5, initialization: .centroids(start.whole))
    ).fit(pair.whole)
    #expect(sparse.difference(dense) == nil)
  }

  @Test func valuesOfAllScales() throws {
    for (seed, exponents) in [(1, 150.0), (2, 100), (3, 20)] as [(UInt64, Double)] {
      let pair = try SparsePair.random(
        120, 50, density: 0.15, seed: seed,
        value: { dice in
          let exponent = Int(dice.signed() * exponents * 3.2)
          return Double(sign: .plus, exponent: min(exponent, 470), significand: dice.signed())
        })
      try compare(pair, Clusterer.Configuration(clusters: 6, seed: seed, tolerance: 0, threads: 2))
      // So far apart that products with the grid's scales vanish.
      let apart = try SparsePair.random(
        120, 50, density: 0.15, seed: seed,
        value: { dice in
          let isGreat = dice.unit() < 0.5
          let exponent = isGreat ? 460 : -700 - Int(dice.unit() * 370)
          return Double(sign: .plus, exponent: exponent, significand: dice.signed())
        })
      try compare(apart, Clusterer.Configuration(clusters: 6, seed: seed, tolerance: 0, threads: 2))
      // All tiny, all huge.
      for scale in [1e-130, 1e130] {
        let scaled = try SparsePair.random(
          120, 50, density: 0.15, seed: seed, value: { $0.signed() * scale })
        try compare(
          scaled, Clusterer.Configuration(clusters: 6, seed: seed, tolerance: 0, threads: 2))
      }
    }
  }

  @Test func everyAlgorithmIsTheSame() throws {
    let pair = try SparsePair.random(150, 30, density: 0.2, seed: 3)
    for algorithm in Clusterer.Algorithm.allCases {
      try compare(
        pair,
        Clusterer.Configuration(
          clusters: 5, seed: 2, tolerance: 0, algorithm: algorithm, threads: 2))
    }
  }

  @Test func kernelsAndThreadsChangeNothing() throws {
    let pair = try SparsePair.random(700, 300, density: 0.03, seed: 12, normalised: true)
    let fits = try [1, 2, 3, 8].map { threads in
      try Clusterer(Clusterer.Configuration(clusters: 10, seed: 1, tolerance: 0, threads: threads))
        .fit(pair.compressed)
    }
    for fit in fits { #expect(fit.difference(fits[0]) == nil) }
  }

  @Test func aStoppedFitHasLabelsOfItsCentroids() throws {
    let pair = try SparsePair.random(3000, 400, density: 0.03, seed: 12)
    let stop = StopSignal()
    let configuration = Clusterer.Configuration(clusters: 20, seed: 1, tolerance: 0, threads: 2)
    let fit = try Clusterer(configuration).fit(
      pair.compressed, progress: { if $0.iteration == 2 { stop.stop() } }, stop: stop)
    #expect(fit.stopReason == .interrupted && fit.iterations == 2)
    #expect(try pair.whole.labels(nearestTo: fit.centroids) == fit.labels)
    let limited = try Clusterer(
      Clusterer.Configuration(
        clusters: 20, seed: 1, tolerance: 0, threads: 2, timeLimit: .milliseconds(1))
    ).fit(pair.compressed)
    #expect(limited.stopReason == .timeLimit)
    #expect(try pair.whole.labels(nearestTo: limited.centroids) == limited.labels)
    #expect(!pair.compressed.isExpanded)
  }

  @Test func recordsAreEqual() throws {
    let pair = try SparsePair.random(60, 20, density: 0.3, seed: 6)
    let configuration = Clusterer.Configuration(clusters: 4, seed: 1, tolerance: 0)
    let sparse = try Trace(Observations(pair.compressed), configuration)
    let dense = try Trace(Observations(pair.whole), configuration)
    #expect(sparse.draws == dense.draws && sparse.labels == dense.labels)
    #expect(sparse.centroids == dense.centroids && sparse.objective == dense.objective)
    #expect(sparse.iterations.count == dense.iterations.count)
  }

  @Test func singleStepsAreEqual() throws {
    let pair = try SparsePair.random(200, 150, density: 0.05, seed: 6)
    let m = try SparsePair.random(9, 150, density: 0.5, seed: 7)
    let labels = try pair.whole.labels(nearestTo: m.whole)
    #expect(try pair.compressed.labels(nearestTo: m.whole) == labels)
    #expect(try pair.compressed.labels(nearestTo: m.compressed) == labels)
    let weights = (0..<200).map { Double($0 % 5) }
    for weights in [nil, weights] {
      #expect(
        try pair.compressed.objective(labels, m.whole, weights: weights)
          == pair.whole.objective(labels, m.whole, weights: weights))
      #expect(
        try Textbook.gradient(pair.compressed, labels, m.whole, weights: weights)
          == Textbook.gradient(pair.whole, labels, m.whole, weights: weights))
      #expect(
        try Textbook.means(of: pair.compressed, labels, weights: weights)
          == Textbook.means(of: pair.whole, labels, weights: weights))
    }
    #expect(!pair.compressed.isExpanded)
  }

  /// More candidates a step than are compared at once.
  @Test(arguments: [15, 16, 17, 40, 200])
  func manyTrialsDrawTheSameSeeds(_ trials: Int) throws {
    let pair = try SparsePair.random(300, 40, density: 0.1, seed: 3)
    let rows = try [pair.compressed, pair.whole].map { points in
      try SeedRows(
        Observations(points), clusters: 6, by: .kMeansPlusPlus(trials: trials), seed: 5, threads: 2
      ).rows
    }
    #expect(rows[0] == rows[1])
  }

  /// Points that nobody has checked get the labels that the kernels give.
  @Test func uncheckedValuesGetTheSameLabels() throws {
    let odd = [
      Double.nan, .infinity, -.infinity, 1e200, -1e300, 0x1p-1070, .greatestFiniteMagnitude,
    ]
    let rows = odd.map { [(2, $0), (7, 1.5)] } + odd.map { [(0, 1), (9, $0)] }
    let pair = try SparsePair(rows, dimensions: 10)
    var dice = Dice(seed: 2)
    var m = (0..<6).map { _ in (0..<10).map { _ in dice.signed() } }
    #expect(
      try pair.compressed.labels(nearestTo: PointMatrix(m))
        == pair.whole.labels(nearestTo: PointMatrix(m)))
    for value in odd {
      for cluster in [0, 3, 5] {
        let kept = m[cluster][9]
        m[cluster][9] = value
        #expect(
          try pair.compressed.labels(nearestTo: PointMatrix(m))
            == pair.whole.labels(nearestTo: PointMatrix(m)))
        m[cluster][9] = kept
      }
    }
  }
}
