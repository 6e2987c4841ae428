/// How starts are spent: runs in, one clustering out.
protocol Search {
  /// The best clustering that was found; nil where the search was abandoned before any point had a
  /// label.
  func clustering() -> Clustering?
}

/// What every search is given.
struct SearchTask {
  /// X.
  let prepared: Prepared
  let configuration: Clusterer.Configuration
  let execution: Execution
  /// Called on the calling thread before and while centroids are drawn, and after every iteration.
  let progress: (Clusterer.Progress) -> Void
  /// Takes down how far the search has come; nil for nobody.
  var keeper: StateKeeper<SearchState>?
  /// Where the search was before; nil for a new one.
  var resuming: SearchState?

  /// Tells how far a start has come.
  ///
  /// - Parameters:
  ///   - restart: its number, from 0.
  ///   - outcome: its result so far; nil while its centroids are drawn.
  ///   - step: the last step.
  ///   - iterationsBefore: iterations before `outcome`, which count too.
  func note(
    restart: Int, _ outcome: Run.Outcome? = nil, _ step: Run.Step? = nil,
    iterationsBefore: Int = 0
  ) {
    progress(
      Clusterer.Progress(
        restart: restart, restarts: configuration.starts,
        iteration: outcome.map { iterationsBefore + $0.history.count } ?? 0,
        objective: outcome?.history.last, centroidShift: step?.shift))
  }

  /// M₀ of a start as the initialization draws it, from all points or from some.
  func drawn(
    from x: Prepared, _ random: RandomSource, _ report: SeedingReport
  ) -> PointMatrix {
    configuration.start(x, random: random, execution: execution, report: report).centroids
  }

  /// The shares of J at the end of a run.
  func sums(_ outcome: Run.Outcome) -> SumsOfSquares {
    SumsOfSquares(
      prepared.x.rows, outcome.m, outcome.labels, execution: execution,
      scale: configuration.problem.objectiveScale)
  }

  /// The result of a run, with what a user should know about it.
  ///
  /// - Parameters:
  ///   - run: the run that is kept.
  ///   - sums: the shares of its J.
  ///   - restart: its number, from 0.
  ///   - histories: J of every start.
  ///   - work: what all starts computed.
  ///   - times: what the starts took to draw their centroids, and to iterate.
  ///   - bisection: the splits, of bisecting k-means.
  /// - Returns: the result, whole.
  func clustering(
    _ run: Run.Outcome, _ sums: SumsOfSquares, restart: Int, histories: [[Double]],
    work: Clustering.Work,
    times: (initializing: Duration, iterating: Duration), bisection: Bisection? = nil
  ) -> Clustering {
    let sizes = run.labels.sizes
    return Clustering(
      centroids: run.m, labels: run.labels, objective: sums.total, history: run.history,
      restartHistories: histories, stopReason: run.stopReason, sizes: sizes,
      withinSumOfSquares: sums.byCluster,
      totalSumOfSquares: configuration.problem.total(prepared, execution: execution),
      restart: restart, account: run.account, bisection: bisection, batch: run.batch,
      search: run.search, balance: run.balance(prepared.x, configuration, execution: execution),
      configuration: configuration, work: work,
      warnings: warnings(run, sizes, isSplit: bisection != nil), initializing: times.initializing,
      iterating: times.iterating, instructionSet: execution.kernels.name)
  }

  private func warnings(
    _ run: Run.Outcome, _ sizes: [Int], isSplit: Bool
  ) -> [Clustering.Warning] {
    var warnings: [Clustering.Warning] = []
    if let batch = run.batch, batch.isLimitedByEpochs {
      warnings.append(.approximate(points: batch.points, epochs: batch.epochs))
    } else if !run.stopReason.isConverged {
      warnings.append(.notConverged(run.stopReason, iterations: run.history.count))
    }
    let problem = configuration.problem
    let empty = sizes.indices.filter { sizes[$0] == 0 && !problem.isFrozen($0) }
    // Splits that were not made for want of time leave clusters empty, too.
    if !empty.isEmpty && (run.stopReason.isConverged || !isSplit) {
      warnings.append(.emptyClusters(empty))
    }
    if let (feature, ratio) = prepared.x.dominantFeature {
      warnings.append(.dominantFeature(feature, ratio: ratio))
    }
    return warnings
  }
}

extension Run.Settings {
  /// What a configuration says of a run.
  ///
  /// - Parameters:
  ///   - configuration: the settings of the fit.
  ///   - x: X, which the settings have been checked to suit.
  ///   - iterationsBefore: iterations before the run, which count for the limit.
  init(_ configuration: Clusterer.Configuration, _ x: Observations, iterationsBefore: Int = 0) {
    self.init(
      problem: configuration.problem, algorithm: configuration.algorithm,
      tolerance: configuration.tolerance,
      iterationLimit: configuration.iterationLimit - iterationsBefore,
      sizeLimits: try? configuration.sizeLimits?.limits(
        x.weights, count: x.count, clusters: configuration.clusters))
  }
}
