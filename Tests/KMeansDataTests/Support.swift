import KMeansCore

@testable import KMeansData

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bytes as a file would hold them.
func owned(_ bytes: [UInt8]) -> OwnedBytes {
  let memory: GrowingBytes
  do { memory = try GrowingBytes(capacity: bytes.count, for: "a test") } catch {
    preconditionFailure("no memory for a test: \(error)")
  }
  UnsafeMutableRawBufferPointer(start: memory.base, count: bytes.count).copyBytes(from: bytes)
  return memory.finish(count: bytes.count)
}

/// Reads text as if it were the file `t.csv`.
func csv(
  _ text: String, options: ReadingOptions = .all, format: FileFormat = .csv
) throws(DataError) -> DataTable {
  try DataTable(
    owned(Array(text.utf8)), format: format, source: "t.\(format.ending)", options: options)
}

/// Reads bytes as if they were the file `t` of a format.
func table(
  _ bytes: [UInt8], _ format: FileFormat, options: ReadingOptions = .all
) throws(DataError) -> DataTable {
  try DataTable(
    owned(bytes), format: format, source: "t.\(format.ending)", options: options)
}

/// The message of the error that `body` throws; "" when it throws none.
func message<Value>(_ body: () throws(DataError) -> Value) -> String {
  do {
    _ = try body()
    return ""
  } catch {
    return error.description
  }
}

/// All points of a matrix.
func rows(_ matrix: PointMatrix) -> [[Double]] {
  (0..<matrix.count).map { matrix.point($0) }
}

/// A fresh folder that is removed with its files when the object goes.
final class TemporaryFolder {
  /// The path, without a slash at its end.
  let path: String

  /// Makes the folder.
  init() {
    var template = Array("/tmp/kmeans-test-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }

  deinit {
    for name in names { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  /// The names of all files in the folder, hidden ones too, sorted.
  var names: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Makes a file and gives its path.
  func file(_ name: String, _ bytes: [UInt8]) -> String {
    let target = "\(path)/\(name)"
    let file = open(target, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    defer { close(file) }
    var written = 0
    while written < bytes.count {
      written += bytes[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    }
    return target
  }

  /// Makes a file of text and gives its path.
  func file(_ name: String, _ text: String) -> String { file(name, Array(text.utf8)) }

  /// The bytes of a file in the folder.
  func bytes(_ name: String) throws(DataError) -> [UInt8] {
    let held = try InputFile.bytes(of: "\(path)/\(name)")
    return withExtendedLifetime(held) { Array(held.buffer) }
  }

  /// The text of a file in the folder.
  func text(_ name: String) throws(DataError) -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }
}

/// SplitMix64: the same numbers on every run.
struct SeededNumbers: RandomNumberGenerator {
  /// The state; any value is a seed.
  var state: UInt64

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
