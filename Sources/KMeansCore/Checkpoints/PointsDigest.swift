/// A number of 64 bits that tells points, or weights, from others: by exact values and places,
/// whatever their scalar and however they lie in memory.
///
/// The values of a point are multiplied by numbers of their features and added (multilinear
/// hashing), and what comes out is mixed with the number of the point. Sums of whole numbers do not
/// depend on their order, so threads may share the points. It tells accidents; anyone who wants to
/// can find other points with the same digest.
struct PointsDigest {
  /// - Complexity: O(N·d), or O(n) for n values of compressed rows.
  static func of(_ x: PointMatrix, threads: Int) -> UInt64 {
    let (rows, factors) = (x.rows, (0..<x.dimensions).map { factor($0) })
    let sums = factors.withUnsafeBufferPointer { factors in
      nonisolated(unsafe) let factors = factors
      return Chunks.forEach(
        count: x.count, size: rows.chunkSize(threads: threads), threads: threads,
        makeWorker: { UInt64(0) }
      ) { sum, range in
        if let compressed = rows.compressed {
          for point in range {
            var own: UInt64 = 0
            compressed[point].forEach { own &+= folded($1) &* factors[$0] }
            sum &+= mixed(own, point)
          }
        } else {
          rows.points(range).forEach { index, values in
            var own: UInt64 = 0
            for feature in 0..<factors.count {
              own &+= folded(values[feature]) &* factors[feature]
            }
            sum &+= mixed(own, range.lowerBound + index)
          }
        }
      }
    }
    return sums.reduce(0, &+)
  }

  /// - Complexity: O(N).
  static func of(_ weights: [Double]) -> UInt64 {
    weights.enumerated().reduce(0) { $0 &+ mixed(folded($1.element), $1.offset) }
  }

  /// An odd number of a feature.
  private static func factor(_ feature: Int) -> UInt64 {
    Checksum.mixed(UInt64(truncatingIfNeeded: feature)) | 1
  }

  /// The bits of a value, so that low ones differ where high ones do; those of −0 are those of 0.
  @inline(__always)
  private static func folded(_ value: Double) -> UInt64 {
    let bits = (value + 0).bitPattern
    return bits ^ (bits >> 29) ^ (bits >> 47)
  }

  @inline(__always)
  private static func mixed(_ sum: UInt64, _ point: Int) -> UInt64 {
    Checksum.mixed(sum ^ Checksum.mixed(UInt64(truncatingIfNeeded: point)))
  }
}
