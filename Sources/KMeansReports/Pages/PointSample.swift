import KMeansCore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A random sample of points, each subset of its size as likely as any other.
///
/// Algorithm S of D. E. Knuth, The Art of Computer Programming, vol. 2, 3rd ed., §3.4.2.
enum PointSample {
  /// `size` of `count` numbers, or all, ascending: a function of the seed alone.
  ///
  /// - Complexity: O(count).
  static func draw(_ size: Int, of count: Int, seed: UInt64) -> [Int] {
    guard size < count else { return Array(0..<count) }
    let random = CounterRandom(seed: seed, stream: 0x7EB0_57A1)
    var drawn: [Int] = []
    drawn.reserveCapacity(size)
    for index in 0..<count where random.below(count - index, index) < size - drawn.count {
      drawn.append(index)
    }
    return drawn
  }
}

/// Numbers as text that a script unpacks: little-endian, in base 64.
enum PackedNumbers {
  /// Whole numbers.
  static func text<Word: FixedWidthInteger>(_ words: [Word]) -> String {
    unsafe words.map(\.littleEndian).withUnsafeBytes { unsafe Data($0).base64EncodedString() }
  }

  /// Real numbers, to about seven digits; those beyond become infinite.
  static func text(_ values: [Float]) -> String { text(values.map(\.bitPattern)) }
}
