import Foundation
import Testing

/// Every example of the README does what the README shows.
///
/// In a `console` block a line after `$ ` is run in the package's folder, with the built command
/// as `kmeans`, and what it prints must be the lines that follow, times aside. A `swift` block
/// must stand, line for line, in a program under Examples, which the scripts build.
struct ReadmeTests {
  @Test func consoleBlocksPrintWhatTheyShow() throws {
    let blocks = try Readme.blocks(of: "console")
    #expect(blocks.count >= 3)
    let folder = try Readme.scratchCopy()
    defer { try? FileManager.default.removeItem(at: folder) }
    for block in blocks {
      for example in block.components(separatedBy: "$ ").dropFirst() {
        let lines = example.split(separator: "\n", omittingEmptySubsequences: false)
        let command = try #require(lines.first.map(String.init))
        let shown = lines.dropFirst().joined(separator: "\n")
        let printed = try Readme.run(command, in: folder)
        #expect(Readme.masked(printed) == Readme.masked(shown), "\(command)")
      }
    }
  }

  @Test func swiftBlocksStandInPrograms() throws {
    let blocks = try Readme.blocks(of: "swift")
    #expect(!blocks.isEmpty)
    let programs = try FileManager.default.subpathsOfDirectory(
      atPath: Readme.root.appending(path: "Examples").path
    )
    .filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".") && !$0.contains("/.build/") }
    .map { Readme.root.appending(path: "Examples/\($0)") }
    .map { try String(contentsOf: $0, encoding: .utf8) }
    for block in blocks {
      let wanted = Readme.unindented(block)
      #expect(programs.contains { Readme.unindented($0).contains(wanted) }, "\(block)")
    }
  }
}

/// The README, taken apart.
enum Readme {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The contents of the fenced blocks of one language.
  static func blocks(of language: String) throws -> [String] {
    let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    return text.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
  }

  /// The text with every line moved to the left.
  static func unindented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.drop { $0 == " " } }.joined(separator: "\n")
  }

  /// A folder with the examples, so that what the README writes goes nowhere else.
  static func scratchCopy() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: root.appending(path: "Examples"), to: folder.appending(path: "Examples"))
    return folder
  }

  /// What a command prints, on standard output and standard error, in the order it came.
  static func run(_ command: String, in folder: URL) throws -> String {
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", "exec 2>&1; \(command)"]
    shell.currentDirectoryURL = folder
    let tools = try builtProducts().path
    shell.environment = ProcessInfo.processInfo.environment.merging(
      ["PATH": tools + ":/usr/bin:/bin", "COLUMNS": "100", "LC_ALL": "C.UTF-8"]) { $1 }
    let pipe = Pipe()
    shell.standardOutput = pipe
    try shell.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    shell.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// The folder of the built command, beside the running tests.
  private static func builtProducts() throws -> URL {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    for _ in 0..<6 {
      if FileManager.default.isExecutableFile(atPath: folder.appending(path: "kmeans").path) {
        return folder
      }
      folder.deleteLastPathComponent()
    }
    throw CocoaError(.fileNoSuchFile)
  }

  /// The text without what differs from run to run: times, and spaces at the end.
  static func masked(_ text: String) -> String {
    text.replacing(/\d+(\.\d+)? (ms|s|seconds|µs)\b/, with: "… s")
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
