import Foundation

/// A reader, and what is done with what it read.
struct Target: Sendable {
  let name: String
  /// Inputs to begin with.
  let seeds: @Sendable () -> [[UInt8]]
  let read: @Sendable (UnsafeRawBufferPointer) -> Void

  static let all = [tables, models, labels, centroids, checkpoints, shards]

  static let chosen: Target? = {
    let name = ProcessInfo.processInfo.environment["KMEANS_FUZZ_TARGET"]
    return all.first { $0.name == name }
  }()

  /// Where inputs lie as files: in memory, where the system has such a folder.
  static let folder: String = {
    let place = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
    let path = "\(place)/kmeans-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }()

  /// Ends the program where something does not hold, and says what.
  static func must(_ holds: Bool, _ words: String) {
    if !holds { fatalError(words) }
  }

  /// Bytes as a file of an ending.
  static func file(_ bytes: UnsafeRawBufferPointer, ending: String) -> String {
    let path = "\(folder)/input\(ending)"
    try? Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }
}
