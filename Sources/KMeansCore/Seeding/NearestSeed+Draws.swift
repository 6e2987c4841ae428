/// Points drawn by their masses.
extension NearestSeed {
  /// The point whose prefix of masses is the first to exceed a number drawn from `bits`.
  ///
  /// Where all masses are 0, it is the farthest point of positive weight. If that lies on a
  /// centroid too, there are fewer distinct points than centroids, and any point is drawn.
  func draw(_ bits: UInt64) -> Int {
    guard total > 0 else { return farthest() ?? drawAny(bits) }
    var rest = SquaredDistanceSampling.bounded(bits, below: total)
    for (index, mass) in masses.enumerated() {
      if rest < mass {
        let first = index * Self.block
        return draw(rest, in: first..<min(x.count, first + Self.block)) { point in
          sampling.mass(distances[point], weight: x.rows.weight(point))
        }
      }
      rest -= mass
    }
    return x.count - 1
  }

  /// A point drawn in proportion to its weight alone.
  ///
  /// - Complexity: O(N), or O(1) without weights.
  func drawAny(_ bits: UInt64) -> Int {
    let rows = x.rows
    if !rows.isWeighted {
      // All masses are one.
      let one = uniform.mass(1, weight: 1)
      return Int(SquaredDistanceSampling.bounded(bits, below: UInt64(x.count) * one) / one)
    }
    let mass = { (point: Int) in uniform.mass(1, weight: rows.weight(point)) }
    let total = (0..<x.count).reduce(UInt64(0)) { $0 + mass($1) }
    return draw(
      SquaredDistanceSampling.bounded(bits, below: total), in: 0..<x.count, mass: mass)
  }

  /// q of a point.
  func mass(_ point: Int) -> UInt64 {
    sampling.mass(distances[point], weight: x.rows.weight(point))
  }

  private func draw(_ target: UInt64, in range: Range<Int>, mass: (Int) -> UInt64) -> Int {
    var rest = target
    for point in range {
      let mass = mass(point)
      if rest < mass { return point }
      rest -= mass
    }
    return range.upperBound - 1
  }

  private func farthest() -> Int? {
    let rows = x.rows
    var best: Int?
    for point in 0..<x.count where rows.weight(point) > 0 && distances[point] > 0 {
      if let current = best, distances[current] >= distances[point] { continue }
      best = point
    }
    return best
  }
}
