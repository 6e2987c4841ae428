package import Foundation
package import KMeansCore

/// The data folder beside the package.
package enum TestData {
  /// Where it lies.
  package static let folder: URL = {
    if let named = ProcessInfo.processInfo.environment["KMEANS_TEST_DATA"] {
      return URL(filePath: named)
    }
    return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")
  }()

  /// Whether it is there.
  package static var isPresent: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "csv/iris.csv").path)
  }

  /// The four measurements of iris.
  package static func iris() throws -> PointMatrix {
    let text = try String(contentsOf: folder.appending(path: "csv/iris.csv"), encoding: .utf8)
    return try PointMatrix(
      text.split(separator: "\n").dropFirst().map { line in
        line.split(separator: ",").prefix(4).map { Double($0) ?? .nan }
      })
  }

  /// Numbers separated by spaces, a point a line.
  package static func points(_ path: String) throws -> PointMatrix {
    let lines = try unpacked(path).split(separator: "\n")
    return try PointMatrix(
      lines.map { line in line.split { $0 == " " || $0 == "\t" }.map { Double($0) ?? .nan } })
  }

  /// One label a line, from 1.
  package static func labels(_ path: String) throws -> LabelMatrix {
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
