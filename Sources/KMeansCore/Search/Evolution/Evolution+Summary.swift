/// Few weighted points that stand for many, as a search sees them.
struct Summary {
  /// The points with their weights, and the settings.
  let task: SearchTask
  /// What J of these points leaves out.
  let scatter: Double

  /// Points are summarised only where there are more of them than this.
  private static let mostPoints = 100_000

  /// How many cells points are put into, for k clusters.
  private static func cells(_ clusters: Int) -> Int { max(1 << 14, 32 * min(clusters, 1 << 20)) }

  /// How many values the means of a summary are.
  ///
  /// - Parameters:
  ///   - x: X; only its sizes count.
  ///   - clusters: k.
  /// - Returns: 0 where there is none.
  static func values(_ x: Observations, clusters: Int) -> Int {
    isWorthwhile(x, clusters) ? cells(clusters) * x.dimensions : 0
  }

  private static func isWorthwhile(_ x: Observations, _ clusters: Int) -> Bool {
    x.count > max(mostPoints, 4 * cells(clusters)) && !x.points.isCompressed
  }

  /// A summary; nil where it saves little, and where a mean is none of the points' kind.
  ///
  /// - Parameter task: what is searched.
  init?(of task: SearchTask) {
    let (x, configuration) = (task.prepared.x, task.configuration)
    guard Self.isWorthwhile(x, configuration.clusters), !configuration.distance.isDirectional
    else { return nil }
    let found = PointSummary(
      x, cells: Self.cells(configuration.clusters), execution: task.execution)
    guard found.weights.count >= configuration.clusters,
      let means = try? Observations(
        found.points, weights: found.weights, threads: task.execution.threads,
        kernels: task.execution.kernels)
    else { return nil }
    scatter = found.scatter
    self.task = SearchTask(
      prepared: Prepared(
        means, starts: 2, makesViews: task.prepared.makesViews,
        keepsBounds: task.prepared.keepsBounds),
      configuration: configuration, execution: task.execution, progress: task.progress)
  }
}

/// A search whose early generations may see a summary, which is made when the search begins.
struct SummarizedSearch: Search {
  let task: SearchTask
  /// The search with a summary, and without one.
  let search: (Summary?) -> any Search

  func clustering() -> Clustering? { search(Summary(of: task)).clustering() }
}

extension Evolution {
  /// The whole search: early generations that see the summary, and later ones that see all points.
  ///
  /// Survivors of the early ones go down on all points, the best first. What a clock stopped before
  /// the first has come to its end is told as one run that was stopped.
  ///
  /// - Parameters:
  ///   - summary: what the early generations see.
  ///   - start: the first centroids.
  ///   - settings: of the run.
  ///   - report: called after every step of the first descent on all points.
  /// - Returns: the best of all.
  func finished(
    after summary: Summary, from start: PointMatrix, _ settings: Run.Settings,
    report: (Run.Outcome, Run.Step) -> Void
  ) -> Run.Outcome {
    var early = self
    (early.plan.isEarly, early.summary) = (true, nil)
    early = Evolution(task: summary.task, plan: early.plan, scatter: summary.scatter)
    let heirs = early.population(from: start)
    let first = Run.finished(
      task.prepared, from: heirs?.best.outcome.m ?? start,
      .descent(configuration, mayEndEmpty: settings.mayEndEmpty), execution: task.execution,
      report: report)
    guard let heirs, let whole = individual(first) else { return first }
    var later = self
    var all = [whole]
    let others = heirs.survivors.filter { $0.objective != heirs.best.objective }
    let count = min(others.count, affordableHeirs(after: whole) - 1)
    all += individuals(count) { $1.individual(from: others[$0].outcome.m) }
    var population = Population(
      all, after: heirs, points: summary.task.prepared.x.count, cost: early.cost(heirs))
    // Fresh starts on all points would cost more than they bring.
    later.plan.starts = population.survivors.count
    note(population)
    // Where an heir is missing, the search is not the one that its effort would repeat.
    guard all.count == count + 1 else { return first }
    let ending = later.ending(of: &population)
    return population.outcome(ending)
  }

  /// The population of the early generations; nil where the first start was stopped.
  private func population(from start: PointMatrix) -> Population? {
    let first = Run.finished(
      task.prepared, from: start, .descent(configuration), execution: task.execution)
    return individual(first).map { searched(from: $0).0 }
  }

  private func individual(_ outcome: Run.Outcome) -> Individual? {
    Descent(task: task, threads: task.execution.threads).individual(outcome)
  }
}
