import KMeansCore
import KMeansMetrics

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

/// The points that figures draw, and what each stands for.
///
/// All points that weigh anything, by their weights; or of many points a sample by their weights,
/// each by how often it was drawn.
struct DrawnPoints {
  /// Ascending.
  let points: [Int]
  /// One a point; nil for 1 each.
  let weights: [Double]?
  /// Whether some points that weigh something are not among them.
  let isDrawn: Bool

  /// - Complexity: O(N + most·log N).
  init(of x: Observations, most: Int, seed: UInt64) {
    guard let all = x.weights else {
      (points, weights) = (PointSample.draw(most, of: x.count, seed: seed), nil)
      isDrawn = points.count < x.count
      return
    }
    let positive = all.indices.filter { all[$0] > 0 }
    if positive.count <= most {
      (points, weights, isDrawn) = (positive, positive.map { all[$0] }, false)
      return
    }
    let (draws, random) = (MassDraws(all), CounterRandom(seed: seed, stream: 0x7EB0_57A1))
    var times: [Int: Double] = [:]
    for draw in 0..<most { times[draws.point(random, draw: draw), default: 0] += 1 }
    let drawn = times.keys.sorted()
    (points, weights, isDrawn) = (drawn, drawn.map { times[$0] ?? 0 }, true)
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
