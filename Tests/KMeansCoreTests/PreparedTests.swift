import Testing

@testable import KMeansCore

/// What is derived from X is made only where there is memory for it, and changes no bit.
@Suite struct PreparedTests {
  @Test(arguments: [AutomaticTests.Data.flat, .plane])
  func fitsAreTheSameWithoutViews(_ data: AutomaticTests.Data) throws {
    let x = try Observations(data.shape.points(seed: 3))
    let start = data.shape.start(x, seed: 3)
    let configuration = Clusterer.Configuration(
      clusters: start.count, initialization: .centroids(start), iterationLimit: 10, tolerance: 0,
      threads: 2)
    let (rich, poor) = (Prepared(x), Prepared(x, makesViews: false))
    let clusterer = Clusterer(configuration)
    let (first, second) = (try clusterer.fit(rich), try clusterer.fit(poor))
    #expect(first.labels == second.labels && first.history == second.history)
    #expect(first.objective.bitPattern == second.objective.bitPattern)
    #expect(data.expected.contains(try #require(first.account?.algorithm)))
    #expect(!poor.hasBytes && !poor.hasHeads && second.account?.algorithm != .filtering)
    guard data == .flat else { return }
    #expect(rich.hasBytes)
    let need = { MemoryNeed(x, configuration, makesViews: $0).bytes }
    #expect(need(false) < need(true))
  }

  /// An algorithm that is asked for by name gets what it needs, and its need is counted.
  @Test func algorithmsByNameKeepTheirViews() throws {
    let x = try Observations(blobs(3000, 20, 2))
    for algorithm in [Clusterer.Algorithm.bytes, .axes, .filtering] {
      let configuration = Clusterer.Configuration(clusters: 30, algorithm: algorithm)
      let need = { MemoryNeed(x, configuration, makesViews: $0).bytes }
      #expect(need(false) == need(true))
    }
  }
}
