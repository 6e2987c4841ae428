extension Clusterer.Quality {
  /// The minima of a few starts, merged two by two: about five times the work of a start.
  public static let better = Clusterer.Quality(
    "better", "a few starts, whose clusterings are merged two by two", usualStarts: 4
  ) { Evolution.search($0, children: 4, generations: 2, mutates: false) }

  /// An evolutionary search.
  public static let best = Clusterer.Quality(
    "best", "an evolutionary search, which takes seconds", usualStarts: 24
  ) { Evolution.search($0, children: 16, generations: nil, mutates: true) }
}

extension Evolution {
  /// The search of a quality.
  ///
  /// - Parameters:
  ///   - task: X and the settings.
  ///   - children: how many a generation has.
  ///   - generations: how many there are where no effort is asked for.
  ///   - mutates: whether children are changed at random.
  /// - Returns: the search.
  fileprivate static func search(
    _ task: SearchTask, children: Int, generations: Int?, mutates: Bool
  ) -> any Search {
    let plan = Plan(
      starts: task.configuration.starts, children: children,
      generations: task.configuration.effort ?? generations, mutates: mutates)
    return Restarts(task: task, course: Evolution(task: task, plan: plan), starts: 1)
  }

  /// How many generations without a gain end a search.
  private static var patience: Int { 600 }

  /// The nanoseconds that a search takes on one processor, as `nanoseconds` estimates them.
  private static var budget: Double { 10e9 }

  /// Whether nothing more is expected of further generations, or enough was tried.
  ///
  /// Only counts decide, so that the end is the same on any machine.
  func isSettled(_ population: Population) -> Bool {
    population.best.objective == 0 || task.configuration.clusters == 1
      || population.generations - population.lastGain >= Self.patience
      || Double(population.steps) * nanosecondsPerStep >= Self.budget
  }

  /// What a step of one individual takes, about: a fit to measurements with AVX-512 on sets of
  /// 232 … 245,057 points, k = 20 … 100 and d = 2 … 64, most of them within a factor of 2
  /// (`Docs/variants/quality.md`).
  private var nanosecondsPerStep: Double {
    let x = task.prepared.x
    let (k, pairs) = (
      Double(task.configuration.clusters), Double(task.configuration.clusters * x.dimensions)
    )
    return Double(x.count) * (2.5 + 0.02 * pairs) + 15_000 + 3 * k * k
  }
}
