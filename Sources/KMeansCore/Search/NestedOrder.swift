/// Which points come into a batch when: nested samples, each about twice the one before.
///
/// A sample is drawn without replacement from the points of positive weight; those of weight 0 come
/// last. The points that a batch adds to the one before, its layer, are in the order of their rows,
/// so that X is read forwards. For P points of positive weight the batches have ⌈P/2^L⌉, …, ⌈P/2⌉
/// points and all of them. So they double evenly, and the first has at least as many points as were
/// asked for, and fewer than twice as many.
struct NestedOrder {
  /// The rows of X, layer after layer; nil where there is one layer, which is X as it is.
  let rows: [Int]?
  /// How many points each batch has, ascending; the last has N.
  let ends: [Int]

  /// Draws the samples.
  ///
  /// - Parameters:
  ///   - x: X with its weights.
  ///   - seed: of the draws; nothing else decides.
  ///   - least: how many points the first batch has at least, 1 or more.
  /// - Complexity: O(N).
  init(_ x: Observations, seed: UInt64, least: Int) {
    let positive = (0..<x.count).filter { x.weights?[$0] ?? 1 > 0 }
    var levels = 0
    while positive.count >> (levels + 1) >= least { levels += 1 }
    let halves = (0..<levels).map { level in
      let parts = 1 << (levels - level)
      return (positive.count + parts - 1) / parts
    }
    ends = halves + [x.count]
    guard let drawn = halves.last else {
      rows = nil
      return
    }
    // The level of every row: a shuffle (R. Durstenfeld, "Algorithm 235: random permutation", CACM
    // 1964) of as many points as the last sample has.
    var shuffled = positive
    var levelOfRow = [UInt8](repeating: UInt8(levels), count: x.count)
    let random = CounterRandom(seed: seed, stream: Self.stream)
    var level = 0
    for place in 0..<drawn {
      shuffled.swapAt(place, place + random.below(shuffled.count - place, place))
      if place == halves[level] { level += 1 }
      levelOfRow[shuffled[place]] = UInt8(level)
    }
    rows = Self.sorted(levelOfRow, ends)
  }

  /// Numbers of its own among those that draw from the seed.
  private static let stream: UInt64 = 0x6D69_6E69

  /// The rows by level, ascending in each.
  private static func sorted(_ levelOfRow: [UInt8], _ ends: [Int]) -> [Int] {
    var next = [0] + ends.dropLast()
    var rows = [Int](repeating: 0, count: levelOfRow.count)
    for (row, level) in levelOfRow.enumerated() {
      rows[next[Int(level)]] = row
      next[Int(level)] += 1
    }
    return rows
  }

  /// The places of a layer's points.
  func layer(_ level: Int) -> Range<Int> { (level == 0 ? 0 : ends[level - 1])..<ends[level] }
}
