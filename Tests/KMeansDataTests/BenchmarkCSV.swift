import Testing

import KMeansCore
@testable import KMeansData

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How long CSV takes to read. Only on request (`KMEANS_BENCHMARK=1`, in release mode): the figure
/// is for people, since a clock on a shared machine proves nothing.
@Suite(.serialized, .enabled(if: getenv("KMEANS_BENCHMARK") != nil))
struct BenchmarkCSV {
  /// 200,000 rows of 8 columns, each value written by `spell`.
  private func makeFile(_ name: String, rows: Int, spell: (Double) -> String) -> String {
    var random = SeededNumbers(state: 1)
    var text = "a,b,c,d,e,f,g,h\n"
    for _ in 0..<rows {
      let cells = (0..<8).map { _ in spell(Double.random(in: -2500...2500, using: &random)) }
      text += cells.joined(separator: ",") + "\n"
    }
    let path = "/tmp/\(name)"
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    defer { close(file) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      rest = rest.dropFirst(sent)
    }
    return path
  }

  private func measure(_ path: String) throws {
    var best = Duration.seconds(1000)
    for _ in 0..<10 {
      let table = try ContinuousClock().measuring { try DataTable(reading: path) }
      #expect(table.value.points.dimensions == 8)
      best = min(best, table.time)
    }
    let size = try InputFile.bytes(of: path).count
    print("\(path): \(size) bytes in \(best), the best of 10; and pandas:")
    print(
      """
      python3 -c 'import pandas, timeit; print(min(timeit.repeat(
        lambda: pandas.read_csv("\(path)"), number=1, repeat=10)))'
      """)
  }

  @Test func sixDecimals() throws {
    try measure(
      makeFile("kmeans-bench-6.csv", rows: 200_000) { value in
        let millionths = Int(value.magnitude * 1e6)
        let decimals = String(millionths % 1_000_000)
        let zeros = String(repeating: "0", count: 6 - decimals.count)
        return "\(value < 0 ? "-" : "")\(millionths / 1_000_000).\(zeros)\(decimals)"
      })
  }

  @Test func shortestRoundTrip() throws {
    try measure(makeFile("kmeans-bench-17.csv", rows: 110_000) { $0.description })
  }

  @Test func wholeNumbers() throws {
    try measure(makeFile("kmeans-bench-0.csv", rows: 400_000) { String(Int($0)) })
  }
}

extension ContinuousClock {
  /// What `body` gives, and the time it takes.
  fileprivate func measuring<Value>(
    _ body: () throws -> Value
  ) rethrows -> (value: Value, time: Duration) {
    let start = now
    let value = try body()
    return (value, now - start)
  }
}
