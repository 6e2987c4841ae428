/// δ of every point of a shard to the nearest seed, and what draws need of them.
///
/// Masses, and sums of them, are those of `NearestSeed`: whole numbers, which add up over shards.
struct ShardSeeds {
  private let x: Observations
  private let execution: Execution
  private let sampling: SquaredDistanceSampling
  private let uniform: SquaredDistanceSampling
  /// The seeds that distances know of.
  var known: [Double] = []
  /// δ by point; infinite before the first seed.
  var distances: [Double]

  /// - Parameters:
  ///   - x: the points, with the facts of all.
  ///   - bound: see `ShardContext.Whole`.
  ///   - execution: kernels and threads.
  init(_ x: Observations, bound: Double, execution: Execution) {
    (self.x, self.execution) = (x, execution)
    sampling = SquaredDistanceSampling(x, bound: bound)
    uniform = SquaredDistanceSampling(x, bound: 1)
    distances = Array(repeating: .infinity, count: x.count)
  }

  /// Fewer seeds are compared with all points one by one.
  private static let few = 4

  /// Takes all seeds into account, the first of which may be known.
  ///
  /// - Complexity: O(n·s·d) for s further seeds, in single precision where they are many.
  mutating func include(_ seeds: PointMatrix) {
    let d = seeds.dimensions
    let values = seeds.withDoubles { Array(UnsafeBufferPointer(start: $0, count: seeds.count * d)) }
    let isLonger = known.count <= values.count
    let isSame =
      isLonger && known.indices.allSatisfy { known[$0].bitPattern == values[$0].bitPattern }
    if !isSame {
      known = []
      for point in distances.indices { distances[point] = .infinity }
    }
    let new = known.count / d..<seeds.count
    known = values
    if new.count < Self.few {
      for seed in new { take(Array(values[seed * d..<(seed + 1) * d])) }
    } else {
      let m = seeds.selecting(Array(new))
      let nearest = NearestCentroids(x.points, m, wants: .distances, execution: execution)
      take(0..<x.count, nearest.distancesSquared)
    }
  }

  private mutating func take(_ seed: [Double]) {
    let (rows, kernels) = (x.rows, execution.kernels)
    let size = rows.chunkSize(threads: execution.threads)
    distances.withUnsafeMutableBufferPointer { distances in
      nonisolated(unsafe) let distances = distances
      _ = Chunks.forEach(
        count: x.count, size: size, threads: execution.threads, makeWorker: {}
      ) { _, range in
        let new = kernels.distances(rows, range, to: seed)
        for (point, distance) in zip(range, new) where distance < distances[point] {
          distances[point] = distance
        }
      }
    }
  }

  private mutating func take(_ range: Range<Int>, _ new: [Double]) {
    for point in range where new[point] < distances[point] { distances[point] = new[point] }
  }

  // MARK: Draws

  /// The sum of all masses, the points that targets draw, and the farthest where there is no mass.
  func masses(_ targets: [(number: Int, rest: UInt64)]) -> ShardAnswer.Drawn {
    let rows = x.rows
    return distances.withUnsafeBufferPointer { distances in
      var drawn = draw(targets) { range in
        sampling.mass(distances.baseAddress!, or: nil, range, rows, kernels: execution.kernels)
      } mass: { point in
        sampling.mass(distances[point], weight: rows.weight(point))
      }
      if drawn.total == 0 { drawn.farthest = farthest() }
      return drawn
    }
  }

  /// The same by weights alone, without some points.
  func weights(
    _ targets: [(number: Int, rest: UInt64)], _ taken: Set<Int>
  ) -> ShardAnswer.Drawn {
    let rows = x.rows
    let mass = { (point: Int) in
      taken.contains(point) ? 0 : uniform.mass(1, weight: rows.weight(point))
    }
    return draw(targets, sum: { $0.reduce(0) { $0 &+ mass($1) } }, mass: mass)
  }

  /// Draws the first points whose prefixes exceed the targets.
  private func draw(
    _ targets: [(number: Int, rest: UInt64)], sum: (Range<Int>) -> UInt64, mass: (Int) -> UInt64
  ) -> ShardAnswer.Drawn {
    var drawn = ShardAnswer.Drawn()
    var left = targets.sorted { $0.rest < $1.rest }[...]
    var found: [(number: Int, row: Int)] = []
    for first in stride(from: 0, to: x.count, by: NearestSeed.block) {
      let block = first..<min(x.count, first + NearestSeed.block)
      let end = drawn.total &+ sum(block)
      if let next = left.first, next.rest < end {
        var prefix = drawn.total
        for row in block {
          prefix &+= mass(row)
          while let next = left.first, next.rest < prefix {
            found.append((next.number, row))
            left = left.dropFirst()
          }
        }
      }
      drawn.total = end
    }
    drawn.points = found.map { point($0.row, number: $0.number) }
    return drawn
  }

  /// Points that were not taken: the first of those that weigh anything, and of the others.
  func rest(_ limit: Int, _ taken: Set<Int>) -> ShardAnswer.Drawn {
    let rows = x.rows
    let left = (0..<x.count).lazy.filter { !taken.contains($0) }
    let heavy = left.filter { rows.weight($0) > 0 }.prefix(limit)
    let weightless = left.filter { rows.weight($0) == 0 }.prefix(limit)
    return ShardAnswer.Drawn(points: (Array(heavy) + Array(weightless)).map { point($0) })
  }

  /// The points of some places that are in this shard.
  func rows(_ places: [(shard: Int, row: Int)], _ number: Int) -> ShardAnswer.Drawn {
    var drawn = ShardAnswer.Drawn()
    for (index, place) in places.enumerated()
    where place.shard == number && place.row < x.count {
      drawn.points.append(point(place.row, number: index))
    }
    return drawn
  }

  /// The points that a round of k-means|| draws.
  ///
  /// - Parameters:
  ///   - sample: the round.
  ///   - first: the number of the first point among all.
  /// - Returns: the points, by their rows.
  func sample(_ sample: ShardQuestion.Sample, first: Int) -> ShardAnswer.Drawn {
    let random = RandomSource(seed: sample.seed, restart: sample.restart)
    let rows = x.rows
    let drawn = Chunks.forEach(
      count: x.count, size: 4096, threads: execution.threads, makeWorker: { [Int]() }
    ) { drawn, range in
      for row in range {
        let mass = sampling.mass(distances[row], weight: rows.weight(row))
        guard mass > 0 else { continue }
        let (share, overflow) = sample.factor.multipliedReportingOverflow(by: mass)
        let bits = random.bits(.row, step: sample.round, index: first + row)
        if overflow || SquaredDistanceSampling.bounded(bits, below: sample.total) < share {
          drawn.append(row)
        }
      }
    }
    return ShardAnswer.Drawn(points: drawn.joined().sorted().map { point($0) })
  }

  private func point(_ row: Int, number: Int = 0, distance: Double = 0) -> ShardAnswer.Point {
    ShardAnswer.Point(
      row: row, values: x.points.point(row), weight: x.weights?[row] ?? 1, distance: distance,
      number: number)
  }

  /// The farthest point that weighs anything and lies on no seed; the first among equals.
  private func farthest() -> ShardAnswer.Point? {
    let rows = x.rows
    var best: Int?
    for point in 0..<x.count where rows.weight(point) > 0 && distances[point] > 0 {
      if let current = best, distances[current] >= distances[point] { continue }
      best = point
    }
    return best.map { point($0, distance: distances[$0]) }
  }

  // MARK: Trials

  /// Σ q that would remain with each of some further seeds.
  ///
  /// - Complexity: O(n·s·d) for s of them.
  func potentials(of seeds: PointMatrix) -> [UInt64] {
    let (rows, sampling, kernels, n) = (x.rows, sampling, execution.kernels, seeds.count)
    let size = rows.chunkSize(threads: execution.threads)
    let workers = distances.withUnsafeBufferPointer { distances in
      nonisolated(unsafe) let distances = distances
      return Chunks.run(
        count: x.count, size: size, threads: execution.threads,
        makeWorker: {
          (sums: [UInt64](repeating: 0, count: n), new: Slab<Double>(uninitialized: size * n))
        }
      ) { worker, range in
        let new = worker.new.base
        seeds.withDoubles {
          kernels.distances(
            rows.points(range), toAll: $0, count: n, distancesSquared: new,
            strides: (points: 1, centroids: size))
        }
        for seed in 0..<n {
          worker.sums[seed] &+= sampling.mass(
            distances.baseAddress!, or: new + seed * size, range, rows, kernels: kernels)
        }
        return !execution.control.isStopped
      }.workers
    }
    return (0..<n).map { seed in workers.reduce(0) { $0 &+ $1.sums[seed] } }
  }

  /// The weights of the points nearest to each seed, exactly.
  ///
  /// - Throws: `.clustering(.stopped)`.
  /// - Complexity: O(n·s·d) for s seeds, in single precision.
  static func shares(
    of seeds: PointMatrix, _ x: Observations, execution: Execution
  ) throws(ShardError) -> [Dyadic] {
    let labels = nearestLabels(x.points, seeds, execution: execution)
    // After a stop some points have no label.
    if execution.control.isStopped { throw .clustering(.stopped) }
    guard let weights = x.weights else { return labels.sizes.map { Dyadic($0) } }
    var sums = [ExactSum](repeating: ExactSum(), count: seeds.count)
    for (point, label) in labels.values.enumerated() { sums[Int(label)].add(weights[point]) }
    return sums.map(\.value)
  }
}
