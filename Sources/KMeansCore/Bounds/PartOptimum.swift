/// The least J of few points with k clusters: a branch-and-bound search over their labels.
///
/// M. J. Brusco, "A repetitive branch-and-bound procedure for minimum within-cluster sums of
/// squares partitioning", Psychometrika 71, 2006, doi:10.1007/s11336-004-1218-1. For m = k + 1, k +
/// 2, … the least sum Z(m) of the first m points is found. Points get their labels from the last to
/// the first. With the points m … i labelled, at a cost of c, no labels of the others bring the sum
/// below c + Z(i − 1), since clusters that are joined cost no less than by themselves. So labels
/// are given up where c + Z(i − 1) is no less than the best sum so far. Of the clusters that are
/// still empty, only one is tried.
///
/// The cost of a cluster is Σ_{i<j} wᵢwⱼ‖xᵢ − xⱼ‖² / Σw. All its terms are positive, so that every
/// sum is off by at most (m + d + 16)·2⁻⁵² of itself, whatever the values, and labels that were
/// given up cost at most that share less than the least that was found.
final class PartOptimum {
  /// No clustering of the points costs less; rounded downwards.
  private(set) var bound = 0.0
  /// Whether all labels were searched, so that the bound is the least sum but for rounding.
  private(set) var isWhole = false
  /// How many labels were tried.
  private(set) var steps = 0

  private let count: Int
  private let clusters: Int
  private let most: Int
  private let control: RunControl
  private let weights: [Double]
  /// wᵢwⱼ‖xᵢ − xⱼ‖².
  private let pairs: Slab<Double>
  /// Z(m).
  private let least: Slab<Double>
  /// By cluster.
  private let states: Slab<State>
  /// The points of every cluster, `count` places each.
  private let members: Slab<Int32>
  /// What may be tried for every point, `clusters` places each.
  private let ways: Slab<Way>
  private var best = 0.0
  private var isEnded = false

  private struct State {
    var count = 0
    var weight = 0.0
    /// Over pairs of points.
    var sum = 0.0
    var cost = 0.0
  }

  /// A cluster that a point may join, its sum over pairs then, and the cost of all clusters.
  private struct Way {
    var cost: Double
    var cluster: Int
    var sum: Double
  }

  /// - Parameters:
  ///   - points: m points of d values. Those that come first are searched first.
  ///   - weights: one a point, more than 0.
  ///   - labels: a clustering, for a first sum.
  ///   - clusters: k.
  ///   - most: how many labels may be tried; then the bound is that of fewer points.
  ///   - control: ends the search.
  /// - Complexity: exponential in m at worst; O(m²·(d + k)) at least.
  init(
    _ points: [[Double]], weights: [Double], labels: [Int], clusters: Int, most: Int,
    control: RunControl
  ) {
    (count, self.clusters, self.most, self.control) = (points.count, clusters, most, control)
    self.weights = weights
    pairs = Slab(zeros: count * count)
    least = Slab(zeros: count + 1)
    states = Slab(repeating: State(), count: clusters)
    members = Slab(zeros: clusters * count)
    ways = Slab(repeating: Way(cost: 0, cluster: 0, sum: 0), count: clusters * count)
    for i in 0..<count {
      for j in 0..<i {
        let square = zip(points[i], points[j]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        // Where a product vanishes, though points differ, no digits are left.
        let product = weights[i] * weights[j] * square
        pairs[i * count + j] = product == 0 && square > 0 ? .infinity : product
        pairs[j * count + i] = pairs[i * count + j]
      }
    }
    guard isInRange else { return }
    isWhole = search(labels)
    let width = points.first?.count ?? 0
    bound *= 1 - Double(count + width + 16) * 0x1p-51
  }

  /// Whether sums over pairs neither overflow nor lose digits at the small end.
  private var isInRange: Bool {
    (0..<count * count).allSatisfy { index in
      let pair = pairs[index]
      return pair == 0 || (pair > 0x1p-900 && pair < 0x1p900)
    }
  }

  /// Finds Z of more and more points; false where it was ended.
  private func search(_ labels: [Int]) -> Bool {
    for m in 0...count where m > clusters {
      best = cost(of: labels, upTo: m)
      place(m, cost: 0, used: 0)
      if isEnded { return false }
      least[m] = best
      bound = best
    }
    return true
  }

  /// What the first m points cost by given labels.
  private func cost(of labels: [Int], upTo m: Int) -> Double {
    var states = [State](repeating: State(), count: clusters)
    for i in 0..<m {
      for j in 0..<i where labels[i] == labels[j] { states[labels[i]].sum += pairs[i * count + j] }
      states[labels[i]].weight += weights[i]
    }
    return states.reduce(0) { $0 + ($1.weight > 0 ? $1.sum / $1.weight : 0) }
  }

  /// Labels the first m points in all ways that may cost less than the best so far.
  private func place(_ m: Int, cost: Double, used: Int) {
    if m == 0 {
      best = min(best, cost)
      return
    }
    steps += 1
    if steps > most || (steps & 4095 == 0 && control.isStopped) { isEnded = true }
    if isEnded { return }
    let point = m - 1
    let ways = ways.base + point * clusters
    for index in 0..<listed(ways, of: point, cost: cost, used: used) {
      let way = ways[index]
      guard way.cost + least[m - 1] < best, !isEnded else { return }
      let before = states[way.cluster]
      members[way.cluster * count + before.count] = Int32(point)
      let weight = before.weight + weights[point]
      states[way.cluster] = State(
        count: before.count + 1, weight: weight, sum: way.sum, cost: way.sum / weight)
      place(m - 1, cost: way.cost, used: max(used, way.cluster + 1))
      states[way.cluster] = before
    }
  }

  /// Lists the clusters that a point may join, the cheapest first; returns how many there are.
  private func listed(
    _ ways: UnsafeMutablePointer<Way>, of point: Int, cost: Double, used: Int
  ) -> Int {
    let (row, rest) = (pairs.base + point * count, least[point])
    var listed = 0
    for cluster in 0..<min(used + 1, clusters) {
      let state = states[cluster]
      let own = members.base + cluster * count
      var sum = state.sum
      for index in 0..<state.count { sum += row[Int(own[index])] }
      let total = cost + max(0, sum / (state.weight + weights[point]) - state.cost)
      guard total + rest < best else { continue }
      var place = listed
      while place > 0, ways[place - 1].cost > total {
        ways[place] = ways[place - 1]
        place -= 1
      }
      ways[place] = Way(cost: total, cluster: cluster, sum: sum)
      listed += 1
    }
    return listed
  }
}
