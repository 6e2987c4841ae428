import CKMeansKernels

/// X in 8 bits a value, rounded once for all iterations: the byte screens read it instead of X.
///
/// Where d is large, the rest of every point is rounded to 8 bits once more, for bounds of single
/// pairs. Points without a rest take no memory for it.
///
/// - Complexity: O(N·d) to make; a byte a value, up to a multiple of four, and 28 bytes a point;
///   another byte a value for rests.
final class BytePoints: Sendable {
  let dimensions: Int
  /// x̂ = (x − centre)·scale is what is rounded.
  let centre: [Double]
  let scale: Double
  /// Whether all values, or nearly all, are held without a rest.
  let isWhole: Bool
  /// Bytes from row to row.
  let pitch: Int
  let rows: Slab<UInt8>
  let facts: Slab<Float>
  /// The rests, in bytes like `rows` and two floats a point; nil where d is small.
  let rests: (rows: Slab<UInt8>, fine: Slab<Float>)?
  /// Σ x̂², off by at most 2⁻³⁸ of itself.
  let norms: Slab<Double>

  /// The fewest dimensions in which an exact distance costs much more than one in two parts.
  private static let long = 128

  /// - Parameters:
  ///   - points: X, or a sample of it.
  ///   - space: where they are rounded.
  ///   - execution: kernels, threads and stop.
  init(_ points: PointMatrix, _ space: MovedSpace, execution: Execution) {
    let observed = points.rows
    dimensions = points.dimensions
    pitch = Kernels.row8Bytes(dimensions: points.dimensions)
    (centre, scale, isWhole) = (space.centre, space.scale, space.isWhole)
    // The kernels may read a register's worth past the last row.
    let bytes = points.count * pitch + 64
    rows = Slab(uninitialized: bytes)
    facts = Slab(uninitialized: 3 * points.count)
    norms = Slab(uninitialized: points.count)
    rests =
      dimensions < Self.long
      ? nil : (Slab(uninitialized: bytes), Slab(uninitialized: 2 * points.count))
    _ = Chunks.forEach(
      count: points.count, size: observed.chunkSize(threads: execution.threads),
      threads: execution.threads, makeWorker: {}
    ) { _, range in
      let first = range.lowerBound
      execution.kernels.rows8(
        observed.points(range), centre: centre, scale: scale,
        rows: rows.base + first * pitch, facts: facts.base + 3 * first, norms: norms.base + first)
      guard let rests else { return }
      execution.kernels.restPoints(
        observed.points(range), centre: centre, scale: scale, facts: facts.base + 3 * first,
        rests: rests.rows.base + first * pitch, fine: rests.fine.base + 2 * first)
    }
  }

  /// The rows from a point on in both parts; nil where there is one.
  func rests(from start: Int) -> Kernels.Rests? {
    rests.map {
      Kernels.Rests(
        rows: rows.base + start * pitch, rests: $0.rows.base + start * pitch,
        facts: facts.base + 3 * start, fine: $0.fine.base + 2 * start)
    }
  }
}

/// The shifted and scaled space in which screens look at points: x̂ = (x − centre)·scale.
struct MovedSpace: Sendable {
  let centre: [Double]
  /// A power of two that brings the longest side of the box to ½ … 1; for bytes it is 1.
  let scale: Double
  /// Whether values there are whole numbers of 8 bits.
  let isWhole: Bool

  /// About the mean, for floats.
  init(_ x: Observations) {
    isWhole = false
    centre = x.means
    scale = (x.box.sides.max() ?? 0).scaleBelowOne
  }

  /// About 128, so that whole numbers from 0 to 255 of any type fit into 8 bits without error; nil
  /// for other values.
  ///
  /// - Complexity: O(d): a few points are looked at. Others that are no bytes are rounded.
  init?(bytesOf x: Observations) {
    guard x.points.scalar == .uint8 || Self.looksLikeBytes(x) else { return nil }
    (centre, scale, isWhole) = (Array(repeating: 128, count: x.dimensions), 1, true)
  }

  private static func looksLikeBytes(_ x: Observations) -> Bool {
    guard x.box.least.allSatisfy({ $0 >= 0 }) else { return false }
    // Smaller whole numbers would use too little of the 8 bits.
    guard let greatest = x.box.greatest.max(), greatest <= 255, greatest >= 64 else { return false }
    let count = min(x.count, 100)
    return (0..<count).allSatisfy { index in
      let point = index * (x.count / count)
      return (0..<x.dimensions).allSatisfy {
        let value = x.points[$0, point]
        return value == value.rounded()
      }
    }
  }

  /// Whether `m` is within what the kernels for bytes take: |m̂| < 2⁵⁰, and not too many
  /// dimensions.
  func admits(_ m: PointMatrix) -> Bool {
    let d = m.dimensions
    guard d <= 1 << 17 else { return false }
    return centre.withUnsafeBufferPointer { centre in
      m.withDoubles { values in
        var beyond = 0
        for j in 0..<m.count {
          for l in 0..<d {
            let isWithin = abs((values[j * d + l] - centre[l]) * scale) < 0x1p50
            beyond |= isWithin ? 0 : 1
          }
        }
        return beyond == 0
      }
    }
  }
}
