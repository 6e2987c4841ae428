@testable import KMeansCore

/// A stream line by line, from the textbook alone: it keeps every point that ever came, with the
/// label that it had, and sums all of them up anew, each with the weight that is left of it.
struct StreamTwin {
  let halfLife: StreamClusterer.HalfLife?
  var m: PointMatrix
  /// What is left of weights is 1/2 to this power less than what it was; by batch.
  private var halvings: [Int] = []
  private var batches: [(x: PointMatrix, weights: [Double]?, labels: [Int32])] = []
  private var within: [Double]
  private(set) var drift: Double?
  private var points = 0

  init(from m: PointMatrix, halfLife: StreamClusterer.HalfLife?) {
    (self.m, self.halfLife) = (m, halfLife)
    within = Array(repeating: 0, count: m.count)
  }

  /// How many half-lives are full before the next batch.
  private var full: Int {
    guard let halfLife else { return 0 }
    return (halfLife.unit == .points ? points : batches.count) / halfLife.count
  }

  /// Counts a batch. Labels are nil for the nearest centroids.
  mutating func add(_ x: PointMatrix, _ weights: [Double]?, labels given: [Int32]? = nil) throws {
    let labels = try given ?? Textbook.assign(x, to: m).values
    let before = weightLeft(at: full)
    let ownBefore = within.reduce(0, +)
    let times = full - (halvings.last ?? 0)
    for cluster in within.indices { for _ in 0..<times { within[cluster] /= 2 } }
    halvings.append(full)
    batches.append((x, weights, labels))
    points += x.count
    let squares = squares(x, weights, labels)
    let total = squares.reduce(into: Dyadic.zero) { $0 += $1 }.rounded
    let weight = sum(of: weights, x.count)
    // Halving both parts of a quotient leaves it.
    let scale = Double.powerOfTwo(-times)
    drift =
      before.isZero || ownBefore == 0
      ? nil : total / weight.rounded / (ownBefore * scale / before.rounded)
    update(labels: Set(labels), squares)
  }

  private func sum(of weights: [Double]?, _ count: Int) -> Dyadic {
    weights.map { $0.reduce(into: Dyadic.zero) { $0 += Dyadic($1) } } ?? Dyadic(count)
  }

  private func squares(
    _ x: PointMatrix, _ weights: [Double]?, _ labels: [Int32]
  ) -> [Dyadic] {
    var sums = [Dyadic](repeating: .zero, count: m.count)
    for i in 0..<x.count {
      let j = Int(labels[i])
      let delta = Textbook.squaredDistance(x.point(i), m.point(j))
      sums[j] += Dyadic(weights?[i] ?? 1) * Dyadic(delta)
    }
    return sums
  }

  private mutating func update(labels: Set<Int32>, _ squares: [Dyadic]) {
    let old = m
    let means = (0..<m.count).map { j -> [Double] in
      let w = total(j, feature: nil)
      let joined = batches[batches.count - 1].labels.indices.contains {
        batches[batches.count - 1].labels[$0] == Int32(j)
          && batches[batches.count - 1].weights?[$0] ?? 1 > 0
      }
      guard joined else { return old.point(j) }
      return (0..<m.dimensions).map { total(j, feature: $0).quotient(by: w) }
    }
    m = PointMatrix(dimensions: old.dimensions, count: old.count) { values in
      for (index, value) in means.joined().enumerated() { values[index] = value }
    }
    for j in 0..<m.count where m.point(j) != old.point(j) || !squares[j].isZero {
      let shift = Textbook.squaredDistance(m.point(j), old.point(j))
      let w = total(j, feature: nil).rounded
      within[j] = max(0, within[j] + squares[j].rounded - w * shift)
    }
  }

  /// Σ w x_l, or Σ w, over every point that ever joined a cluster, by the weights that are left.
  func total(_ cluster: Int, feature: Int?) -> Dyadic {
    var sum = Dyadic.zero
    for (batch, before) in zip(batches, halvings) {
      let age = (halvings.last ?? 0) - before
      for i in 0..<batch.x.count where Int(batch.labels[i]) == cluster {
        let left =
          Dyadic(batch.weights?[i] ?? 1) * Dyadic(magnitude: 1, exponent: -age)
        sum += feature.map { left * Dyadic(batch.x[$0, i]) } ?? left
      }
    }
    return sum
  }

  private func weightLeft(at full: Int) -> Dyadic {
    let all = (0..<m.count).reduce(into: Dyadic.zero) { $0 += total($1, feature: nil) }
    return all * Dyadic(magnitude: 1, exponent: (halvings.last ?? 0) - full)
  }

  var withinSumOfSquares: [Double] { within }
}
