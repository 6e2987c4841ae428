import Testing

@testable import KMeansCore

/// What lies at the ends of the numbers' range must not trap, vanish or turn into NaN.
struct AdversarialEdgeTests {
  /// Σ w‖x‖² may exceed every `Double` although J does not, and J may where both are admitted.
  @Test(arguments: [Clusterer.Algorithm.textbook, .lloyd])
  func historyBeyondTheRangeOfDouble(_ algorithm: Clusterer.Algorithm) throws {
    let far = 0x1p470
    let points = [[far], [far + 0x1p430], [far - 0x1p430], [-far], [-far - 0x1p431]]
    for weight in [0x1p60, 0x1p90, 0x1p400, 0x1p479] {
      let clustering = try Clusterer(
        Clusterer.Configuration(
          clusters: 2, initialization: .centroids(PointMatrix([[far], [-far]])), tolerance: 0,
          algorithm: algorithm)
      ).fit(PointMatrix(points), weights: points.map { _ in weight })
      #expect(clustering.iterations == 2)
      for value in clustering.history {
        #expect(value == clustering.objective, "weight \(weight)")
      }
    }
  }

  /// Products of small weights and small squares are subnormal or nothing, and J is no less exact.
  @Test func historyBelowTheRangeOfDouble() throws {
    var random = SplitMix(state: 1)
    let points = PointMatrix(dimensions: 8, count: 40) { values in
      for index in values.indices { values[index] = random.normal() * 0x1p-478 }
    }
    for weight in [0x1p-80, 0x1p-100, 0x1p-110, 0x1p-480] {
      let clustering = try Clusterer(
        Clusterer.Configuration(clusters: 5, initialization: .randomPoints, tolerance: 0)
      ).fit(points, weights: Array(repeating: weight, count: 40))
      let last = try #require(clustering.history.last)
      #expect(abs(last - clustering.objective) <= 0x1p-1074 + 1e-13 * last, "weight \(weight)")
    }
  }

  /// The number of threads is a request, whatever its size.
  @Test(arguments: [Int.min, -1, 0, 1, 1000, .max])
  func anyNumberOfThreads(_ threads: Int) throws {
    let points = blobs(50, 2, 1)
    let x = try Observations(points, threads: threads)
    let truth = try Observations(points, threads: 1)
    #expect(x.totalSumOfSquares == truth.totalSumOfSquares)
    guard threads > 0 else { return }
    for initialization in Clusterer.Initialization.drawing {
      let fits = try [1, threads].map {
        try Clusterer(
          Clusterer.Configuration(clusters: 3, initialization: initialization, threads: $0)
        )
        .fit(x)
      }
      #expect(fits[0].labels == fits[1].labels)
    }
  }

  /// The steps on their own take centroids of any type, and numbers of any size.
  @Test func stepsTakeWhatFitsDoNot() throws {
    let x = try PointMatrix([[1, 2], [3, 4], [0.5, 6]])
    let m = try PointMatrix([[1, 1], [2, 5]])
    let y = try x.labels(nearestTo: m)
    for scalar in PointMatrix.Scalar.allCases {
      let other = m.converted(to: scalar)
      #expect(try x.labels(nearestTo: other) == y)
      #expect(try x.objective(y, other) == (try x.objective(y, m)))
      #expect(try Textbook.gradient(x, y, other) == (try Textbook.gradient(x, y, m)))
    }
    let huge = try PointMatrix([[0x1p1023], [0x1p1000]])
    let one = try LabelMatrix(clusters: 1, labels: [0, 0])
    let weights = [0x1p1023, 0x1p1023]
    #expect(try Textbook.means(of: huge, one, weights: weights) == [[0x1p1022 + 0x1p999]])
    let zero = try PointMatrix([[0]])
    #expect(try huge.objective(one, zero, weights: weights) == .infinity)
    #expect(try Textbook.gradient(huge, one, zero, weights: weights) == [[-.infinity]])
  }
}

/// Initializations with weights at the ends of their range.
struct AdversarialInitializationTests {
  /// A power of two in all weights changes no draw, even where sums of weights leave their range.
  @Test(arguments: Clusterer.Initialization.drawing.map(\.name))
  func scalingWeightsChangesNoDraw(_ name: String) throws {
    let points = blobs(300, 2, 2)
    let initialization = try #require(Clusterer.Initialization(named: name))
    let weights = (0..<300).map { Double($0 % 5 + 1) }
    let clusterer = Clusterer(
      Clusterer.Configuration(
        clusters: 4, initialization: initialization, restarts: 1, seed: 3, iterationLimit: 1))
    let plain = try clusterer.fit(points, weights: weights)
    for power in [0x1p-479, 0x1p-60, 0x1p60, 0x1p477] {
      let scaled = try clusterer.fit(points, weights: weights.map { $0 * power })
      #expect(scaled.centroids == plain.centroids, "\(name), \(power)")
      #expect(scaled.labels == plain.labels, "\(name), \(power)")
    }
  }

  /// The least of weights comes before none, though its share of all weight rounds to nothing.
  @Test func rowsWithoutWeightComeLast() throws {
    let x = try Observations(
      PointMatrix([[0], [1], [2], [3], [4]]), weights: [0, 0, 0x1p-400, 1, 0x1p-480])
    let execution = Execution(kernels: .best, threads: 1, control: .free)
    let rows = RandomPoints.draw(
      4, of: x, except: [], random: RandomSource(seed: 1, restart: 0), execution: execution)
    #expect(rows == [3, 2, 4, 0])
  }
}
