import Foundation

/// The package's files.
struct Tree {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  struct File {
    let path: String
    let text: String
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    var imports: [String] {
      lines.filter { $0.hasPrefix("import ") || $0.contains(" import ") }
        .compactMap { $0.split(separator: " ").last.map(String.init) }
    }

    /// Where functions begin (from 1) and how many lines they have, told by indentation.
    var functions: [(start: Int, length: Int)] {
      var found: [(Int, Int)] = []
      for (number, line) in lines.enumerated() {
        let bare = line.drop { $0 == " " }
        let isFunction = bare.contains("func ") || bare.contains("init(")
        guard isFunction, !bare.hasPrefix("//"), !bare.hasPrefix("self.init") else { continue }
        // A body on the line of its head ends there.
        if bare.hasSuffix("}") { continue }
        let indent = line.count - bare.count
        let end = lines[(number + 1)...].firstIndex {
          $0.hasPrefix(String(repeating: " ", count: indent) + "}")
        }
        if let end { found.append((number + 1, end - number + 1)) }
      }
      return found
    }
  }

  static func files(in folders: [String], endings: Set<String>) throws -> [File] {
    try folders.flatMap { folder -> [File] in
      let base = root.appending(path: folder)
      guard let walk = FileManager.default.enumerator(atPath: base.path) else { return [] }
      return try walk.compactMap { entry -> File? in
        guard let name = entry as? String, endings.contains(URL(filePath: name).pathExtension),
          !name.split(separator: "/").contains(where: { $0.hasPrefix(".") })
        else { return nil }
        let text = try String(contentsOf: base.appending(path: name), encoding: .utf8)
        return File(path: folder == "." ? name : "\(folder)/\(name)", text: text)
      }
    }
  }
}
