import KMeansCore
import TestSupport
import Testing

@testable import KMeansSelection

/// Sets whose numbers of clusters are known: P. Fränti and S. Sieranoja, "K-means properties on six
/// clustering benchmark datasets", Applied Intelligence 48, 2018; D31 and R15 of C. J. Veenman,
/// M. J. T. Reinders and E. Backer, IEEE Trans. PAMI 24(9), 2002.
@Suite(.enabled(if: TestData.isPresent, "no data folder; set KMEANS_TEST_DATA to run these"))
struct PublishedSetTests {
  /// Without optimisation only the smallest.
  private static var sets: [(name: String, clusters: Int, most: Int)] {
    #if DEBUG
      [("r15", 15, 18)]
    #else
      [
        ("r15", 15, 20), ("s1", 15, 20), ("s2", 15, 20), ("s3", 15, 20), ("s4", 15, 20),
        ("a1", 20, 25), ("a2", 35, 40), ("a3", 50, 55), ("d31", 31, 35), ("unbalance", 8, 15),
      ]
    #endif
  }

  @Test("the sweep finds the number of clusters", arguments: Self.sets.indices)
  func finds(_ index: Int) throws {
    let set = Self.sets[index]
    let x = try Observations(TestData.points("sipu/\(set.name).data.gz"))
    let found = try ClusterCountSweep(
      x, settings: ClusterCountSweep.Settings(clusterCounts: 2...set.most, references: 5))
    #expect(
      found.recommendation.verdict == .clear(clusters: set.clusters),
      "\(set.name): \(found.recommendation)")
  }

  @Test("clusters that k-means cannot see are not claimed")
  func spiral() throws {
    let x = try Observations(TestData.points("sipu/spiral.data.gz"))
    let found = try ClusterCountSweep(x, settings: ClusterCountSweep.Settings(clusterCounts: 2...8))
    guard case .unclear = found.recommendation.verdict else {
      Issue.record("\(found.recommendation)")
      return
    }
  }
}
