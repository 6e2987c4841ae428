import Foundation
import Testing

/// Style that a formatter cannot see, checked like everything else: sizes, layers, and what may
/// appear where.
struct TidyTests {
  @Test func filesAreShortAndLinesFit() throws {
    for file in try Tree.files(in: ["Sources", "Tests", "Examples"], endings: ["swift", "c", "h"]) {
      // A script writes this one from files of other languages.
      if file.path.hasSuffix("/PageResources.swift") { continue }
      // The C interface is one header, however long.
      let isHeader = file.path.hasSuffix("/kmeans.h")
      let limit = isHeader ? Int.max : file.path.hasPrefix("Sources") ? 250 : 400
      #expect(file.lines.count <= limit, "\(file.path) has \(file.lines.count) lines")
      for (number, line) in file.lines.enumerated() where line.count > 100 {
        Issue.record("\(file.path):\(number + 1) has \(line.count) columns")
      }
    }
  }

  @Test func functionsAreShort() throws {
    for file in try Tree.files(in: ["Sources"], endings: ["swift"]) {
      for (start, length) in file.functions where length > 50 {
        Issue.record("\(file.path):\(start): a function of \(length) lines")
      }
    }
  }

  /// Imports point down: what each module may import, and nothing else of ours.
  @Test func importsPointDown() throws {
    let allowed: [String: Set<String>] = [
      "CKMeansKernels": [],
      "KMeansCore": ["CKMeansKernels"],
      "KMeansData": ["KMeansCore"],
      "KMeansMetrics": ["KMeansCore"],
      "KMeansPages": [],
      "KMeansSelection": ["KMeansCore", "KMeansMetrics"],
      "KMeansModels": ["KMeansCore", "KMeansData"],
      "KMeans": [
        "KMeansCore", "KMeansData", "KMeansMetrics", "KMeansModels", "KMeansSelection",
      ],
      "KMeansReports": [
        "KMeans", "KMeansCore", "KMeansData", "KMeansMetrics", "KMeansModels", "KMeansPages",
        "KMeansSelection",
      ],
      "KMeansABI": ["CKMeansABI", "KMeansCore", "KMeansMetrics", "KMeansSelection"],
      "KMeansCommand": [
        "KMeans", "KMeansCore", "KMeansData", "KMeansMetrics", "KMeansModels", "KMeansReports",
        "KMeansSelection",
      ],
    ]
    for file in try Tree.files(in: ["Sources"], endings: ["swift"]) {
      let module = String(file.path.split(separator: "/")[1])
      let modules = try #require(allowed[module], "a module without a layer: \(module)")
      for name in file.imports where name.contains("KMeans") {
        #expect(modules.contains(name), "\(file.path) imports \(name)")
      }
    }
  }

  @Test func onlyTheRightFilesDoTheUnusual() throws {
    let places: [(what: String, isAllowed: (String) -> Bool)] = [
      (
        "import CKMeansKernels",
        { path in
          path.contains("Matrices/Kernels/")
            // These fill or read structures of the C, which the kernels take as they are.
            || [
              "BytePoints", "CandidateList", "CentroidBytes", "FilteringStep", "Float32Screen",
            ].contains { path.hasSuffix("/\($0).swift") }
        }
      ),
      ("import Dispatch", { _ in false }),
      (
        "@unchecked Sendable",
        { $0.hasSuffix("/Chunks.swift") || $0.hasSuffix("/WorkerThreads.swift") }
      ),
      (
        "import Foundation",
        { path in
          ["KMeansModels", "KMeansReports", "KMeansCommand", "Sources/KMeans/"].contains {
            path.contains($0)
          }
        }
      ),
      ("print(", { $0.contains("KMeansCommand") }),
      ("try!", { _ in false }), ("fatalError(", { _ in false }), ("TO" + "DO", { _ in false }),
      ("FIX" + "ME", { _ in false }),
    ]
    for file in try Tree.files(in: ["Sources"], endings: ["swift", "c", "h"]) {
      for (what, isAllowed) in places where !isAllowed(file.path) {
        let code = file.lines.filter { !$0.contains("///") }.joined(separator: "\n")
        #expect(!code.contains(what), "\(file.path) contains \(what)")
      }
    }
  }

  /// Only + − × ÷ √ may reach labels, centroids or J: their bits are the same everywhere.
  @Test func noTranscendentalReachesAResult() throws {
    let pattern = try Regex(#"\b(log|log2|log10|exp|exp2|pow|sin|cos)\("#)
    for file in try Tree.files(
      in: ["Sources/KMeansCore", "Sources/CKMeansKernels"],
      endings: ["swift", "c", "h"])
    {
      for (number, line) in file.lines.enumerated() where !line.contains("//") {
        #expect(line.firstMatch(of: pattern) == nil, "\(file.path):\(number + 1)")
      }
    }
  }

  /// clang contracts a·b + c by default, which would change the truth's bits.
  @Test func everyKernelForbidsContraction() throws {
    for file in try Tree.files(in: ["Sources/CKMeansKernels"], endings: ["c"]) {
      let first = file.lines.first { !$0.hasPrefix("//") && !$0.isEmpty }
      #expect(first == "#pragma STDC FP_CONTRACT OFF", "\(file.path) begins otherwise")
    }
  }

  /// The repository speaks of the project alone.
  @Test func nothingNamesAMachine() throws {
    let words = ["/wo" + "rk/", "/ro" + "ot/", "/tmp" + "/bash", "file:" + "///"]
    for file in try Tree.files(
      in: ["."], endings: ["swift", "c", "h", "md", "py", "sh", "json", "yml"])
    {
      for word in words where file.text.contains(word) {
        Issue.record("\(file.path) contains \(word)")
      }
    }
  }
}
