import KMeansCore

/// δ and the nearest centroid, written down once more and as plainly as can be, so that no code of
/// the engine judges itself.
struct Truth {
  let m: PointMatrix
  private let centroids: [[Double]]

  init(_ m: PointMatrix) {
    self.m = m
    centroids = m.arrays
  }

  /// Σ_l (x_l − m_l)² in Double, in the order of NumPy's pairwise sum.
  static func distanceSquared(_ x: [Double], _ m: [Double]) -> Double {
    sum(zip(x, m).map { ($0 - $1) * ($0 - $1) }[...])
  }

  private static func sum(_ terms: ArraySlice<Double>) -> Double {
    let first = terms.startIndex
    if terms.count < 8 { return terms.reduce(-0.0, +) + 0 }
    if terms.count > 128 {
      let half = terms.count / 2 - terms.count / 2 % 8
      return sum(terms[..<(first + half)]) + sum(terms[(first + half)...])
    }
    var lanes = Array(terms[..<(first + 8)])
    var next = first + 8
    while next + 8 <= terms.endIndex {
      for lane in 0..<8 { lanes[lane] += terms[next + lane] }
      next += 8
    }
    var total =
      ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3]))
      + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]))
    for term in terms[next...] { total += term }
    return total
  }

  /// The nearest centroid, the lowest of equally near ones.
  func label(of point: [Double]) -> Int32 {
    var best = 0
    var least = Double.infinity
    for (cluster, centroid) in centroids.enumerated() {
      let distance = Self.distanceSquared(point, centroid)
      if distance < least { (best, least) = (cluster, distance) }
    }
    return Int32(best)
  }
}
