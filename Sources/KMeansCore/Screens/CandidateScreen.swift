import KMeansMatrices

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
  private let memory: UnsafeMutableRawPointer

  /// Centroids that every point is compared with, whatever its level.
  static let rivals = 3

  init(kernels: Kernels, dimensions: Int, clusters: Int) {
    let width = (kernels.panelWidth + 15) / 16 * 16
    // Every part is a multiple of 64 bytes, so that each begins at a cache line.
    // Rivals are other centroids than the screen's, unless points change while they are read.
    let pairs = clusters + Self.rivals
    let lane = (dimensions + 4) + 4 * (dimensions + 1) + 3 * 4 + 8 + 4 + 24 * pairs
    let bytes = width * lane + 8 * (dimensions + 1)
    memory = .allocate(byteCount: bytes + 10 * 64, alignment: 64)
    var next = memory
    func take<Value>(_ count: Int, of type: Value.Type) -> UnsafeMutablePointer<Value> {
      defer { next += (count * MemoryLayout<Value>.size + 63) / 64 * 64 }
      return next.bindMemory(to: type, capacity: count)
    }
    panel8 = take(kernels.panel8Bytes(dimensions: dimensions), of: UInt8.self)
    panel = take(width * (dimensions + 1), of: Float.self)
    facts = take(width * 3, of: Float.self)
    norms = take(width, of: Double.self)
    zeros = take(dimensions + 1, of: Double.self)
    zeros.initialize(repeating: 0, count: dimensions + 1)
    thresholds = take(width, of: Float.self)
    codes = take(width * pairs, of: Int32.self)
    bounds = take(width * pairs, of: Float.self)
    distances = take(width * pairs, of: Double.self)
    uppers = take(width * pairs, of: Double.self)
  }

  deinit { memory.deallocate() }
}
