/// Different points, each drawn in proportion to its weight among those left.
struct RandomPoints: Seeding {
  func start(
    _ x: Prepared, clusters: Int, random: RandomSource, execution: Execution,
    report: SeedingReport?
  ) -> Start {
    let rows = Self.draw(clusters, of: x.x, except: [], random: random, execution: execution)
    return Start(
      centroids: x.x.points.selecting(rows),
      draws: rows.map { Trace.Draw(candidates: [$0], chosen: $0) })
  }

  /// `count` rows of X, none of them in `except`; rows without weight come last, by their index.
  ///
  /// - Complexity: O(N + count·N / 1024).
  static func draw(
    _ count: Int, of x: Observations, except: [Int], random: RandomSource, execution: Execution
  ) -> [Int] {
    let sampling = SquaredDistanceSampling(x, bound: 1)
    let rows = x.rows
    var masses = (0..<x.count).map { sampling.mass(1, weight: rows.weight($0)) }
    for row in except { masses[row] = 0 }
    // Block sums, so that a draw looks through blocks and then one block.
    let size = 1024
    var blocks = stride(from: 0, to: x.count, by: size).map { start in
      masses[start..<min(x.count, start + size)].reduce(0, +)
    }
    var total = blocks.reduce(0, +)
    var drawn: [Int] = []
    while drawn.count < count && total > 0 {
      let bits = random.bits(.candidate, step: except.count + drawn.count, index: 0)
      var rest = SquaredDistanceSampling.bounded(bits, below: total)
      var block = 0
      while rest >= blocks[block] {
        rest -= blocks[block]
        block += 1
      }
      var row = block * size
      while rest >= masses[row] {
        rest -= masses[row]
        row += 1
      }
      drawn.append(row)
      blocks[block] -= masses[row]
      total -= masses[row]
      masses[row] = 0
    }
    if drawn.count < count {
      // A weight may be so small a share of all that its mass is 0; it still comes before weight 0.
      let taken = Set(drawn + except)
      let left = (0..<x.count).filter { !taken.contains($0) }
      let ordered = left.filter { rows.weight($0) > 0 } + left.filter { rows.weight($0) == 0 }
      drawn += ordered.prefix(count - drawn.count)
    }
    return drawn
  }
}

extension Clusterer.Initialization {
  /// k different points.
  public static let randomPoints = Clusterer.Initialization(
    "random", "different points drawn at random; ten starts",
    explanation: "The first centroids are points drawn at random (seed {seed}).",
    usualRestarts: 10, by: RandomPoints())
}
