extension Clustering: Hashable {
  /// Whether two results are the same in all but the time that they took.
  ///
  /// - Complexity: O(N + k·d).
  public static func == (a: Clustering, b: Clustering) -> Bool {
    a.labels == b.labels && a.centroids == b.centroids && a.objective == b.objective
      && a.history == b.history && a.restartHistories == b.restartHistories
      && a.stopReason == b.stopReason && a.restart == b.restart && a.sizes == b.sizes
      && a.withinSumOfSquares == b.withinSumOfSquares
      && a.totalSumOfSquares == b.totalSumOfSquares && a.bisection == b.bisection
      && a.bound == b.bound && a.batch == b.batch && a.balance == b.balance
      && a.configuration == b.configuration && a.account == b.account && a.work == b.work
      && a.warnings == b.warnings && a.instructionSet == b.instructionSet
  }

  /// Hashes J, the sizes and the configuration.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(objective)
    hasher.combine(sizes)
    hasher.combine(configuration)
  }
}
