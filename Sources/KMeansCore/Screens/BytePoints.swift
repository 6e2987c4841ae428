import KMeansMatrices

/// X in 8 bits a value, rounded once for all iterations: what the byte screens read in its place.
///
/// - Complexity: O(N·d) to make; a byte a value, up to a multiple of four, and 20 bytes a point.
final class BytePoints: Sendable {
  let dimensions: Int
  /// x̂ = (x − centre)·scale is what is rounded.
  let centre: [Double]
  let scale: Double
  /// Bytes from row to row.
  let pitch: Int
  // Written by `init` alone.
  nonisolated(unsafe) let rows: UnsafeMutablePointer<UInt8>
  nonisolated(unsafe) let facts: UnsafeMutablePointer<Float>
  /// Σ x̂², off by at most 2⁻³⁸ of itself.
  nonisolated(unsafe) let norms: UnsafeMutablePointer<Double>

  /// - Parameters:
  ///   - points: X, or a sample of it.
  ///   - space: where they are rounded.
  init(_ points: PointMatrix, _ space: MovedSpace, execution: Execution) {
    let observed = Observations.Rows(points: points, weights: nil)
    dimensions = points.dimensions
    pitch = Kernels.row8Bytes(dimensions: points.dimensions)
    (centre, scale) = (space.centre, space.scale)
    // The kernels may read a register's worth past the last row.
    rows = .allocate(capacity: points.count * pitch + 64)
    facts = .allocate(capacity: 3 * points.count)
    norms = .allocate(capacity: points.count)
    _ = Chunks.forEach(
      count: points.count, size: observed.chunkSize(threads: execution.threads),
      threads: execution.threads, makeWorker: {}
    ) { _, range in
      let first = range.lowerBound
      execution.kernels.rows8(
        observed.points(range), centre: centre, scale: scale, rows: rows + first * pitch,
        facts: facts + 3 * first, norms: norms + first)
    }
  }

  deinit {
    rows.deallocate()
    facts.deallocate()
    norms.deallocate()
  }

}

/// Where screens look at points: x̂ = (x − centre)·scale.
struct MovedSpace: Sendable {
  let centre: [Double]
  /// A power of two that brings the box's sides to ½ … 1, or to whatever Double has.
  let scale: Double

  /// About the mean, for floats.
  init(_ x: Observations) {
    centre = x.means
    let side = zip(x.box.greatest, x.box.least).map { $0 - $1 }.max() ?? 0
    scale = side > 0 ? Double(sign: .plus, exponent: -Int(side.exponent) - 1, significand: 1) : 1
  }

  /// About the middle of a byte, where bytes are held in 8 bits without error; nil for floats.
  init?(bytesOf x: Observations) {
    guard x.points.scalar == .uint8 else { return nil }
    (centre, scale) = (Array(repeating: 128, count: x.dimensions), 1)
  }

  /// Whether `m` is within what the kernels for bytes take: |m̂| < 2⁵⁰, and not too many dimensions.
  func admits(_ m: PointMatrix) -> Bool {
    let d = m.dimensions
    guard d <= 1 << 17 else { return false }
    return m.withDoubles { values in
      for j in 0..<m.count {
        for l in 0..<d where !(abs((values[j * d + l] - centre[l]) * scale) < 0x1p50) {
          return false
        }
      }
      return true
    }
  }
}
