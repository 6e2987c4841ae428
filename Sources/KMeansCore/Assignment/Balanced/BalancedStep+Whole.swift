extension BalancedStep {
  /// Moves whole points until sums of weights are within their limits, and then as long as that
  /// saves cost.
  ///
  /// The cheapest flow may share points out among clusters. Given to one each, some sums break
  /// their limits by a little. Of the moves, and else of the exchanges of two points, that lessen
  /// this, the one is made that costs least for what it lessens. Whether whole points can keep the
  /// limits is as hard to tell as whether things can be packed into bins. So this may fail, and
  /// what it finds need not be cheapest: the gap to the flow tells how much is at stake at most.
  ///
  /// - Returns: whether all limits are kept; nil where the step was stopped.
  /// - Complexity: O(r) a move for r moves within reach, which grows as it has to.
  mutating func makeWhole(_ choices: inout Choices, _ prices: [Int64]) -> Bool? {
    guard limits.amounts != nil else { return true }
    var reach = BalancedReach(choices.margins, costs: count * m.count, few: fewCosts)
    while reach.value < .max {
      reach.grow(wrong: 16 * m.count, clusters: m.count)
      guard let found = gather(reach.value, choices, prices) else { return nil }
      var moves = WholeMoves(found, sizes: choices.sizes, limits, prices: prices)
      let isDone = moves.repair(isStopped: { isStopped })
      if isStopped { return nil }
      if isDone { moves.improve() }
      for (point, label) in zip(found.points, moves.labels) { move(point, to: label, &choices) }
      if isDone { return true }
    }
    return false
  }
}

/// Whole points that may move, where sums of weights have limits.
struct WholeMoves {
  private let moves: CandidateMoves
  private let limits: ClusterLimits
  private let prices: [Int64]
  private var sizes: [Int]
  /// The clusters of the points.
  private(set) var labels: [Int32]
  private var costs: [Int64]

  init(
    _ moves: CandidateMoves, sizes: [Int], _ limits: ClusterLimits, prices: [Int64]
  ) {
    (self.moves, self.limits, self.prices, self.sizes) = (moves, limits, prices, sizes)
    (labels, costs) = (moves.labels, moves.costs)
  }

  /// A change: one point that moves, or two that change places.
  private struct Change {
    let point: Int
    let place: Int
    var other: Int?
    var otherPlace = 0
    /// What it costs for every unit by which it lessens excess.
    let rate: Double
  }

  private var excess: Int { sizes.reduce(0) { $0 + limits.excess($1) } }

  /// Moves points until no limit is broken.
  ///
  /// - Returns: whether that was achieved.
  mutating func repair(isStopped: () -> Bool) -> Bool {
    while excess > 0 && !isStopped() {
      guard let change = bestMove() ?? bestExchange() else { return false }
      move(change.point, to: change.place)
      if let other = change.other { move(other, to: change.otherPlace) }
    }
    return excess == 0
  }

  private mutating func move(_ point: Int, to place: Int) {
    let head = Int(moves.heads[place])
    sizes[Int(labels[point])] -= moves.amounts[point]
    sizes[head] += moves.amounts[point]
    (labels[point], costs[point]) = (Int32(truncatingIfNeeded: head), moves.headCosts[place])
  }

  /// By how much the limits are broken less where an amount moves.
  private func gain(_ amount: Int, from tail: Int, to head: Int) -> Int {
    limits.excess(sizes[tail]) + limits.excess(sizes[head])
      - limits.excess(sizes[tail] - amount) - limits.excess(sizes[head] + amount)
  }

  /// What a move of a point costs, prices included.
  private func cost(_ point: Int, _ place: Int) -> Double {
    let (tail, head) = (Int(labels[point]), Int(moves.heads[place]))
    let unit = moves.headCosts[place] &- costs[point] &+ prices[head] &- prices[tail]
    return Double(unit) * Double(moves.amounts[point])
  }

  private func bestMove() -> Change? {
    var best: Change?
    for point in 0..<moves.count {
      let tail = Int(labels[point])
      for place in moves.reached(point) {
        let head = Int(moves.heads[place])
        guard head != tail else { continue }
        let gain = gain(moves.amounts[point], from: tail, to: head)
        guard gain > 0 else { continue }
        let rate = cost(point, place) / Double(gain)
        if rate < best?.rate ?? .infinity { best = Change(point: point, place: place, rate: rate) }
      }
    }
    return best
  }

  /// The most pairs of points that are looked at.
  private static let mostPairs = 1 << 22

  private func bestExchange() -> Change? {
    var members = [[Int]](repeating: [], count: sizes.count)
    for point in 0..<moves.count { members[Int(labels[point])].append(point) }
    var best: Change?
    var pairs = 0
    for tail in sizes.indices where limits.excess(sizes[tail]) > 0 {
      for point in members[tail] {
        for place in moves.reached(point) where Int(moves.heads[place]) != tail {
          let head = Int(moves.heads[place])
          pairs += members[head].count
          if pairs > Self.mostPairs { return best }
          for other in members[head] {
            let gain = gain(moves.amounts[point] - moves.amounts[other], from: tail, to: head)
            guard gain > 0,
              let back = moves.reached(other).first(where: { moves.heads[$0] == tail })
            else { continue }
            let rate = (cost(point, place) + cost(other, back)) / Double(gain)
            if rate < best?.rate ?? .infinity {
              best = Change(
                point: point, place: place, other: other, otherPlace: back, rate: rate)
            }
          }
        }
      }
    }
    return best
  }

  /// Moves points that cost less elsewhere, where the limits allow it.
  mutating func improve() {
    for _ in 0..<8 {
      var hasMoved = false
      for point in 0..<moves.count {
        for place in moves.reached(point) where moves.headCosts[place] < costs[point] {
          let (tail, head) = (Int(labels[point]), Int(moves.heads[place]))
          guard
            limits.excess(sizes[tail] - moves.amounts[point]) == 0,
            limits.excess(sizes[head] + moves.amounts[point]) == 0
          else { continue }
          move(point, to: place)
          hasMoved = true
        }
      }
      if !hasMoved && !exchange() { return }
    }
  }

  /// The most points of which all pairs are tried.
  private static let fewPoints = 1 << 10

  /// Lets two points change places, wherever that saves cost and the limits allow it.
  ///
  /// - Returns: whether any did.
  private mutating func exchange() -> Bool {
    guard moves.count <= Self.fewPoints else { return false }
    var hasMoved = false
    for point in 0..<moves.count {
      for other in 0..<point where labels[point] != labels[other] {
        let (tail, head) = (labels[point], labels[other])
        guard let place = moves.reached(point).first(where: { moves.heads[$0] == head }),
          let back = moves.reached(other).first(where: { moves.heads[$0] == tail })
        else { continue }
        let amount = moves.amounts[point] - moves.amounts[other]
        let saved =
          Double(costs[point] &- moves.headCosts[place]) * Double(moves.amounts[point])
          + Double(costs[other] &- moves.headCosts[back]) * Double(moves.amounts[other])
        guard saved > 0, limits.excess(sizes[Int(tail)] - amount) == 0,
          limits.excess(sizes[Int(head)] + amount) == 0
        else { continue }
        move(point, to: place)
        move(other, to: back)
        hasMoved = true
      }
    }
    return hasMoved
  }
}
