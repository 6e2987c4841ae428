extension Run {
  /// The state after the last step.
  ///
  /// - Complexity: O(1); the next step then copies the labels.
  var state: RunState { RunState(outcome, prices: assignment.prices, settled: settled) }

  /// A run that goes on where another was.
  ///
  /// - Parameters:
  ///   - prepared: X, as the other had it.
  ///   - state: of the other.
  ///   - settings: as the other had them.
  ///   - execution: kernels, threads and stop, which may be others.
  /// - Complexity: O(N·d).
  init(_ prepared: Prepared, resuming state: RunState, _ settings: Settings, execution: Execution) {
    let (x, k) = (prepared.x, state.m.count)
    let assignment: any Assignment =
      settings.sizeLimits.map {
        Balanced(x, limits: $0, clusters: k, prices: state.prices, execution: execution)
      } ?? settings.algorithm.assignment(prepared, clusters: k, execution: execution)
    let outcome = Outcome(state, LabelMatrix(unset: x.count, clusters: k))
    self.init(
      prepared,
      going: (
        outcome, assignment, ClusterSums(x, outcome.labels, execution: execution),
        .infinite(clusters: k)
      ), settings, execution: execution)
    settled = state.settled
  }
}

extension RunState {
  /// The state of a run whose result so far is `outcome`.
  init(_ outcome: Run.Outcome, prices: ClusterPrices? = nil, settled: Run.Settled?) {
    self.init(
      m: outcome.m, labels: outcome.history.isEmpty ? nil : outcome.labels,
      history: outcome.history, isWithinTolerance: outcome.stopReason == .tolerance,
      work: outcome.work, prices: prices, settled: settled)
  }
}

extension Run.Outcome {
  /// Whether a stop ended the run before it came to its end.
  var isCutShort: Bool { stopReason == .interrupted || stopReason == .timeLimit }

  /// The result so far of a run that goes on.
  ///
  /// - Parameters:
  ///   - state: where it was.
  ///   - labels: what it has before its first step.
  init(_ state: RunState, _ labels: LabelMatrix) {
    self.init(
      m: state.m, labels: state.labels ?? labels, history: state.history,
      stopReason: state.isWithinTolerance ? .tolerance : .iterationLimit, work: state.work)
  }
}

extension Run.Outcome {
  /// The result of a start that has ended.
  func write(_ out: inout CheckpointWriter) {
    out.write(m)
    out.write(labels)
    out.write(history)
    out.write(stopReason.rawValue)
    out.write(work)
    out.write(account) { out, account in
      out.write(account.algorithm.rawValue)
      out.write(account.reason)
    }
    out.write(batch) { out, batch in
      out.write(batch.points)
      out.write(batch.epochs)
      out.write(batch.isLimitedByEpochs)
    }
    out.write(prices) { $1.write(&$0) }
  }

  init(_ input: inout CheckpointReader, _ shape: CheckpointShape) throws(CheckpointError) {
    let m = try input.points(shape.clusters, dimensions: shape.dimensions)
    let labels = try input.labels(most: shape.count, clusters: shape.clusters)
    self.init(m: m, labels: labels, history: try input.doubles())
    guard let reason = Clustering.StopReason(rawValue: try input.text()) else { throw .damaged }
    stopReason = reason
    work = try input.work()
    account = try input.optional { input throws(CheckpointError) in
      guard let algorithm = Clusterer.Algorithm(rawValue: try input.text()) else { throw .damaged }
      return Clustering.AssignmentAccount(algorithm: algorithm, reason: try input.text())
    }
    batch = try input.optional { input throws(CheckpointError) in
      Clustering.BatchAccount(
        points: try input.int(0...shape.count), epochs: try input.double(),
        isLimitedByEpochs: try input.bool())
    }
    prices = try input.optional { input throws(CheckpointError) in
      try ClusterPrices(&input, clusters: shape.clusters)
    }
    guard labels.count == shape.count, !history.isEmpty else { throw .damaged }
  }
}
