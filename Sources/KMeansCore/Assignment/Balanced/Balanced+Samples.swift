extension Balanced {
  /// How many times as many points each sample has as the one before.
  private static let growth = 4

  /// Makes prices those of a sample of the points, found from those of a smaller one. So few of the
  /// points are in the wrong place when all of them take part.
  ///
  /// - Parameters:
  ///   - units: prices to begin with; 0 each where there are none.
  ///   - whole: the step of all points.
  /// - Returns: whether it was done; not where the step was stopped.
  func sampledPrices(_ units: inout [Int64], _ whole: inout BalancedStep) -> Bool {
    if units.isEmpty { units = Array(repeating: 0, count: whole.m.count) }
    var size = max(1024, 4 * whole.m.count)
    while size <= x.count / Self.growth {
      let rows = sample(size)
      let weights = x.weights.map { weights in rows.map { weights[$0] } }
      let part = Observations.Rows(points: x.points.choosing(rows), weights: weights)
      var step = step(
        part, limits.sampled(rows, weights: x.weights), whole.m, whole.grid,
        mayStop: whole.mayStop)
      step.screen = whole.screen
      let none = [Int32](repeating: -1, count: size)
      let isDone = none.withUnsafeBufferPointer { none in
        guard let none = none.baseAddress, var choices = step.choose(units, before: none) else {
          return false
        }
        return step.repair(&choices, &units)
      }
      guard isDone else { return false }
      whole.work += step.work
      size *= Self.growth
    }
    return true
  }

  /// One point of each of `size` parts of X, ascending.
  private func sample(_ size: Int) -> [Int] {
    let random = CounterRandom(seed: UInt64(size))
    let bounds = (0...size).map { part in
      // part·N/size without overflow.
      let (high, low) = part.multipliedFullWidth(by: x.count)
      return size.dividingFullWidth((high, low)).quotient
    }
    return (0..<size).map { bounds[$0] + random.below(bounds[$0 + 1] - bounds[$0], $0) }
  }
}
