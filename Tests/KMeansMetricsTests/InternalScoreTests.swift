import Testing

@testable import KMeansCore
@testable import KMeansMetrics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Labelled points that a seed makes.
struct LabelledPoints: Sendable, CustomTestStringConvertible {
  let name: String
  let x: PointMatrix
  let y: LabelMatrix
  var testDescription: String { name }

  /// Points around `centers` centres, the labels being the centres or chance.
  ///
  /// - Parameters:
  ///   - name: what the case is called.
  ///   - count: N.
  ///   - dimensions: d.
  ///   - centers: how many centres there are.
  ///   - clusters: k, more than the labels in use where some shall be empty.
  ///   - spacing: how far centres lie from each other, in deviations of a cluster.
  ///   - offset: what is added to every value.
  ///   - step: what values are multiples of; 0 for any value.
  ///   - byChance: whether the labels are chance.
  ///   - scalar: the type of the values.
  ///   - seed: what random numbers follow from.
  /// - Throws: `MatrixError`, `LabelError`.
  init(
    _ name: String, count: Int, dimensions: Int, centers: Int, clusters: Int? = nil,
    spacing: Double = 3, offset: Double = 0, step: Double = 0, byChance: Bool = false,
    scalar: PointMatrix.Scalar = .double, seed: UInt64 = 1
  ) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func draw() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    let middle = (0..<centers * dimensions).map { _ in draw() * spacing * 4 }
    var (values, labels): ([Double], [Int32]) = ([], [])
    for point in 0..<count {
      let center = point % centers
      for feature in 0..<dimensions {
        let noise = draw() + draw() + draw() - 1.5
        let value = middle[center * dimensions + feature] + noise + offset
        values.append(step > 0 ? (value / step).rounded() * step : value)
      }
      // Labels from the far end, so that empty clusters come first.
      let label = byChance ? Int(draw() * Double(centers)) : center
      labels.append(Int32((clusters ?? centers) - 1 - label))
    }
    self.name = name
    y = try LabelMatrix(clusters: clusters ?? centers, labels: labels)
    x =
      switch scalar {
      case .double: try PointMatrix(dimensions: dimensions, values: values)
      case .float: try PointMatrix(dimensions: dimensions, values: values.map { Float($0) })
      case .uint8:
        try PointMatrix(
          dimensions: dimensions, values: values.map { UInt8(max(0, min(255, 8 * $0 + 60))) })
      }
  }

  static let all: [LabelledPoints] = {
    do {
      return [
        try LabelledPoints("near", count: 200, dimensions: 2, centers: 4),
        try LabelledPoints("far", count: 150, dimensions: 3, centers: 5, spacing: 40),
        try LabelledPoints("by chance", count: 120, dimensions: 2, centers: 3, byChance: true),
        try LabelledPoints("empty clusters", count: 90, dimensions: 4, centers: 3, clusters: 7),
        try LabelledPoints("floats", count: 130, dimensions: 9, centers: 4, scalar: .float),
        try LabelledPoints("bytes", count: 140, dimensions: 17, centers: 6, scalar: .uint8),
        try LabelledPoints("far out", count: 100, dimensions: 2, centers: 3, offset: 1e8),
        try LabelledPoints("tiny", count: 100, dimensions: 2, centers: 3, offset: 0, step: 0x1p-9),
        try LabelledPoints("ties", count: 160, dimensions: 2, centers: 4, step: 1),
        try LabelledPoints("wide", count: 60, dimensions: 200, centers: 3),
        try LabelledPoints("one line", count: 80, dimensions: 1, centers: 2),
        try LabelledPoints("many", count: 90, dimensions: 2, centers: 45, spacing: 9),
      ]
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  /// The numbers of the points of every cluster that has some.
  var members: [[Int]] {
    (0..<y.clusters).map { cluster in
      y.values.indices.filter { y.values[$0] == Int32(cluster) }
    }.filter { !$0.isEmpty }
  }
}

/// The scores by their definitions, in plain loops.
struct PlainScores {
  let calinskiHarabasz: Double
  let daviesBouldin: Double
  let dunnOfMeans: Double
  let bic: Double
  let within: [Double]
  let between: [Double]
  let radii: [Double]

  init(_ points: LabelledPoints) {
    let (x, members) = (points.x, points.members)
    let (k, n, d) = (Double(members.count), Double(x.count), Double(x.dimensions))
    func mean(_ rows: [Int]) -> [Double] {
      (0..<x.dimensions).map { feature in
        rows.reduce(0.0) { $0 + x[feature, $1] } / Double(rows.count)
      }
    }
    func distance(_ a: [Double], _ b: [Double]) -> Double {
      zip(a, b).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
    let means = members.map(mean)
    let all = mean(Array(0..<x.count))
    within = zip(members, means).map { rows, mean in
      rows.reduce(0) { $0 + distance(x.point($1), mean) * distance(x.point($1), mean) }
    }
    between = zip(members, means).map { rows, mean in
      Double(rows.count) * distance(mean, all) * distance(mean, all)
    }
    let radii = zip(members, means).map { rows, mean in
      rows.reduce(0) { $0 + distance(x.point($1), mean) } / Double(rows.count)
    }
    self.radii = radii
    let w = within.reduce(0, +)
    calinskiHarabasz = (between.reduce(0, +) / (k - 1)) / (w / (n - k))
    daviesBouldin =
      means.indices.map { i in
        means.indices.filter { $0 != i }.map { j in
          (radii[i] + radii[j]) / distance(means[i], means[j])
        }.max() ?? 0
      }.reduce(0, +) / k
    let apart = means.indices.flatMap { i in
      means.indices.filter { $0 != i }.map { distance(means[i], means[$0]) }
    }
    dunnOfMeans = (apart.min() ?? 0) / (2 * (radii.max() ?? 0))
    // The log-likelihood point by point, from the density itself.
    let variance = w / (d * (n - k))
    var likelihood = 0.0
    for (rows, mean) in zip(members, means) {
      for row in rows {
        let square = distance(x.point(row), mean) * distance(x.point(row), mean)
        likelihood += log(Double(rows.count) / n)
        likelihood -= d / 2 * log(2 * Double.pi * variance) + square / (2 * variance)
      }
    }
    bic = likelihood - (k - 1 + d * k + 1) / 2 * log(n)
  }
}

/// Scores of a clustering by itself.
@Suite("Internal scores") struct InternalScoreTests {
  @Test("are those of plain loops", arguments: LabelledPoints.all)
  func plainLoops(_ points: LabelledPoints) throws {
    let d = try Dispersion(points.x, points.y)
    let plain = PlainScores(points)
    // Plain sums of squares far from the origin lose half of their digits.
    let relative = points.name == "far out" ? 1e-6 : 1e-10
    func check(_ found: Double, _ expected: Double, _ name: String) {
      #expect(isClose(found, expected, relative: relative), "\(name): \(found), \(expected)")
    }
    check(try d.calinskiHarabaszIndex(), plain.calinskiHarabasz, "Calinski-Harabasz")
    check(try d.daviesBouldinIndex(), plain.daviesBouldin, "Davies-Bouldin")
    check(try d.dunnIndexOfMeans(), plain.dunnOfMeans, "Dunn of means")
    check(try d.bayesianInformationCriterion(), plain.bic, "BIC")
    for (index, cluster) in d.clusters.enumerated() {
      check(d.within[cluster], plain.within[index], "within")
      check(d.between[cluster], plain.between[index], "between")
      check(d.meanDistances[cluster], plain.radii[index], "mean distance")
    }
    check(d.withinTotal + d.betweenTotal, d.total, "total")
    #expect(d.sizes == points.y.sizes)
  }

  @Test("Dunn's index is that of all pairs, to the bit", arguments: LabelledPoints.all)
  func dunn(_ points: LabelledPoints) throws {
    let (x, labels) = (points.x, points.y.values)
    var (least, greatest) = (Double.infinity, 0.0)
    for first in 0..<x.count {
      for second in 0..<first {
        let distance = Textbook.squaredDistance(x.point(first), x.point(second))
        if labels[first] == labels[second] {
          greatest = max(greatest, distance)
        } else {
          least = min(least, distance)
        }
      }
    }
    let dispersion = try Dispersion(x, points.y)
    for threads in [1, 2, 5] {
      let found = try dispersion.dunnIndex(of: x, points.y, threads: threads)
      #expect(found == (least / greatest).squareRoot())
    }
  }

  @Test("are scikit-learn's")
  func scikitLearn() throws {
    for fixture in try MetricFixtures.internalCases {
      let y = try LabelMatrix(
        clusters: Int(fixture.labels.max() ?? 0) + 1, labels: fixture.labels)
      let d = try Dispersion(fixture.points, y)
      let (harabasz, bouldin) = (try d.calinskiHarabaszIndex(), try d.daviesBouldinIndex())
      #expect(isClose(harabasz, fixture.scores.calinskiHarabasz), "\(fixture.name)")
      #expect(isClose(bouldin, fixture.scores.daviesBouldin), "\(fixture.name)")
      if let single = fixture.singleScores {
        #expect(isClose(harabasz, single.calinskiHarabasz, relative: 1e-6), "\(fixture.name)")
        #expect(isClose(bouldin, single.daviesBouldin, relative: 1e-6), "\(fixture.name)")
      }
    }
  }

  @Test("can be worked out by hand")
  func byHand() throws {
    let x = try PointMatrix([[0], [2], [10], [12]])
    let y = try LabelMatrix(clusters: 4, labels: [1, 1, 3, 3])
    let d = try Dispersion(x, y)
    #expect(d.clusters == [1, 3])
    #expect(d.sizes == [0, 2, 0, 2])
    #expect(d.means == (try PointMatrix([[1], [11]])))
    #expect(d.mean == [6])
    #expect(d.within == [0, 2, 0, 2])
    #expect(d.between == [0, 50, 0, 50])
    #expect(d.withinTotal == 4 && d.betweenTotal == 100 && d.total == 104)
    #expect(d.meanDistances == [0, 1, 0, 1])
    #expect(d.greatestDistances == [0, 1, 0, 1])
    #expect(try d.calinskiHarabaszIndex() == 50)
    #expect(try d.daviesBouldinIndex() == 0.2)
    #expect(try d.dunnIndex(of: x, y) == 4)
    #expect(try d.dunnIndexOfMeans() == 5)
    let bic = -4 * log(2.0) - 2 * log(4 * Double.pi) - 1 - 2 * log(4.0)
    #expect(isClose(try d.bayesianInformationCriterion(), bic, relative: 1e-14))
    #expect(d.nearestClusters() == [nil, 3, nil, 1])
  }

  @Test("do not depend on how clusters are numbered", arguments: LabelledPoints.all)
  func numbering(_ points: LabelledPoints) throws {
    let k = points.y.clusters
    let turned = try LabelMatrix(
      clusters: k + 2, labels: points.y.values.map { ($0 * 1 + 2) % Int32(k) + 2 })
    let (first, second) = (
      try Dispersion(points.x, points.y), try Dispersion(points.x, turned)
    )
    #expect(first.withinTotal == second.withinTotal)
    #expect(first.betweenTotal == second.betweenTotal)
    #expect(try first.calinskiHarabaszIndex() == second.calinskiHarabaszIndex())
    #expect(
      try first.dunnIndex(of: points.x, points.y) == second.dunnIndex(of: points.x, turned))
    #expect(try first.dunnIndexOfMeans() == second.dunnIndexOfMeans())
    #expect(isClose(try first.daviesBouldinIndex(), try second.daviesBouldinIndex()))
    #expect(
      isClose(
        try first.bayesianInformationCriterion(), try second.bayesianInformationCriterion()))
  }

  /// Points enough for several threads, of every scalar.
  private static let large = Result {
    try PointMatrix.Scalar.allCases.map {
      try LabelledPoints(
        "large", count: 40_000, dimensions: 21, centers: 7, clusters: 8, scalar: $0)
    }
  }

  @Test("have the same bits on any threads and instruction set", arguments: Kernels.all)
  func sameBits(_ kernels: Kernels) throws {
    for points in try Self.large.get() {
      let plain = try Dispersion(points.x, points.y, threads: 1, kernels: .all[0])
      for threads in [1, 2, 3, 8] {
        let found = try Dispersion(points.x, points.y, threads: threads, kernels: kernels)
        #expect(bits(found) == bits(plain))
        #expect(try found.daviesBouldinIndex(threads: threads) == plain.daviesBouldinIndex())
      }
    }
  }

  private func bits(_ d: Dispersion) -> [[UInt64]] {
    let means = (0..<d.means.count).flatMap { d.means.point($0) }
    return [
      means, d.mean, d.within, d.between, d.meanDistances, d.greatestDistances,
      [d.withinTotal, d.betweenTotal, d.total],
    ].map { $0.map(\.bitPattern) }
  }

  @Test("has the sums of squares of the fit")
  func sumsOfTheFit() throws {
    let points = try LabelledPoints("fit", count: 900, dimensions: 6, centers: 5, byChance: true)
    let fit = try Clusterer(Clusterer.Configuration(clusters: 9, tolerance: 0)).fit(
      Observations(points.x))
    let d = try Dispersion(points.x, fit.labels)
    #expect(d.means == fit.centroids)
    #expect(d.within == fit.withinSumOfSquares)
    #expect(d.withinTotal == fit.objective)
    #expect(d.total == fit.totalSumOfSquares)
  }
}

/// Where scores do not exist, or have no bound.
@Suite("Limits of internal scores") struct InternalScoreLimitTests {
  static func dispersion(_ points: [[Double]], _ labels: [Int32]) throws -> Dispersion {
    try Dispersion(
      PointMatrix(points), LabelMatrix(clusters: Int(labels.max() ?? 0) + 1, labels: labels))
  }

  @Test("one cluster has none but the criterion")
  func oneCluster() throws {
    let d = try Self.dispersion([[1], [2], [4]], [1, 1, 1])
    #expect(throws: MetricError.tooFewClusters(found: 1)) { try d.calinskiHarabaszIndex() }
    #expect(throws: MetricError.tooFewClusters(found: 1)) { try d.daviesBouldinIndex() }
    #expect(throws: MetricError.tooFewClusters(found: 1)) { try d.dunnIndexOfMeans() }
    #expect(try d.bayesianInformationCriterion().isFinite)
    #expect(d.nearestClusters() == [nil, nil])
  }

  @Test("points on their own have none")
  func pointsOnTheirOwn() throws {
    let x = try PointMatrix([[1], [2], [4]])
    let y = try LabelMatrix(clusters: 3, labels: [2, 0, 1])
    let d = try Dispersion(x, y)
    #expect(d.withinTotal == 0)
    #expect(throws: MetricError.tooManyClusters(found: 3)) { try d.calinskiHarabaszIndex() }
    #expect(throws: MetricError.tooManyClusters(found: 3)) { try d.daviesBouldinIndex() }
    #expect(throws: MetricError.tooManyClusters(found: 3)) { try d.dunnIndex(of: x, y) }
    #expect(throws: MetricError.tooManyClusters(found: 3)) {
      try d.bayesianInformationCriterion()
    }
  }

  @Test("clusters of equal points")
  func equalPoints() throws {
    let x = try PointMatrix([[1, 1], [1, 1], [4, 5], [4, 5]])
    let y = try LabelMatrix(clusters: 2, labels: [0, 0, 1, 1])
    let d = try Dispersion(x, y)
    #expect(try d.calinskiHarabaszIndex() == 1)
    #expect(try d.daviesBouldinIndex() == 0)
    #expect(try d.dunnIndex(of: x, y) == .infinity)
    #expect(try d.dunnIndexOfMeans() == .infinity)
    #expect(try d.bayesianInformationCriterion() == .infinity)
  }

  @Test("equal means, and points that clusters share")
  func equalMeans() throws {
    let x = try PointMatrix([[-1], [1], [-1], [1], [9]])
    let y = try LabelMatrix(clusters: 3, labels: [0, 0, 1, 1, 2])
    let d = try Dispersion(x, y)
    // The pair of equal means counts as 0, the third is 9 from both.
    #expect(isClose(try d.daviesBouldinIndex(), 1.0 / 9, relative: 1e-15))
    #expect(try d.dunnIndexOfMeans() == 0)
    #expect(try d.dunnIndex(of: x, y) == 0)
    let same = try PointMatrix([[3], [3], [3]])
    let two = try LabelMatrix(clusters: 2, labels: [0, 0, 1])
    #expect(try Dispersion(same, two).dunnIndex(of: same, two) == 0)
  }

  @Test("what cannot be summed up is refused")
  func refused() throws {
    let none = try PointMatrix(dimensions: 2, values: [Double]())
    #expect(throws: MetricError.noPoints) {
      try Dispersion(none, LabelMatrix(clusters: 1, labels: []))
    }
    let x = try PointMatrix([[1], [.nan]])
    #expect(throws: MetricError.labelCount(found: 1, expected: 2)) {
      try Dispersion(x, LabelMatrix(clusters: 1, labels: [0]))
    }
    #expect(throws: MetricError.self) {
      try Dispersion(x, LabelMatrix(clusters: 2, labels: [0, 1]))
    }
    let y = try LabelMatrix(clusters: 2, labels: [0, 1, 1])
    let d = try Self.dispersion([[1], [2], [3]], [0, 1, 1])
    #expect(throws: MetricError.labelCount(found: 3, expected: 2)) { try d.dunnIndex(of: x, y) }
  }
}
