import TestSupport
import Testing

@testable import KMeansCore

/// Clusters that die in a stream get new centroids, and states go on to the same bits.
struct StreamRevivalTests {
  typealias HalfLife = StreamClusterer.HalfLife

  /// Points around a place.
  private func around(_ place: Double, _ count: Int, seed: UInt64) -> PointMatrix {
    var random = SplitMix(state: seed)
    return PointMatrix(dimensions: 2, count: count) { values in
      for index in values.indices { values[index] = place + random.normal() }
    }
  }

  private func joined(_ parts: [PointMatrix]) -> PointMatrix {
    parts.dropFirst().reduce(parts[0]) { $0.appending($1) }
  }

  @Test func aClusterWhosePointsStayAwayDies() throws {
    let halfLife = HalfLife(1, .batches)
    var stream = try StreamClusterer(StreamTests.settings(3), halfLife: halfLife)
    var kept = try StreamClusterer(
      StreamTests.settings(3), halfLife: halfLife, revives: false)
    let all = joined([around(0, 100, seed: 1), around(50, 100, seed: 2), around(99, 100, seed: 3)])
    try stream.partialFit(all)
    try kept.partialFit(all)
    let start = try #require(stream.centroids)
    let old = try #require((0..<3).first { abs(start[0, $0] - 99) < 5 })
    var when: Int?
    for batch in 1...30 {
      let seed = UInt64(10 + batch)
      let two = joined([
        around(0, 60, seed: seed), around(25, 60, seed: seed + 100),
        around(50, 60, seed: seed + 200),
      ])
      let step = try stream.partialFit(two)
      try kept.partialFit(two)
      if !step.revived.isEmpty {
        #expect(step.revived == [old])
        #expect(step.labels.values.contains(Int32(old)))
        // Labels are those of the new centroids.
        when = when ?? batch
      }
    }
    // 100 / 2^b < (100 / 2^b + about 360) / (1024 · 3): from b = 10 on.
    #expect(when == 10)
    #expect(stream.revivals == 1)
    let m = try #require(stream.centroids)
    #expect((0..<3).map { m[0, $0] }.contains { abs($0 - 25) < 3 })
    #expect(kept.revivals == 0 && kept.centroids?.point(old) == start.point(old))
  }

  @Test func withoutHalfLifeOnlyClustersWithoutWeightAreDead() throws {
    var settings = StreamTests.settings(3)
    let far = PointMatrix(dimensions: 2, count: 3) { values in
      for (index, value) in [0.0, 0, 50, 50, 1e6, 1e6].enumerated() { values[index] = value }
    }
    settings.initialization = .centroids(far)
    var stream = try StreamClusterer(settings)
    let step = try stream.partialFit(joined([around(0, 50, seed: 1), around(50, 50, seed: 2)]))
    #expect(step.revived == [2] && stream.revivals == 1)
    #expect(Set(step.labels.values) == [0, 1, 2])
    // One point is a weight, and no reason to die.
    for seed in 3..<40 {
      #expect(try stream.partialFit(around(0, 4000, seed: UInt64(seed))).revived.isEmpty)
    }
    // No place is left for a third centroid.
    var equal = try StreamClusterer(settings)
    let same = PointMatrix(dimensions: 2, count: 9) { $0.update(repeating: 50) }
    #expect(try equal.partialFit(same).revived.isEmpty)
    #expect(equal.weights == [0, 9, 0])
  }

  @Test func threadsAndKernelsReviveTheSame() throws {
    func run(_ threads: Int) throws -> StreamClusterer {
      var stream = try StreamClusterer(
        StreamTests.settings(8, threads: threads), halfLife: HalfLife(500, .points))
      for batch in 0..<12 {
        try stream.partialFit(around(Double(batch) * 7, 1000, seed: UInt64(batch)))
      }
      return stream
    }
    let (one, three) = (try run(1), try run(3))
    #expect(one.revivals > 0)
    #expect(one.state == three.state)
    #expect(StreamTests.bits(one.centroids) == StreamTests.bits(three.centroids))
  }

  @Test func aStateGoesOnToTheSameBits() throws {
    let x = NestedCase.groups(1500, 4, seed: 12)
    let weights = NestedCase.weights(2, 1500)
    for halfLife in [nil, HalfLife(130, .points), HalfLife(3, .batches)] {
      var whole = try StreamClusterer(StreamTests.settings(6), halfLife: halfLife)
      var resumed = whole
      for first in stride(from: 0, to: 1500, by: 60) {
        let rows = Array(first..<first + 60)
        let own = weights.map { all in rows.map { all[$0] } }
        try whole.partialFit(x.selecting(rows), weights: own)
        try resumed.partialFit(x.selecting(rows), weights: own)
        let state = try #require(resumed.state)
        resumed = try StreamClusterer(
          resuming: state, at: try #require(resumed.centroids), StreamTests.settings(99))
        #expect(resumed.state == whole.state)
        #expect(StreamTests.bits(resumed.centroids) == StreamTests.bits(whole.centroids))
        #expect(resumed.objectivePerWeight == whole.objectivePerWeight)
      }
      #expect(resumed.clusters == 6 && resumed.halfLife == halfLife)
    }
  }

  @Test func aModelCountsAsItsPoints() throws {
    let x = NestedCase.groups(300, 2, seed: 5)
    var settings = StreamTests.settings(1)
    settings.initialization = .centroids(
      PointMatrix(dimensions: 2, count: 1) { $0.update(repeating: 3) })
    var stream = try StreamClusterer(settings)
    stream.count(weights: [300], sizes: [300], withinSumOfSquares: [12])
    try stream.partialFit(x)
    let means = try Observations(x).means
    for l in 0..<2 {
      #expect(abs((stream.centroids?[l, 0] ?? 0) - (means[l] + 3) / 2) < 1e-12)
    }
    #expect(stream.weights == [600] && stream.sizes == [600])
  }

  /// A million batches: memory stays, nothing overflows, and the mean is that of the last points.
  @Test func aStreamHasNoEnd() throws {
    var sum = DecayedSum()
    var weight = DecayedSum()
    var random = SplitMix(state: 1)
    for _ in 0..<1_000_000 {
      sum.halve(times: 1)
      weight.halve(times: 1)
      let value = random.normal()
      sum.add(Dyadic(value))
      weight.add(1, exponent: 0)
    }
    #expect(weight.rounded == 2)
    let mean = sum.quotient(by: weight)
    // The last 60 values hold all but 2^-60 of the weight.
    var again = SplitMix(state: 1)
    let values = (0..<1_000_000).map { _ in again.normal() }
    let truth = values.suffix(200).reduce(0) { $0 / 2 + $1 } / 2
    #expect(abs(mean - truth) < 1e-14)
    #expect(sum.value.limbs.count <= 3 && weight.value.limbs.count <= 3)
  }

  @Test func aForgottenClusterKeepsItsPlace() throws {
    var stream = try StreamClusterer(
      StreamTests.settings(2), halfLife: HalfLife(1, .batches), revives: false)
    try stream.partialFit(joined([around(0, 5, seed: 1), around(90, 5, seed: 2)]))
    let start = try #require(stream.centroids)
    let old = start[0, 0] > 50 ? 0 : 1
    for seed in 0..<1030 { try stream.partialFit(around(0, 2, seed: UInt64(seed))) }
    #expect(stream.weights[old] == 0)
    #expect(stream.centroids?.point(old) == start.point(old))
    try stream.partialFit(around(95, 1, seed: 7))
    #expect(stream.weights[old] == 1)
  }
}
