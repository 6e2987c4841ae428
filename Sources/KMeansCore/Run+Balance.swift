extension Run.Outcome {
  /// The proof of the labels, where sizes have limits; nil where they have none.
  ///
  /// - Parameters:
  ///   - x: X with its weights.
  ///   - configuration: the settings of the fit.
  ///   - execution: kernels and threads.
  /// - Returns: primal, dual and gap.
  /// - Complexity: O(N·k·d).
  func balance(
    _ x: Observations, _ configuration: Clusterer.Configuration, execution: Execution
  ) -> Clustering.Balance? {
    guard let prices, let limits = Run.Settings(configuration, x).sizeLimits else { return nil }
    return BalanceProof(x.rows, m, labels, prices, limits: limits, execution: execution)
      .balance(scale: configuration.distance.problem.objectiveScale)
  }
}

extension Run {
  /// The proof of the last labels, where sizes have limits; nil where they have none.
  ///
  /// - Parameter configuration: the settings of the fit.
  /// - Returns: primal, dual and gap.
  /// - Complexity: O(N·k·d).
  func balance(_ configuration: Clusterer.Configuration) -> Clustering.Balance? {
    var outcome = outcome
    outcome.prices = assignment.prices
    return outcome.balance(prepared.x, configuration, execution: execution)
  }
}
