import Foundation
import Testing

@testable import KMeansCore
@testable import KMeansMatrices

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
      Configuration(clusters: clusters, restarts: 200, tolerance: 0)
    ).fit(x)
    #expect(abs(clustering.objective - least) < 1e-5)
    if clusters == 3 { #expect(clustering.sizes.sorted() == [38, 50, 62]) }
  }

  /// With restarts the centroid index is 0: every reference cluster has one centroid.
  @Test(arguments: TestData.sets)
  func benchmarkSets(_ name: String) throws {
    let x = try TestData.points("sipu/\(name).data.gz")
    let reference = try TestData.labels("sipu/\(name).labels0.gz")
    let m = try means(of: x, reference).map { try #require($0) }
    let clustering = try Clusterer(
      Configuration(clusters: m.count, restarts: TestData.restarts(name), seed: 1, tolerance: 0)
    ).fit(x)
    let truth = try PointMatrix(m)
    // Orphans of both directions (P. Fränti, M. Rezaei and Q. Zhao, "Centroid index", 2014).
    let orphans = [(truth, clustering.centroids), (clustering.centroids, truth)].map { from, to in
      m.count - Set((try? assign(from, to: to))?.labels ?? []).count
    }
    #expect(orphans == [0, 0])
    #expect(clustering.objective <= (try objective(x, assign(x, to: truth), truth)))
  }
}

/// The data folder beside the package.
enum TestData {
  static let folder: URL = {
    if let named = ProcessInfo.processInfo.environment["KMEANS_TEST_DATA"] {
      return URL(filePath: named)
    }
    return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")
  }()

  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "csv/iris.csv").path)
  }

  /// Without optimisation the sets of 100,000 points take minutes.
  static var sets: [String] {
    let small = ["a1", "a2", "a3", "s1", "s2", "s3", "s4", "unbalance", "d31", "r15"]
    #if DEBUG
      return ["s1", "unbalance"]
    #else
      return small + ["birch1", "birch2"]
    #endif
  }

  static func restarts(_ name: String) -> Int { name == "birch1" ? 100 : name == "a3" ? 300 : 60 }

  static func iris() throws -> PointMatrix {
    let text = try String(contentsOf: folder.appending(path: "csv/iris.csv"), encoding: .utf8)
    return try PointMatrix(
      text.split(separator: "\n").dropFirst().map { line in
        line.split(separator: ",").prefix(4).map { Double($0) ?? .nan }
      })
  }

  /// Numbers separated by spaces, a point a line.
  static func points(_ path: String) throws -> PointMatrix {
    let lines = try unpacked(path).split(separator: "\n")
    return try PointMatrix(
      lines.map { line in line.split { $0 == " " || $0 == "\t" }.map { Double($0) ?? .nan } })
  }

  /// One label a line, from 1.
  static func labels(_ path: String) throws -> LabelMatrix {
    let labels = try unpacked(path).split(separator: "\n").map { (Int32($0) ?? 0) - 1 }
    return try LabelMatrix(clusters: Int(labels.max() ?? 0) + 1, labels: labels)
  }

  private static func unpacked(_ path: String) throws -> String {
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-dc", folder.appending(path: path).path]
    let pipe = Pipe()
    gzip.standardOutput = pipe
    try gzip.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    gzip.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
