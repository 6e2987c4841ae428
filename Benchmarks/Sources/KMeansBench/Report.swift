import Foundation

/// An answer that is printed as one line of JSON.
protocol Report: Encodable {}

extension Report {
  /// Prints the answer on standard output.
  func printAsLine() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    print(String(decoding: try encoder.encode(self), as: UTF8.self))
  }
}

extension Duration {
  /// The same in seconds.
  var seconds: Double { self / .seconds(1) }
}

/// The most memory that this process has held so far, in bytes; 0 where nobody knows.
///
/// Linux's `getrusage` counts what the parent held when it began this process, so the kernel's own
/// record of this process is read there.
func peakMemoryBytes() -> Int {
  #if os(Linux)
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let kibibytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
    return (kibibytes.flatMap { Int($0) } ?? 0) * 1024
  #else
    var usage = rusage()
    getrusage(RUSAGE_SELF, &usage)
    return usage.ru_maxrss
  #endif
}
