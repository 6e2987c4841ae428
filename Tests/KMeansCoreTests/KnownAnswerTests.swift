import TestSupport
import Testing

@testable import KMeansCore

/// Published answers on public data: iris, and the sets of the clustering basic benchmark
/// (P. Fränti and S. Sieranoja, "K-means properties on six clustering benchmark datasets", 2018).
///
/// The data stays where it is: the folder KMEANS_TEST_DATA names, or ../shared/data.
@Suite(.enabled(if: TestData.isPresent, "no data folder; set KMEANS_TEST_DATA to run these"))
struct KnownAnswerTests {
  /// Least J: 152.34795, 78.85144, 57.22847 and 46.44618 for k = 2 … 5.
  @Test(arguments: [2: 152.34795, 3: 78.85144, 4: 57.22847, 5: 46.44618])
  func iris(clusters: Int, least: Double) throws {
    let x = try TestData.iris()
    let clustering = try Clusterer(
      Clusterer.Configuration(clusters: clusters, restarts: 200, tolerance: 0)
    ).fit(x)
    #expect(abs(clustering.objective - least) < 1e-5)
    if clusters == 3 { #expect(clustering.sizes.sorted() == [38, 50, 62]) }
  }

  /// With restarts the centroid index is 0: every reference cluster has one centroid.
  @Test(arguments: Sets.names)
  func benchmarkSets(_ name: String) throws {
    let x = try TestData.points("sipu/\(name).data.gz")
    let reference = try TestData.labels("sipu/\(name).labels0.gz")
    let m = try Textbook.means(of: x, reference).map { try #require($0) }
    let clustering = try Clusterer(
      Clusterer.Configuration(
        clusters: m.count, restarts: Sets.restarts(name), seed: 1, tolerance: 0)
    ).fit(x)
    let truth = try PointMatrix(m)
    // Orphans of both directions (P. Fränti, M. Rezaei and Q. Zhao, "Centroid index", 2014).
    let orphans = [(truth, clustering.centroids), (clustering.centroids, truth)].map { from, to in
      m.count - Set((try? from.labels(nearestTo: to))?.values ?? []).count
    }
    #expect(orphans == [0, 0])
    #expect(clustering.objective <= (try x.objective(x.labels(nearestTo: truth), truth)))
  }
}

/// The sets, and what they take.
private enum Sets {
  /// Without optimisation the sets of 100,000 points take minutes.
  static var names: [String] {
    let small = ["a1", "a2", "a3", "s1", "s2", "s3", "s4", "unbalance", "d31", "r15"]
    return Shapes.areFew ? ["unbalance"] : small + ["birch1", "birch2"]
  }

  static func restarts(_ name: String) -> Int { name == "birch1" ? 100 : name == "a3" ? 300 : 60 }
}
