/// Points drawn by their masses.
extension NearestSeed {
  /// The candidates of one step, one for each of `bits`, as `draw` has them one by one.
  ///
  /// - Complexity: O(N) the first time that all masses are 0, and then O(1), or O(log N) with
  ///   weights, for a candidate.
  mutating func candidates(_ bits: [UInt64]) -> [Int] {
    if total > 0 { return bits.map { draw($0) } }
    if !isExhausted {
      if let farthest = farthest() { return bits.map { _ in farthest } }
      isExhausted = true
      if x.rows.isWeighted { weightEnds = endsOfWeights() }
    }
    return bits.map { drawAny($0) }
  }

  /// The point whose prefix of masses is the first to exceed a number drawn from `bits`.
  ///
  /// Where all masses are 0, it is the farthest point of positive weight. If that lies on a
  /// centroid too, there are fewer distinct points than centroids, and any point is drawn.
  func draw(_ bits: UInt64) -> Int {
    guard total > 0 else { return farthest() ?? drawAny(bits) }
    let rows = x.rows
    var rest = SquaredDistanceSampling.bounded(bits, below: total)
    for (index, mass) in masses.enumerated() {
      if rest < mass {
        let first = index * Self.block
        return draw(rest, in: first..<min(x.count, first + Self.block)) { point in
          sampling.mass(distances[point], weight: rows.weight(point))
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
    let ends = weightEnds ?? endsOfWeights()
    let target = SquaredDistanceSampling.bounded(bits, below: ends[x.count - 1])
    // The first point whose end exceeds the target.
    var (low, high) = (0, x.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] > target { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The prefix sums of the masses that points have by their weights alone.
  private func endsOfWeights() -> [UInt64] {
    let rows = x.rows
    var sum: UInt64 = 0
    return (0..<x.count).map { point in
      sum += uniform.mass(1, weight: rows.weight(point))
      return sum
    }
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
