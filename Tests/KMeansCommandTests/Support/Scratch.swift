import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder of a test's own, which goes when the test ends.
final class Scratch: Sendable {
  let path: String
  private let runs = Atomic<Int>(0)

  init() {
    var template = Array("/tmp/kmeans-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { preconditionFailure("no folder in /tmp") }
    path = String(cString: made)
  }

  deinit {
    for name in names(hidden: true) where unlink("\(path)/\(name)") != 0 {
      rmdir("\(path)/\(name)")
    }
    rmdir(path)
  }

  /// The path of a file in the folder.
  subscript(name: String) -> String { "\(path)/\(name)" }

  func nextRun() -> Int { runs.wrappingAdd(1, ordering: .relaxed).newValue }

  /// Writes a file.
  func write(_ name: String, _ text: String) {
    write(name, bytes: Array(text.utf8))
  }

  func write(_ name: String, bytes: [UInt8]) {
    let file = fopen(self[name], "w")
    fwrite(bytes, 1, bytes.count, file)
    if let file { fclose(file) }
  }

  func makeFolder(_ name: String) { mkdir(self[name], 0o700) }

  /// The text of a file; empty when there is none.
  func text(_ name: String) -> String { Self.text(of: self[name]) }

  func bytes(_ name: String) -> [UInt8] { Self.bytes(of: self[name]) }

  /// The files that somebody wrote, sorted.
  var files: [String] { names(hidden: false) }

  /// The hidden files that the program has left.
  var hiddenFiles: [String] { names(hidden: true).filter { $0.hasPrefix(".kmeans-") } }

  static func text(of path: String) -> String { String(decoding: bytes(of: path), as: UTF8.self) }

  static func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&block, 1, block.count, file), count > 0 {
      bytes += block[..<count]
    }
    return bytes
  }

  private func names(hidden: Bool) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." && (hidden || !name.hasPrefix(".")) { names.append(name) }
    }
    return names.sorted()
  }
}
