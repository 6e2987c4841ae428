/// The best clusters of points on a line: a global optimum, by dynamic programming.
///
/// On a line the clusters of an optimum are runs of neighbours. So with D(m, i) for the least sum
/// of squares of the first i values in m runs,
///
///     D(m, i) = min over j of D(m − 1, j) + c(j, i),
///     c(j, i) = Σ w x² − (Σ w x)²/Σ w over the values j ..< i
///
/// (H. Wang and M. Song, "Ckmeans.1d.dp", The R Journal 3(2), 2011,
/// doi:10.32614/RJ-2011-015). The matrix of these sums is totally monotone, because c is concave
/// Monge. So the minima of all its rows are found by looking at O(n) of its elements
/// (`TotallyMonotone`; A. Grønlund et al., "Fast exact k-means, k-medians and Bregman divergence
/// clustering in 1D", arXiv:1701.07204).
///
/// Sums are in double-double, about the mean of all values. A sum over the first values is off by
/// at most n·2⁻¹⁰³ of the greatest that it may be: √(W·T) for Σ w x and T for Σ w x², with the
/// weight W and the sum of squares T of all values. Their differences are those of a run, whose
/// weight is at least the least weight w. So c is off by at most n·(1 + W/w)·2⁻¹⁰¹·T, and the k
/// runs cost at most twice k times that more than the least. Most comparisons are decided in
/// `Double`, where its error cannot change them.
///
/// - Complexity: O(k·n) time; 4·k·n bytes, or for large k·n 4·√k·n and twice the time.
struct LineOptimum {
  /// The first value of every run.
  private(set) var starts: [Int]
  /// What the runs cost.
  let cost: Double
  /// No runs of these values cost less than this: `cost` less what rounding can amount to.
  let bound: Double

  /// More sums than this take too long.
  static let most = 1 << 31
  /// How many choices are kept at a time, about.
  static let mostKept = 1 << 25

  /// The best runs; nil where the work was ended, and for squares that are too large or too small
  /// for `Double`.
  ///
  /// - Parameters:
  ///   - line: n different numbers, ascending, with their weights.
  ///   - clusters: k, 1 … n.
  ///   - mostKept: how many choices are kept at a time, about.
  ///   - mayStop: whether the work should end without a result.
  init?(_ line: LineValues, clusters: Int, mostKept: Int = mostKept, mayStop: () -> Bool) {
    let (n, k) = (line.values.count, clusters)
    let sums = LineSums(line.values, line.weights)
    guard sums.isInRange else { return nil }
    let block = n * k <= mostKept ? k : max(1, Int(Double(k).squareRoot().rounded(.up)))
    // The sums before the first layer of every block.
    var before: [[DoubleDouble]] = []
    var least = (0..<n).map { sums.cost(0, $0 + 1) }
    var choices: [[Int32]] = []
    for layer in 1..<max(k, 1) {
      if (layer - 1) % block == 0 {
        before.append(least)
        choices = []
      }
      guard !mayStop() else { return nil }
      let next = sums.layer(layer, after: least)
      least = next.least
      choices.append(next.choices)
    }
    cost = max(0, least[n - 1].high)
    bound = max(0, ((cost - Double(k) * sums.error) * (1 - line.weightError)).nextDown)
    starts = [Int](repeating: 0, count: k)
    var (end, kept) = (n, before.count - 1)
    for layer in stride(from: k - 1, to: 0, by: -1) {
      let number = (layer - 1) / block
      if number != kept {
        // The choices of an earlier block are found once more.
        guard !mayStop() else { return nil }
        (choices, kept) = ([], number)
        var least = before[number]
        for again in number * block + 1...layer {
          let next = sums.layer(again, after: least)
          least = next.least
          choices.append(next.choices)
        }
      }
      starts[layer] = Int(choices[(layer - 1) % block][end - 1])
      end = starts[layer]
    }
  }
}

/// Sums over the first values of a line, in double-double, about the mean of all.
private struct LineSums {
  private var weights: [DoubleDouble] = [DoubleDouble(0)]
  private var values: [DoubleDouble] = [DoubleDouble(0)]
  private var squares: [DoubleDouble] = [DoubleDouble(0)]
  /// What costs may be off by, twice.
  let error: Double
  /// What costs in `Double` may be off by, and more: a few times 2^-53 of T.
  private let roughError: Double

  init(_ values: [Double], _ weights: [Double]) {
    var (weight, sum) = (DoubleDouble(0), DoubleDouble(0))
    for (value, w) in zip(values, weights) {
      weight = weight + DoubleDouble(w)
      sum = sum + DoubleDouble(value) * w
    }
    let mean = sum.high / weight.high
    let count = values.count + 1
    self.weights.reserveCapacity(count)
    self.values.reserveCapacity(count)
    squares.reserveCapacity(count)
    for (value, w) in zip(values, weights) {
      let moved = DoubleDouble(value) - DoubleDouble(mean)
      let weighed = moved * w
      self.weights.append(self.weights[self.weights.count - 1] + DoubleDouble(w))
      self.values.append(self.values[self.values.count - 1] + weighed)
      squares.append(squares[squares.count - 1] + weighed * moved)
    }
    let all = squares[squares.count - 1].high
    let share = weight.high / (weights.min() ?? 1)
    error = Double(count) * (1 + share) * 0x1p-100 * all
    roughError = 0x1p-48 * all + error
  }

  /// Whether squares neither overflow nor vanish.
  var isInRange: Bool {
    let all = squares[squares.count - 1].high
    return all == 0 || (all > 0x1p-800 && all < 0x1p900)
  }

  /// c(j, i).
  func cost(_ first: Int, _ end: Int) -> DoubleDouble {
    let sum = values[end] - values[first]
    let square = (sum * sum).divided(by: weights[end] - weights[first])
    let cost = squares[end] - squares[first] - square
    return cost.high < 0 ? DoubleDouble(0) : cost
  }

  /// The same in `Double`.
  private func roughCost(_ first: Int, _ end: Int) -> Double {
    let sum = (values[end] - values[first]).high
    let square = sum * sum / (weights[end] - weights[first]).high
    return squares[end].high - squares[first].high - square
  }

  /// D(m, i) for one more run than before, and the j of each; those without enough values are
  /// never asked for.
  func layer(_ layer: Int, after least: [DoubleDouble]) -> (
    least: [DoubleDouble], choices: [Int32]
  ) {
    let n = least.count
    var choices = [Int32](repeating: 0, count: n)
    // Row i, column j: the run j ... i after `layer` runs of the values before j.
    TotallyMonotone.minima(rows: layer..<n, columns: layer..<n, into: &choices) { row, a, b in
      // a < b. A run that would begin after its end costs more than any.
      guard b <= row else { return false }
      let first = least[a - 1].high + roughCost(a, row + 1)
      let second = least[b - 1].high + roughCost(b, row + 1)
      if abs(first - second) > roughError { return first > second }
      let exact = least[a - 1] + cost(a, row + 1) - (least[b - 1] + cost(b, row + 1))
      return exact.high > 0
    }
    var next = least
    for row in layer..<n {
      let first = Int(choices[row])
      next[row] = least[first - 1] + cost(first, row + 1)
    }
    return (next, choices)
  }
}

extension DoubleDouble {
  fileprivate static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    a * b.high + a * b.low
  }

  /// The quotient, to about 2^-100 of it.
  fileprivate func divided(by other: DoubleDouble) -> DoubleDouble {
    let quotient = high / other.high
    let rest = self - other * quotient
    return DoubleDouble(quotient) + DoubleDouble(rest.high / other.high)
  }
}
