import TestSupport
import Testing

@testable import KMeansCore

/// Spherical k-means against its definition, written out plainly here.
struct SphericalTests {
  /// Every algorithm on every table gives what the plain loop below gives, bit for bit.
  @Test(arguments: Shapes.sampled([2, 3, 9, 40, 130], most: 2), [false, true])
  func everyAlgorithmEqualsTheDefinition(_ d: Int, _ isWeighted: Bool) throws {
    var tried = 0
    for seed in 0..<6 {
      let points = cloud(90 + d, d, seed: UInt64(seed))
      let weights = isWeighted ? (0..<points.count).map { Double($0 % 4) * 0.7 } : nil
      let start = points.gathering((0..<min(7, d + 2)).map { $0 * 5 + seed })
      guard let truth = plain(points, weights, start, iterations: 12) else { continue }
      tried += 1
      for algorithm in Clusterer.Algorithm.allCases {
        for (kernels, threads) in Shapes.sampled(
          Kernels.all.map { ($0, 2) } + [(.best, 3)], most: 2)
        {
          let execution = Execution(kernels: kernels, threads: threads, control: .free)
          let unit = UnitPoints(points, kernels: kernels, threads: threads)
            .matrix(threads: threads)
          let x = try Observations(unit, weights: weights)
          let settings = Run.Settings(
            problem: Spherical(), algorithm: algorithm, tolerance: 0, iterationLimit: 12)
          let run = Run.finished(
            Prepared(x), from: Spherical().admitted(start.selecting(all(start)), kernels: kernels),
            settings, execution: execution)
          let what: Comment = "\(algorithm) \(kernels.name) d = \(d)"
          #expect(run.labels.values == truth.labels, what)
          #expect(bits(run.m) == truth.m.map { $0.map(\.bitPattern) }, what)
        }
      }
    }
    #expect(tried >= 3)
  }

  /// Labels, centroids, J and every other number of a fit, by their definitions.
  @Test func aFitIsWhatItSays() throws {
    let points = cloud(400, 6, seed: 4)
    let fit = try Clusterer(Clusterer.Configuration(clusters: 5, distance: .cosine, seed: 2)).fit(
      points)
    let unit = UnitPoints(points, kernels: .best, threads: 1).matrix(threads: 1)
    var within = [Dyadic](repeating: .zero, count: 5)
    for i in 0..<points.count {
      let distances = (0..<5).map {
        Textbook.squaredDistance(unit.point(i), fit.centroids.point($0))
      }
      #expect(distances.firstIndex(of: distances.min() ?? 0) == Int(fit.labels.values[i]))
      within[Int(fit.labels.values[i])] += Dyadic(distances.min() ?? 0)
    }
    #expect(fit.withinSumOfSquares == within.map { $0.rounded / 2 })
    #expect(fit.objective == within.reduce(.zero, +).rounded / 2)
    // 1 − cos, as anybody would compute it.
    let cosines = (0..<points.count).reduce(0.0) { sum, i in
      let (x, m) = (points.point(i), fit.centroids.point(Int(fit.labels.values[i])))
      return sum + 1 - dot(x, m) / (dot(x, x) * dot(m, m)).squareRoot()
    }
    #expect(abs(fit.objective - cosines) < 1e-12 * 400)
    #expect(fit.history.last.map { abs($0 - fit.objective) < 1e-10 } == true)
    #expect(fit.totalSumOfSquares > fit.objective)
    for cluster in 0..<5 {
      let m = fit.centroids.point(cluster)
      #expect(abs(dot(m, m) - 1) < 1e-15)
    }
  }

  /// The length of a point does not matter.
  @Test func lengthsDoNotMatter() throws {
    let points = cloud(200, 4, seed: 9)
    let stretched = PointMatrix(dimensions: 4, count: 200) { values in
      for i in 0..<200 {
        // Powers of two, so that no value is rounded; some squares leave the range of Double.
        let length = Double(sign: .plus, exponent: (i % 9 - 4) * 120, significand: 1)
        for l in 0..<4 { values[i * 4 + l] = points[l, i] * length }
      }
    }
    let settings = Clusterer.Configuration(clusters: 6, distance: .cosine, seed: 3)
    let (a, b) = (try Clusterer(settings).fit(points), try Clusterer(settings).fit(stretched))
    #expect(a.labels == b.labels && bits(a.centroids) == bits(b.centroids))
    #expect(a.objective == b.objective)
  }

  @Test(arguments: Clusterer.Initialization.drawing.map(\.name))
  func compressedRowsGiveTheSameBits(_ name: String) throws {
    let pair = try SparsePair.random(300, 50, density: 0.2, seed: 6)
    let kept = (0..<300).filter { row in pair.whole.point(row).contains { $0 != 0 } }
    let initialization = try #require(Clusterer.Initialization(named: name))
    let settings = Clusterer.Configuration(
      clusters: 7, distance: .cosine, initialization: initialization, seed: 3, tolerance: 0)
    let whole = try Clusterer(settings).fit(pair.whole.gathering(kept))
    let sparse = try Clusterer(settings).fit(pair.compressed.gathering(kept))
    #expect(whole.labels == sparse.labels && bits(whole.centroids) == bits(sparse.centroids))
    #expect(whole.history == sparse.history && whole.objective == sparse.objective)
  }

  @Test func pointsWithoutDirectionAreNamed() throws {
    let points = try PointMatrix([[1, 0], [0, 0], [0, 2], [0, -0.0]])
    let settings = Clusterer.Configuration(clusters: 2, distance: .cosine)
    #expect(throws: ClusteringError.observations(.noDirection(point: 1, count: 2))) {
      try Clusterer(settings).fit(points)
    }
    #expect(throws: ClusteringError.self) { try Clusterer(settings).fit(Observations(points)) }
  }

  /// The sum of opposite points is 0: the centroid stays, and nothing is NaN.
  @Test func oppositePointsKeepTheCentroid() throws {
    let points = try PointMatrix([[1, 0], [-1, 0], [0.6, 0.8], [-0.6, -0.8]])
    let start = try PointMatrix([[0, 3]])
    let settings = Clusterer.Configuration(
      clusters: 1, distance: .cosine, initialization: .centroids(start), tolerance: 0)
    let fit = try Clusterer(settings).fit(points)
    #expect(fit.centroids.point(0) == [0, 1])
    #expect(fit.objective == 4)
    #expect(fit.stopReason == .labelsUnchanged)
  }

  /// What a fit gives goes on as it is: nothing changes.
  @Test func aFitGoesOnFromItsOwnCentroids() throws {
    let points = cloud(300, 5, seed: 12)
    let settings = Clusterer.Configuration(
      clusters: 6, distance: .cosine, seed: 1, tolerance: 0)
    let fit = try Clusterer(settings).fit(points)
    let again = try Clusterer(
      Clusterer.Configuration(
        clusters: 6, distance: .cosine, initialization: .centroids(fit.centroids), tolerance: 0)
    ).fit(points)
    #expect(bits(again.centroids) == bits(fit.centroids) && again.labels == fit.labels)
    #expect(again.iterations <= 2)
  }

  @Test func aTraceIsTheFit() throws {
    let x = try Observations(cloud(120, 3, seed: 2))
    let settings = Clusterer.Configuration(
      clusters: 4, distance: .cosine, seed: 5, tolerance: 0)
    let (trace, fit) = (try Trace(x, settings), try Clusterer(settings).fit(x))
    #expect(trace.labels == fit.labels && bits(trace.centroids) == bits(fit.centroids))
    #expect(trace.objective == fit.objective && trace.iterations.count == fit.iterations)
  }

  // MARK: The definition

  /// The alternation with Swift's arithmetic and exact sums alone; nil where a cluster empties.
  private func plain(
    _ points: PointMatrix, _ weights: [Double]?, _ start: PointMatrix, iterations: Int
  ) -> (labels: [Int32], m: [[Double]])? {
    let x = (0..<points.count).map { unit(points.point($0)) }
    var m = (0..<start.count).map { unit(start.point($0)) }
    let weight = { (i: Int) in weights?[i] ?? 1 }
    let nearest = { (m: [[Double]]) in
      x.map { point -> Int32 in
        let distances = m.map { Textbook.squaredDistance(point, $0) }
        return Int32(distances.firstIndex(of: distances.min() ?? 0) ?? 0)
      }
    }
    var labels = [Int32](repeating: -1, count: x.count)
    for _ in 0..<iterations {
      let new = nearest(m)
      let isSame = zip(new, labels).enumerated().allSatisfy {
        $0.element.0 == $0.element.1 || weight($0.offset) == 0
      }
      labels = new
      if isSame { return (labels, m) }
      for j in m.indices {
        let members = x.indices.filter { Int(labels[$0]) == j && weight($0) > 0 }
        if members.isEmpty { return nil }
        let sums = (0..<points.dimensions).map { l in
          members.reduce(Dyadic.zero) { $0 + Dyadic(weight($1)) * Dyadic(x[$1][l]) }
        }
        let square = sums.reduce(Dyadic.zero) { $0 + $1 * $1 }
        if !square.isZero { m[j] = sums.map { root($0, over: square) } }
      }
    }
    return (nearest(m), m)
  }

  private func unit(_ point: [Double]) -> [Double] {
    let norm = Textbook.squaredDistance(point, point.map { _ in 0 }).squareRoot()
    return point.map { $0 / norm }
  }

  /// value/√square rounded, by halving an interval of bit patterns.
  private func root(_ value: Dyadic, over square: Dyadic) -> Double {
    var (low, high): (UInt64, UInt64) = (0, (2.0).bitPattern)
    let reaches = { (x: Double) in Dyadic(x) * Dyadic(x) * square <= value * value }
    while high - low > 1 {
      let middle = (low + high) / 2
      if reaches(Double(bitPattern: middle)) { low = middle } else { high = middle }
    }
    let (a, b) = (Double(bitPattern: low), Double(bitPattern: high))
    let twice = Dyadic(a) + Dyadic(b)
    let isUpper = twice * twice * square < Dyadic(4) * value * value
    return (isUpper ? b : a) * (value < .zero ? -1 : 1)
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func all(_ m: PointMatrix) -> [Int] { Array(0..<m.count) }

  private func bits(_ m: PointMatrix) -> [[UInt64]] {
    (0..<m.count).map { m.point($0).map(\.bitPattern) }
  }

  /// Points about a few directions.
  private func cloud(_ count: Int, _ dimensions: Int, seed: UInt64) -> PointMatrix {
    var random = SplitMix(state: seed &* 31 &+ UInt64(dimensions))
    let centres = (0..<9).map { _ in (0..<dimensions).map { _ in random.normal() * 2 } }
    var values: [Double] = []
    for i in 0..<count { for value in centres[i % 9] { values.append(value + random.normal()) } }
    return PointMatrix(dimensions: dimensions, count: count) { _ = $0.update(from: values) }
  }
}

/// Fewer directions than clusters: the means of equal directions are those, up to rounding, and no
/// point is taken from one for an empty cluster.
struct FewDirectionsTests {
  @Test(arguments: 0..<20)
  func fitsEnd(_ seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let directions = (0..<2).map { _ in (0..<3).map { _ in random.unit() - 0.5 } }
    let points = (0..<40).map { _ in
      let length = 1 + random.unit()
      return directions[Int(random.next() % 2)].map { $0 * length }
    }
    let clustering = try Clusterer(
      Clusterer.Configuration(clusters: 3, distance: .cosine, tolerance: 0)
    ).fit(PointMatrix(points))
    #expect(clustering.stopReason == .labelsUnchanged)
    #expect(clustering.iterations < 10)
  }
}
