import KMeansCore

/// What a sum of squares cannot go below, in JSON.
struct CodedBound: Encodable {
  /// No clustering with as many clusters has a smaller sum.
  let value: Double
  /// What proves it.
  let method: String
  /// By what share the sum is above it; null where the bound is 0.
  let excess: OrNull<Double>
  /// Whether the sum is proven to be the least.
  let isOptimal: Bool

  init(_ bound: ObjectiveBound, of objective: Double) {
    let excess = bound.excess(of: objective)
    value = bound.value
    method = bound.method.rawValue
    self.excess = OrNull(excess.isFinite ? excess : nil)
    isOptimal = bound.proves(objective)
  }
}

extension ObjectiveBound {
  /// What the bound says of a sum.
  ///
  /// - Parameters:
  ///   - objective: the sum.
  ///   - name: what it is called.
  /// - Returns: a sentence; nil where the bound says little.
  func sentence(of objective: Double, named name: String) -> String? {
    let others = "no clustering with as many clusters"
    if proves(objective) { return "\(name) is optimal: \(others) has less." }
    let excess = excess(of: objective)
    guard excess < 1 else { return nil }
    return "\(name) is at most \(NumberText.percent(excess)) above the least possible "
      + "(\(others) has less than \(NumberText.short(value)))."
  }
}
