import Testing

@testable import KMeansCore

/// Many fits side by side against the same fits one by one.
struct FitManyTests {
  private static func sets(_ count: Int) throws -> [PointMatrix] {
    try (0..<count).map { set in
      var random = SplitMix(state: UInt64(set))
      let n = 5 + Int(random.next() % 60)
      return try PointMatrix((0..<n).map { _ in (0..<3).map { _ in Double(random.next() % 50) } })
    }
  }

  @Test(arguments: [1, 2, 7])
  func everyFitIsThatOfItsSetAlone(_ threads: Int) throws {
    let sets = try Self.sets(90)
    let clusterer = Clusterer(
      Clusterer.Configuration(clusters: 4, restarts: 3, seed: 5, threads: threads))
    let weights = sets.map { set in (0..<set.count).map { Double(1 + $0 % 3) } }
    let many = clusterer.fitMany(sets, weights: weights)
    let checked = clusterer.fitMany(
      try zip(sets, weights).map { try Observations($0, weights: $1) })
    #expect(many.count == sets.count)
    for (index, set) in sets.enumerated() {
      let alone = try clusterer.fit(set, weights: weights[index])
      for found in [try many[index].get(), try checked[index].get()] {
        #expect(found.labels == alone.labels && found.centroids == alone.centroids)
        #expect(found.objective == alone.objective && found.history == alone.history)
      }
    }
  }

  @Test func aSetThatCannotBeClusteredIsAnErrorOfItsOwn() throws {
    var sets = try Self.sets(6)
    sets[2] = try PointMatrix([[1, 2, 3]])
    sets[4] = try PointMatrix(Array(repeating: [1, .nan, 3], count: 9))
    let many = Clusterer(Clusterer.Configuration(clusters: 4)).fitMany(sets)
    for (index, result) in many.enumerated() {
      switch (index, result) {
      case (2, .failure(.tooFewPoints)), (4, .failure(.observations)): break
      case (2, _), (4, _): Issue.record("set \(index) cannot be clustered")
      default: #expect((try? result.get()) != nil)
      }
    }
    #expect(Clusterer(Clusterer.Configuration(clusters: 4)).fitMany([PointMatrix]()).isEmpty)
  }

  @Test func aStopEndsAll() throws {
    let stop = StopSignal(isUrgent: true)
    stop.stop()
    let many = Clusterer(Clusterer.Configuration(clusters: 4)).fitMany(
      try Self.sets(20), stop: stop)
    #expect(many.allSatisfy { (try? $0.get()) == nil })
  }
}
