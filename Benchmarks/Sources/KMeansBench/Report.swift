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

/// The most memory that this process has held so far, in bytes.
func peakMemoryBytes() -> Int {
  var usage = rusage()
  #if os(Linux)
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  #else
    getrusage(RUSAGE_SELF, &usage)
    return usage.ru_maxrss
  #endif
}
