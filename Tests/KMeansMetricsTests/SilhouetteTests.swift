import Testing

@testable import KMeansCore
@testable import KMeansMetrics

/// Silhouettes against scikit-learn, against plain loops, and against themselves by other ways.
struct SilhouetteTests {
  /// The definition, in loops over all pairs.
  private static func plain(_ x: PointMatrix, _ labels: [Int32]) -> [Double] {
    let points = (0..<x.count).map(x.point)
    return points.indices.map { own in
      var sums: [Int32: Double] = [:]
      var sizes: [Int32: Double] = [:]
      for other in points.indices {
        let distance = Textbook.squaredDistance(points[own], points[other]).squareRoot()
        sums[labels[other], default: 0] += distance
        sizes[labels[other], default: 0] += 1
      }
      guard let size = sizes[labels[own]], size > 1 else { return 0 }
      let a = sums[labels[own], default: 0] / (size - 1)
      let b =
        sums.filter { $0.key != labels[own] }.map { $0.value / sizes[$0.key, default: 1] }
        .min() ?? 0
      return max(a, b) > 0 ? (b - a) / max(a, b) : 0
    }
  }

  private static func labelled(_ labels: [Int32]) throws -> LabelMatrix {
    try LabelMatrix(clusters: Int(labels.max() ?? 0) + 1, labels: labels)
  }

  /// Points around middles on a line that crosses all features.
  private static func blobs(
    _ count: Int, dimensions: Int, middles: Int, spread: Double, seed: UInt64
  ) throws -> (x: PointMatrix, labels: [Int32]) {
    let random = CounterRandom(seed: seed)
    let labels = (0..<count).map { Int32($0 * 7 % middles) }
    let values = (0..<count * dimensions).map { index in
      let noise = random.uniform(2 * index) + random.uniform(2 * index + 1) - 1
      return Double(labels[index / dimensions]) + spread * noise
    }
    return (try PointMatrix(dimensions: dimensions, values: values), labels)
  }

  @Test("equals scikit-learn's")
  func equalsPeer() throws {
    for fixture in try MetricFixtures.internalCases {
      let y = try Self.labelled(fixture.labels)
      let found = try Silhouette(fixture.points, y)
      let far = zip(found.values, fixture.scores.silhouetteSamples).first {
        !isClose($0, $1, relative: 1e-10, absolute: 1e-12)
      }
      #expect(far == nil, "\(fixture.name): \(String(describing: far))")
      #expect(isClose(found.mean, fixture.scores.silhouette), "\(fixture.name)")
      if let single = fixture.singleScores {
        #expect(isClose(found.mean, single.silhouette, relative: 1e-6), "\(fixture.name)")
      }
    }
  }

  @Test("equals the definition", arguments: [1, 2, 5, 40])
  func equalsDefinition(dimensions: Int) throws {
    let (x, labels) = try Self.blobs(
      150, dimensions: dimensions, middles: 6, spread: 1.5, seed: UInt64(dimensions))
    let found = try Silhouette(x, Self.labelled(labels))
    for (value, truth) in zip(found.values, Self.plain(x, labels)) {
      #expect(isClose(value, truth, relative: 1e-12, absolute: 1e-13))
    }
    let own = labels.indices.filter { labels[$0] == 2 }.map { found.values[$0] }
    #expect(isClose(found.byCluster[2], own.reduce(0, +) / Double(own.count), relative: 1e-12))
  }

  @Test("the same bits for any number of threads, instruction set, and without the screen")
  func sameBits() throws {
    let (x, labels) = try Self.blobs(700, dimensions: 9, middles: 12, spread: 2, seed: 3)
    let y = try Self.labelled(labels)
    let truth = try Silhouette(x, y, threads: 1)
    for threads in [2, 3, 7] {
      #expect(try Silhouette(x, y, threads: threads).values == truth.values)
    }
    for kernels in Kernels.all {
      var settings = GroupDistances.Settings(kernels: kernels)
      for isScreened in [true, false] {
        settings.isScreened = isScreened
        let found = try Silhouette(seen: x, y, settings: settings)
        #expect(found.values == truth.values, "\(kernels.name), screened: \(isScreened)")
        #expect(found.nearestOther == truth.nearestOther)
      }
    }
  }

  @Test("bytes score the same in any storage, and nearly as their Doubles do")
  func bytes() throws {
    let random = CounterRandom(seed: 5)
    let values = (0..<300 * 13).map { UInt8(random.below(256, $0)) }
    let labels = (0..<300).map { Int32($0 % 4) }
    let y = try Self.labelled(labels)
    let bytes = try Silhouette(PointMatrix(dimensions: 13, values: values), y)
    for kernels in Kernels.all {
      let settings = GroupDistances.Settings(kernels: kernels)
      let floats = try PointMatrix(dimensions: 13, values: values.map { Float($0) })
      #expect(try Silhouette(seen: floats, y, settings: settings).values == bytes.values)
    }
    let doubles = try PointMatrix(dimensions: 13, values: values.map { Double($0) })
    let settings = GroupDistances.Settings(mayUseBytes: false)
    let other = try Silhouette(seen: doubles, y, settings: settings)
    for (value, truth) in zip(other.values, bytes.values) {
      #expect(isClose(value, truth, relative: 1e-11, absolute: 1e-13))
    }
  }

  @Test("a screen that rules out too much is found out")
  func brokenScreen() throws {
    // Groups of very different spread, where middles mislead.
    var values: [Double] = []
    var labels: [Int32] = []
    let random = CounterRandom(seed: 8)
    for index in 0..<600 {
      let group = index % 3
      let spread = [0.1, 8.0, 0.1][group]
      for feature in 0..<2 {
        values.append(
          [0, 4, 9][group] + spread * (random.uniform(2 * index + feature) * 2 - 1))
      }
      labels.append(Int32(group))
    }
    let x = try PointMatrix(dimensions: 2, values: values)
    let y = try Self.labelled(labels)
    let truth = try Silhouette(seen: x, y, settings: GroupDistances.Settings(isScreened: false))
    #expect(try Silhouette(x, y).values == truth.values)
    let everyone = (0..<Int32(x.count)).map { $0 }
    let groups = SortedGroups(y)
    let broken = GroupDistances(
      try Observations(x), groups, asked: everyone,
      settings: GroupDistances.Settings(looseness: 0.3))
    #expect(broken.silhouettes(of: everyone, groups) != truth.values)
  }

  @Test("far from the origin, where middles have few digits, the screen rules nothing out wrongly")
  func farGroups() throws {
    let random = CounterRandom(seed: 31)
    for offset in [0, 0x1p30, 0x1p44, 0x1p50] {
      // Three groups whose mean distances from the first are nearly alike.
      var values: [Double] = []
      for index in 0..<300 {
        let group = index % 3
        for feature in 0..<2 {
          let place = [0, feature == 0 ? 1 : 0, feature == 0 ? 0 : 1][group]
          let noise = random.uniform(2 * index + feature) * 0x1p-6
          values.append(offset + (Double(place) + noise) * 8)
        }
      }
      let x = try PointMatrix(dimensions: 2, values: values)
      let y = try Self.labelled((0..<300).map { Int32($0 % 3) })
      let truth = try Silhouette(seen: x, y, settings: GroupDistances.Settings(isScreened: false))
      let found = try Silhouette(x, y)
      #expect(found.values == truth.values && found.nearestOther == truth.nearestOther)
    }
  }

  @Test("any scale and offset")
  func scales() throws {
    let (x, labels) = try Self.blobs(90, dimensions: 3, middles: 3, spread: 1, seed: 4)
    let y = try Self.labelled(labels)
    let truth = try Silhouette(x, y)
    for exponent in [-400, -60, 60, 400] {
      let unit = Double(sign: .plus, exponent: exponent, significand: 1)
      let scaled = try PointMatrix((0..<x.count).map { x.point($0).map { $0 * unit } })
      #expect(try Silhouette(scaled, y).values == truth.values, "2^\(exponent)")
    }
    // Multiples of 2^-20 stay what they are beside 2^30.
    let rough = (0..<x.count).map { x.point($0).map { ($0 * 0x1p20).rounded() * 0x1p-20 } }
    let near = try Silhouette(PointMatrix(rough), y)
    let far = try Silhouette(PointMatrix(rough.map { $0.map { $0 + 0x1p30 } }), y)
    for (value, other) in zip(near.values, far.values) {
      #expect(isClose(value, other, relative: 1e-11, absolute: 1e-13))
    }
  }

  @Test("a cluster of one has 0, equal points have no preference, empty clusters do not count")
  func edges() throws {
    let x = try PointMatrix([[0, 0], [0, 0], [1, 0], [1, 0], [5, 5]])
    let found = try Silhouette(x, LabelMatrix(clusters: 5, labels: [0, 0, 3, 3, 4]))
    #expect(found.values == [1, 1, 1, 1, 0])
    #expect(found.nearestOther.prefix(4) == [3, 3, 0, 0])
    #expect(found.byCluster == [1, 0, 0, 1, 0])
    let equal = try PointMatrix([[2, 2], [2, 2], [2, 2]])
    #expect(
      try Silhouette(equal, LabelMatrix(clusters: 2, labels: [0, 0, 1])).values == [0, 0, 0])
  }

  @Test("what has no silhouette says why")
  func errors() throws {
    let x = try PointMatrix([[0, 0], [1, 0], [2, .nan]])
    func error(_ labels: [Int32]) -> MetricError? {
      do throws(MetricError) {
        let clusters = Int(labels.max() ?? 0) + 1
        guard let y = try? LabelMatrix(clusters: clusters, labels: labels) else { return nil }
        _ = try Silhouette(x, y)
        return nil
      } catch {
        return error
      }
    }
    #expect(error([0, 0]) == .labelCount(found: 2, expected: 3))
    #expect(error([0, 0, 0]) == .tooFewClusters(found: 1))
    #expect(error([0, 1, 2]) == .tooManyClusters(found: 3))
    #expect(error([0, 0, 1]) != nil)
  }
}

/// Silhouettes of some points, and by means.
struct OtherSilhouetteTests {
  private static func data() throws -> (x: PointMatrix, y: LabelMatrix) {
    let random = CounterRandom(seed: 11)
    let values = (0..<4000).map { 3 * Double($0 / 2 % 5) + 2 * random.uniform($0) }
    return (
      try PointMatrix(dimensions: 2, values: values),
      try LabelMatrix(clusters: 5, labels: (0..<2000).map { Int32($0 % 5) })
    )
  }

  @Test("a sample scores its points as all points do, and its interval holds the mean")
  func sampled() throws {
    let (x, y) = try Self.data()
    let truth = try Silhouette(x, y)
    var inside = 0
    for seed in 0..<40 {
      let sample = try SampledSilhouette(x, y, size: 100, seed: UInt64(seed))
      #expect(sample.values == sample.points.map { truth.values[$0] })
      #expect(Set(sample.points).count == 100)
      if abs(sample.mean - truth.mean) <= sample.margin { inside += 1 }
    }
    // 38 of 40 are expected; fewer than 33 come in one of a thousand such tests.
    #expect(inside >= 33)
    let all = try SampledSilhouette(x, y, size: 5000)
    #expect(all.mean == truth.mean && all.margin == 0)
    #expect(throws: MetricError.self) { try SampledSilhouette(x, y, size: 1) }
  }

  @Test("the simplified silhouette holds points against means")
  func simplified() throws {
    let x = try PointMatrix([[0], [2], [10], [12], [30]])
    let y = try LabelMatrix(clusters: 4, labels: [0, 0, 1, 1, 3])
    let found = try SimplifiedSilhouette(x, y)
    // Means 1, 11 and 30: a = 1 everywhere but for the cluster of one.
    let truth: [Double] = [10.0 / 11.0, 8.0 / 9.0, 8.0 / 9.0, 10.0 / 11.0, 0.0]
    #expect(found.values == truth)
    #expect(found.nearestOther == [1, 1, 0, 0, 1])
    #expect(found.byCluster[2] == 0)
  }
}
