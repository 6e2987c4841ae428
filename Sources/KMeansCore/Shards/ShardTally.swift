/// The answers of all shards to one question, as they come in.
struct ShardTally: Sendable {
  /// Whether a shard has answered.
  private(set) var hasAnswered: [Bool]
  private(set) var missing: Int
  /// Whether the fit shall end early.
  var isStopping = false
  /// By shard; empty before the first answer of the kind, so that many shards take room only with
  /// their answers.
  private(set) var surveys: [ShardAnswer.Surveyed?] = []
  private(set) var drawn: [ShardAnswer.Drawn?] = []
  private(set) var potentials: [[UInt64]] = []
  /// The farthest points, with their shards.
  private(set) var farthest: [(shard: Int, point: ShardAnswer.Point)] = []
  /// Exact sums over all shards: by seed or by cluster.
  private(set) var exact: [Dyadic] = []
  private(set) var sizes: [Int] = []
  private(set) var changed = 0
  private(set) var sums: ClusterSums?

  init(shards: Int) {
    hasAnswered = Array(repeating: false, count: shards)
    missing = shards
  }

  /// Takes in the answer of a shard that has not answered yet.
  mutating func take(_ answer: ShardAnswer, of shard: Int) {
    hasAnswered[shard] = true
    missing -= 1
    switch answer {
    case .survey(let surveyed):
      if surveys.isEmpty { surveys = Array(repeating: nil, count: hasAnswered.count) }
      surveys[shard] = surveyed
    case .drawn(let found):
      if drawn.isEmpty { drawn = Array(repeating: nil, count: hasAnswered.count) }
      drawn[shard] = found
    case .potentials(let sums):
      if potentials.isEmpty { potentials = Array(repeating: [], count: hasAnswered.count) }
      potentials[shard] = sums
    case .shares(let shares): add(shares)
    case .step(let moved, let more):
      changed &+= moved
      if sums == nil { sums = more } else { sums?.merge(more) }
    case .farthest(let points): farthest += points.map { (shard, $0) }
    case .finish(let counts, let within):
      sizes = sizes.isEmpty ? counts : zip(sizes, counts).map { $0 &+ $1 }
      add(within)
    }
  }

  private mutating func add(_ sums: [Dyadic]) {
    exact = exact.isEmpty ? sums : zip(exact, sums).map { $0 + $1 }
  }

  /// The sums of masses by shard.
  var totals: [UInt64] { drawn.map { $0?.total ?? 0 } }

  /// The points that were drawn, in the order of all rows.
  var points: [ShardedPoint] {
    drawn.enumerated().flatMap { shard, drawn in
      (drawn?.points ?? []).map { ShardedPoint(shard: shard, $0) }
    }
  }

  /// The points that were drawn for `count` targets or places, in their order.
  ///
  /// - Throws: `ShardError.damaged` where one is missing.
  func points(_ count: Int) throws(ShardError) -> [ShardedPoint] {
    var found = [ShardedPoint?](repeating: nil, count: count)
    for (shard, drawn) in drawn.enumerated() {
      for point in drawn?.points ?? [] where point.number < count {
        found[point.number] = ShardedPoint(shard: shard, point)
      }
    }
    let all = found.compactMap(\.self)
    guard all.count == count else { throw .damaged }
    return all
  }

  /// The farthest point where there are no masses; the first among equals.
  var farthestSeed: ShardedPoint? {
    var best: (shard: Int, point: ShardAnswer.Point)?
    for (shard, drawn) in drawn.enumerated() {
      guard let point = drawn?.farthest else { continue }
      if let current = best, current.point.distance >= point.distance { continue }
      best = (shard, point)
    }
    return best.map { ShardedPoint(shard: $0.shard, $0.point) }
  }
}

/// A point and where it lies.
struct ShardedPoint: Sendable {
  let place: ShardQuestion.Place
  let values: [Double]
  let weight: Double

  init(shard: Int, _ point: ShardAnswer.Point) {
    place = ShardQuestion.Place(shard: shard, row: point.row)
    (values, weight) = (point.values, point.weight)
  }
}

extension [ShardedPoint] {
  /// The points as a matrix of d features.
  func matrix(_ dimensions: Int) -> PointMatrix {
    PointMatrix(dimensions: dimensions, count: count) { values in
      for (index, point) in enumerated() {
        for l in 0..<dimensions { values[index * dimensions + l] = point.values[l] }
      }
    }
  }
}
