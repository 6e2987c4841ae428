import Testing

@testable import KMeansCore

/// Products of bytes, by every table, against whole numbers in Swift.
struct KernelDotsTests {
  @Test(arguments: [64, 128, 832, 1 << 16])
  func dotsAreExact(bytes: Int) {
    var random = TestRandom(seed: bytes)
    let count = bytes > 1000 ? 3 : 20
    // The last row and the last m are what makes the greatest sum.
    let rows = (0..<count * bytes).map { index in
      index >= (count - 1) * bytes ? UInt8.max : UInt8(random.below(256))
    }
    let which = (0..<37).map { _ in Int32(random.below(count)) } + [Int32(count - 1)]
    for extreme in [false, true] {
      let m = (0..<bytes).map { _ in extreme ? Int8.min : Int8(random.below(256) - 128) }
      let truth = which.map { row in
        (0..<bytes).reduce(0) { $0 + Int(rows[Int(row) * bytes + $1]) * Int(m[$1]) }
      }
      for kernels in Kernels.all {
        for n in [0, 1, 2, which.count] {
          var dots = [Int32](repeating: 7, count: n + 1)
          kernels.dots(
            rows: rows, bytes: bytes, which: Array(which.suffix(n)), count: n, with: m, &dots)
          #expect(dots == truth.suffix(n).map { Int32($0) } + [7], "\(kernels.name), n = \(n)")
        }
      }
    }
  }
}
