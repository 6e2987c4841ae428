import Foundation

/// A folder of a test's own, which goes when the test ends.
final class Folder: Sendable {
  private let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in the folder.
  subscript(name: String) -> String { url.appending(path: name).path }

  /// Writes a file, and says where it is.
  func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: self[name]))
    return self[name]
  }

  /// The text of a file.
  func text(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: self[name]), encoding: .utf8)
  }
}
