import TestSupport
import Testing

@testable import KMeansCore
@testable import KMeansMatrices

/// What is derived from X is made only where there is memory for it, and changes no bit.
@Suite struct PreparedTests {
  @Test(arguments: [(2, 6000, 40), (24, 4000, 60)])
  func fitsAreTheSameWithoutViews(_ d: Int, _ n: Int, _ k: Int) throws {
    let x = try Observations(blobs(n, d, 9))
    let configuration = try Configuration(clusters: k, seed: 3, tolerance: 0, threads: 2)
    let (rich, poor) = (Prepared(x), Prepared(x, makesViews: false))
    let clusterer = Clusterer(configuration)
    let (first, second) = (try clusterer.fit(rich), try clusterer.fit(poor))
    #expect(first.labels == second.labels && first.history == second.history)
    #expect(first.objective.bitPattern == second.objective.bitPattern)
    #expect(!poor.hasBytes && !poor.hasHeads)
    #expect(second.account?.algorithm != .filtering)
    // The other had something to make.
    #expect(d > 4 ? rich.hasBytes || rich.hasHeads : first.account?.algorithm == .filtering)
    let need = { MemoryNeed(x, configuration, makesViews: $0).bytes }
    #expect(need(false) < need(true))
  }

  /// An algorithm that is asked for by name gets what it needs, and its need is counted.
  @Test func algorithmsByNameKeepTheirViews() throws {
    let x = try Observations(blobs(3000, 20, 2))
    for algorithm in [Algorithm.bytes, .axes, .filtering] {
      let configuration = try Configuration(clusters: 30, algorithm: algorithm)
      let need = { MemoryNeed(x, configuration, makesViews: $0).bytes }
      #expect(need(false) == need(true))
    }
  }
}
