extension Clusterer.Quality {
  /// The minima of a few starts, merged two by two.
  public static let better = Clusterer.Quality(
    "better", "a few starts, whose clusterings are merged two by two", usualStarts: 4
  ) { Evolution.search($0, generations: 2, mutates: false) }

  /// An evolutionary search.
  public static let best = Clusterer.Quality(
    "best", "an evolutionary search, which takes seconds", usualStarts: 24
  ) { BoundedSearch(Evolution.search($0, generations: nil, mutates: true), of: $0) }
}

extension Evolution {
  /// The search of a quality.
  ///
  /// - Parameters:
  ///   - task: X and the settings.
  ///   - generations: how many there are where no effort is asked for.
  ///   - mutates: whether children are changed at random.
  /// - Returns: the search; of points on a line, that of their optimum.
  fileprivate static func search(
    _ task: SearchTask, generations: Int?, mutates: Bool
  ) -> any Search {
    let plan = Plan(
      starts: task.configuration.starts, generations: task.configuration.effort ?? generations,
      mutates: mutates)
    let search = SummarizedSearch(task: task) {
      Restarts(task: task, course: Evolution(task: task, plan: plan, summary: $0), starts: 1)
    }
    return LineSearch(task: task, usual: search) ?? search
  }

  /// How many generations without a gain end a search.
  private static var patience: Int { 600 }

  /// Where nine descents of ten, and as many as this in all, ended at the least J, it is as low as
  /// the search gets.
  private static var descentsOfEasySets: Int { 400 }

  /// From how many on generations may look at every region of their children.
  private static var manyGenerations: Double { 500 }

  /// The nanoseconds that a search takes on one processor, as `nanosecondsPerStep` counts them.
  private static var budget: Double { 12e9 }

  /// How much of them the early generations may take.
  private static var earlyShare: Double { 0.4 }

  private var budget: Double { plan.isEarly ? Self.budget * Self.earlyShare : Self.budget }

  /// How many starts there are: as many as were asked for, and otherwise as many as half of the
  /// budget has room for, but 4 or more.
  ///
  /// - Parameter first: the first of them.
  /// - Returns: their number, with the first.
  func affordableStarts(after first: Individual) -> Int {
    let cost = 2 * Double(first.steps) * nanosecondsPerStep
    if task.configuration.restarts != nil || Double(plan.starts) * cost <= budget / 2 {
      return plan.starts
    }
    return min(plan.starts, max(4, Int(budget / 2 / cost)))
  }

  /// How many individuals of the early generations go on with all points.
  ///
  /// - Parameter first: the best of them, at its minimum.
  /// - Returns: 1 or more.
  func affordableHeirs(after first: Individual) -> Int {
    guard plan.mutates else { return 1 }
    return max(1, min(8, Int(budget / 4 / (Double(first.steps) * nanosecondsPerStep))))
  }

  /// What the individuals of a population took, in nanoseconds.
  func cost(_ population: Population) -> Double {
    population.costBefore + Double(population.steps) * nanosecondsPerStep
      + Double(population.laterIndividuals) * nanosecondsPerIndividual
  }

  /// Whether the budget has room for many generations, by what those so far took.
  func hasTime(_ population: Population) -> Bool {
    cost(population) * Self.manyGenerations <= budget * Double(population.generations)
  }

  /// Whether nothing more is expected of further generations, or enough was tried.
  ///
  /// Only counts decide, so that the end is the same on any machine.
  func isSettled(_ population: Population) -> Bool {
    population.best.objective == 0 || task.configuration.clusters == 1
      || population.generations - population.lastGain >= Self.patience
      || (population.individuals >= Self.descentsOfEasySets
        && 10 * population.found >= 9 * population.individuals)
      || (population.generations >= 2
        && cost(population) >= budget)
  }

  /// What a step of one individual takes, about: a fit to measurements with AVX-512 on 16 sets of
  /// 232 … 245,057 points, k = 20 … 100 and d = 2 … 36, each within a factor of 2
  /// (`Docs/variants/quality.md`).
  private var nanosecondsPerStep: Double {
    let x = task.prepared.x
    let k = Double(task.configuration.clusters)
    let pairs = k * Double(x.dimensions)
    let hasBoxes = x.dimensions <= 4 && x.count >= 2048
    // Exact sums of weighted values take longer than those of values.
    let exact: Double = x.weights == nil ? 0 : 10
    let perPoint = hasBoxes ? 0.8 + 0.006 * pairs : 2 + 0.018 * pairs
    return Double(x.count) * (perPoint + exact) + 15_000 + 3 * k * k
  }

  /// What an individual takes besides its steps: exact sums, a drawn point, passes of moves.
  private var nanosecondsPerIndividual: Double { 20 * Double(task.prepared.x.count) }
}
