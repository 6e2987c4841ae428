/// A screen against known distances: of all pairs of a few points and a centroid, those that may be
/// within the point's reach. Pairs that it discards are certainly farther.
///
/// Pairs come in the codes of the kernels, j·`panelWidth` + lane, where j counts centroids in the
/// order of `DriftLevels`; ascending.
protocol CandidateScreen: Sendable {
  /// Whether it leaves so many pairs that one part of `CentroidBytes` should filter them.
  var isCoarse: Bool { get }

  /// The pairs that may be within reach, as `scratch.codes`.
  ///
  /// - Parameters:
  ///   - start: the first point of the chunk.
  ///   - lanes: the points, 1 … `panelWidth` of them, as offsets from `start`.
  ///   - reaches: for every lane a bound in the units of `DriftSums`.
  ///   - level: the last level of centroids that is looked at.
  ///   - scratch: the thread's own.
  /// - Returns: how many pairs stay: all whose real distance is at most the reach, and others.
  func pairs(
    start: Int, lanes: UnsafeBufferPointer<Int32>, reaches: UnsafePointer<Double>, level: Int,
    scratch: CandidateScratch
  ) -> Int
}

/// Memory for the screens and the truth of one panel, used again for every panel of a thread.
final class CandidateScratch {
  /// Points in 8 bits, and as floats.
  let panel8: UnsafeMutablePointer<UInt8>
  let panel: UnsafeMutablePointer<Float>
  let facts: UnsafeMutablePointer<Float>
  let norms: UnsafeMutablePointer<Double>
  let zeros: UnsafeMutablePointer<Double>
  let thresholds: UnsafeMutablePointer<Float>
  /// Room for every pair of the panel, the bound of its score, and those of its distance.
  let codes: UnsafeMutablePointer<Int32>
  let bounds: UnsafeMutablePointer<Float>
  let distances: UnsafeMutablePointer<Double>
  let uppers: UnsafeMutablePointer<Double>
  private let memory = ScratchMemory()

  /// Centroids that every point is compared with, whatever its level.
  static let rivals = 3

  init(kernels: Kernels, dimensions: Int, clusters: Int) {
    let width = kernels.panelWidth
    // Rivals are other centroids than the screen's, unless points change while they are read.
    let pairs = width * (clusters + Self.rivals)
    panel8 = memory.room(kernels.panel8Bytes(dimensions: dimensions))
    panel = memory.room(width * (dimensions + 1))
    facts = memory.room(width * 3)
    norms = memory.room(width)
    zeros = memory.zeros(dimensions + 1)
    thresholds = memory.room(width)
    codes = memory.room(pairs)
    bounds = memory.room(pairs)
    distances = memory.room(pairs)
    uppers = memory.room(pairs)
  }

  /// Gathers pairs level after level, with codes that count through all levels.
  ///
  /// - Parameters:
  ///   - ranges: the centroids of every level, from the first on.
  ///   - width: of a panel.
  ///   - find: writes the codes within a level, and returns how many there are.
  /// - Returns: how many pairs are in `codes`.
  @inline(__always)
  func pairs(
    _ ranges: some Sequence<Range<Int>>, width: Int,
    find: (_ level: Int, _ codes: UnsafeMutablePointer<Int32>) -> Int
  ) -> Int {
    var count = 0
    for (level, range) in ranges.enumerated() {
      let codes = codes + count
      let found = find(level, codes)
      let first = Int32(range.lowerBound * width)
      if first > 0 { for index in 0..<found { codes[index] += first } }
      count += found
    }
    return count
  }
}
