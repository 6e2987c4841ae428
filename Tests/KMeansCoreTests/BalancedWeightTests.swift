import Testing

@testable import KMeansCore

/// Limits on sums of weights.
struct BalancedWeightTests {
  private struct Small {
    let x: Observations
    let m: PointMatrix
    let limits: Clusterer.SizeLimits
    let range: ClosedRange<Double>
    var k: Int { m.count }
    var weights: [Double] { x.weights ?? [] }

    init(_ seed: Int) throws {
      var random = SplitMix(state: UInt64(5000 + seed))
      let n = 6 + Int(random.next() % 4)
      let k = 2 + Int(random.next() % 2)
      x = try Observations(
        PointMatrix(dimensions: 2, values: (0..<n * 2).map { _ in random.normal() }),
        weights: (0..<n).map { _ in Double(random.next() % 6) * (seed % 2 == 0 ? 1 : 0.1) })
      m = try PointMatrix(dimensions: 2, values: (0..<k * 2).map { _ in random.normal() })
      let mean = (x.weights ?? []).reduce(0, +) / Double(k)
      let least = mean * (0.4 + 0.5 * random.unit())
      range = least...mean * (1.05 + 0.4 * random.unit())
      limits = .weight(least: range.lowerBound, most: range.upperBound)
    }

    /// Whether sums are within the limits, but for roundings.
    func keeps(_ sums: [Double]) -> Bool {
      sums.allSatisfy { $0 > range.lowerBound - 1e-9 && $0 < range.upperBound + 1e-9 }
    }

    /// The least cost of whole points, by trying all; infinite where nothing keeps the limits.
    func least() -> Double {
      var best = Double.infinity
      func place(_ point: Int, _ sums: [Double], _ cost: Double) {
        if cost >= best { return }
        if point == x.count {
          if keeps(sums) { best = cost }
          return
        }
        if weights[point] == 0 { return place(point + 1, sums, cost) }
        for cluster in 0..<k {
          var sums = sums
          sums[cluster] += weights[point]
          let distance = Textbook.squaredDistance(x.points.point(point), m.point(cluster))
          place(point + 1, sums, cost + weights[point] * distance)
        }
      }
      place(0, Array(repeating: 0, count: k), 0)
      return best
    }

    func sums(_ labels: LabelMatrix) -> [Double] {
      var sums = [Double](repeating: 0, count: k)
      for point in 0..<x.count { sums[Int(labels.values[point])] += weights[point] }
      return sums
    }
  }

  @Test func theGapIsHonestAndMostlyNothing() throws {
    var (cases, optimal) = (0, 0)
    for seed in 0..<200 {
      let small = try Small(seed)
      let best = small.least()
      let limits = try? small.limits.limits(
        small.x.weights, count: small.x.count, clusters: small.k, divides: true)
      guard let limits else {
        // What is refused is refused rightly.
        #expect(best == .infinity)
        continue
      }
      let execution = Execution(kernels: .current, threads: 2, control: .free)
      var balanced = Balanced(
        small.x, limits: limits, clusters: small.k, execution: execution)
      balanced.fewCosts = seed % 2 == 0 ? 0 : 1 << 14
      var labels = LabelMatrix(unset: small.x.count, clusters: small.k)
      _ = balanced.assign(
        to: small.m, after: .infinite(clusters: small.k), labels: &labels, mayStop: false)
      #expect(small.keeps(small.sums(labels)))
      let balance = BalanceProof(
        small.x.rows, small.m, labels, try #require(balanced.prices), limits: limits,
        execution: execution
      ).balance(scale: 1)
      #expect(balance.dual <= best * (1 + 1e-12))
      #expect(balance.primal >= best * (1 - 1e-12))
      #expect(balance.gap >= 0 && balance.measure == .weight)
      cases += 1
      if balance.primal <= best * (1 + 1e-12) { optimal += 1 }
    }
    #expect(cases > 100)
    #expect(optimal * 10 > cases * 8)
  }

  private func observations(_ n: Int) throws -> Observations {
    var random = SplitMix(state: 77)
    let values = (0..<n).flatMap { point in
      (0..<3).map { _ in (point % 5 == 0 ? 9.0 : 0) + random.normal() }
    }
    return try Observations(
      PointMatrix(dimensions: 3, values: values),
      weights: (0..<n).map { _ in Double(random.next() % 20) / 4 })
  }

  @Test func fitsKeepTheLimitsAndTellTheirGap() throws {
    let x = try observations(3000)
    let weights = x.weights ?? []
    let mean = weights.reduce(0, +) / 8
    var settings = Clusterer.Configuration(
      clusters: 8, seed: 2, tolerance: 0, threads: 1,
      sizeLimits: .weight(least: mean * 0.99, most: mean * 1.01))
    let fit = try Clusterer(settings).fit(x)
    let balance = try #require(fit.balance)
    var sums = [Double](repeating: 0, count: 8)
    for point in 0..<x.count { sums[Int(fit.labels.values[point])] += weights[point] }
    #expect(sums == balance.sums)
    #expect(sums.allSatisfy { $0 >= mean * 0.99 && $0 <= mean * 1.01 })
    #expect(balance.gap >= 0 && balance.gap < 0.01 * balance.primal)
    #expect(zip(fit.history, fit.history.dropFirst()).allSatisfy { $1 <= $0 * (1 + 1e-13) })
    settings.threads = 5
    let other = try Clusterer(settings).fit(x)
    #expect(other.labels == fit.labels && other.balance == fit.balance)
  }

  @Test func impossibleWeightsAreRefused() throws {
    let x = try Observations(
      PointMatrix(dimensions: 1, values: [0.0, 1, 2, 3]), weights: [1, 1, 1, 5])
    func refusal(_ limits: Clusterer.SizeLimits, _ x: Observations) -> ClusteringError? {
      do {
        _ = try Clusterer(Clusterer.Configuration(clusters: 2, sizeLimits: limits)).fit(x)
      } catch { return error }
      return nil
    }
    #expect(
      refusal(.weight(least: 4.5), x) == .sizeLimits(.leastWeight(4.5, clusters: 2, sum: 8)))
    #expect(refusal(.weight(most: 3.5), x) == .sizeLimits(.mostWeight(3.5, clusters: 2, sum: 8)))
    #expect(refusal(.weight(most: 4), x) == .sizeLimits(.heavyPoint(3, weight: 5, most: 4)))
    #expect(
      refusal(.weight(least: 3.5), x)
        == .sizeLimits(.noDivision(least: 3.5, most: 8, clusters: 2)))
    #expect(refusal(.weight(least: 3), x) == nil)
    let plain = try Observations(x.points)
    #expect(refusal(.weight(least: 1), plain) == .sizeLimits(.noWeights))
    #expect(refusal(.weight(least: -1), x) == .configuration(.leastWeight(-1)))
    #expect(refusal(.weight(most: .nan), x) != nil)
    #expect(
      refusal(.weight(least: 3, most: 2), x) == .configuration(.weights(least: 3, most: 2)))
  }
}
