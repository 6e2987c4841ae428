/// An evolutionary search: of two minima comes a third one, and the best are kept.
///
/// The frame is that of D. Gribel and T. Vidal, "HG-means: A scalable hybrid genetic algorithm for
/// minimum sum-of-squares clustering", Pattern Recognition 88, 2019,
/// doi:10.1016/j.patcog.2018.12.022: k-means as the way down, survivors by J without copies, and a
/// mutation that takes one centroid away and puts it where points are far from theirs. How children
/// are made is in `Evolution+Children.swift`.
///
/// The number of starts and of generations decides the bits. A generation counts when it is whole,
/// so a search that was ended early is repeated by its effort. Of many points the early generations
/// see a summary (`Evolution+Summary.swift`).
struct Evolution: Course {
  let task: SearchTask
  var plan: Plan
  /// Few points that stand for all, for the early generations; nil where all are seen from the
  /// first.
  var summary: Summary?
  /// What J of the points that are seen leaves out of J of all.
  var scatter = 0.0

  /// How much is tried.
  struct Plan: Sendable {
    /// How many starts the search begins with, at most where nobody asked for them, and how many
    /// individuals go on.
    var starts: Int
    /// How many generations there are; nil for until nothing more is expected of them.
    let generations: Int?
    /// Whether children lose a centroid and get another, and fresh starts replace copies.
    let mutates: Bool
    /// How many children a generation has.
    var children: Int { min(16, max(4, starts)) }
    /// Whether the generations are the early ones, which end by themselves, too.
    var isEarly = false
  }

  var configuration: Clusterer.Configuration { task.configuration }
  var control: RunControl { task.execution.control }

  /// M₀ of the first start.
  func start(_ random: RandomSource, report: SeedingReport) -> PointMatrix {
    task.drawn(from: summary?.task.prepared ?? task.prepared, random, report)
  }

  /// The whole search, which begins with the first start. It writes down no states on its way.
  func finished(
    from start: PointMatrix, _ settings: Run.Settings, resuming state: CourseState?,
    keeping keeper: StateKeeper<CourseState>?, report: (Run.Outcome, Run.Step) -> Void
  ) -> Run.Outcome {
    if let summary {
      return finished(after: summary, from: start, settings, report: report)
    }
    let first = Run.finished(
      task.prepared, from: start, .descent(configuration, mayEndEmpty: settings.mayEndEmpty),
      execution: task.execution, report: report)
    // What was stopped before its end is all that there is.
    guard let whole = Descent(task: task, threads: task.execution.threads).individual(first)
    else { return first }
    let (population, ending) = searched(from: whole)
    return population.outcome(ending)
  }

  /// The whole search after the first start, and what ended it.
  func searched(
    from first: Individual
  ) -> (Population, Clustering.SearchAccount.Ending) {
    var search = self
    search.plan.starts = affordableStarts(after: first)
    var population = Population(first, size: search.plan.starts, scatter: scatter)
    search.populate(&population)
    let ending = search.ending(of: &population)
    return (population, ending)
  }

  /// Generation after generation, unless the search was stopped before.
  ///
  /// - Returns: why there are no more.
  func ending(of population: inout Population) -> Clustering.SearchAccount.Ending {
    control.poll().map { Clustering.SearchAccount.Ending($0) } ?? evolve(&population)
  }

  /// Takes the other starts into the population, as far as the time allows.
  private func populate(_ population: inout Population) {
    population.begin(individuals(plan.starts - 1) { start($0 + 1, $1) })
    note(population)
  }

  /// Generation after generation.
  ///
  /// - Returns: why there are no more.
  private func evolve(_ population: inout Population) -> Clustering.SearchAccount.Ending {
    while true {
      if let limit = plan.generations, population.generations >= limit { return .effort }
      if plan.generations == nil || plan.isEarly, isSettled(population) { return .settled }
      guard plan.mutates && population.isStuck ? renew(&population) : breed(&population) else {
        return Clustering.SearchAccount.Ending(control.poll())
      }
      note(population)
    }
  }

  /// Begins anew, with champions or with other starts.
  ///
  /// - Returns: whether there was time for all.
  private func renew(_ population: inout Population) -> Bool {
    if population.beginWithChampions() { return true }
    let before = population.starts
    let others = individuals(plan.starts) { start(before + $0, $1) }
    guard others.count == plan.starts else { return false }
    population.begin(anew: others)
    return true
  }

  /// Makes a generation of children; starts fill places that nobody has.
  ///
  /// - Returns: whether there was time for all.
  private func breed(_ population: inout Population) -> Bool {
    let (generation, parents) = (population.generations, population.survivors)
    let before = population.starts
    let missing = plan.mutates ? max(0, min(plan.children, plan.starts - parents.count)) : 0
    let brood = Brood(
      generation: generation, parents: parents, hasTime: plan.mutates && hasTime(population),
      // While there is room, every child is welcome.
      limit: plan.mutates && population.isFull ? parents[parents.count - 1].objective : .infinity)
    let children = individuals(plan.children) { number, descent in
      number < missing ? start(before + number, descent) : child(number, of: brood, descent)
    }
    guard children.count == plan.children else { return false }
    population.take(children, starts: missing)
    return true
  }

  /// Individuals, made side by side, each by one thread where there are several.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - made: makes the one with a number, by the given descent; nil when the search is stopped.
  /// - Returns: all, in the order of their numbers; those before the first that was stopped.
  func individuals(
    _ count: Int, made: (Int, Descent) -> Individual?
  ) -> [Individual] {
    let threads = task.execution.threads
    let descent = Descent(task: task, threads: max(1, threads / max(count, 1)))
    let workers = Chunks.run(
      count: count, size: 1, threads: threads, makeWorker: { [(number: Int, Individual)]() },
      body: { all, numbers in
        for number in numbers {
          guard control.poll() == nil, let individual = made(number, descent) else { return false }
          all.append((number, individual))
        }
        return true
      }
    ).workers
    let all = workers.flatMap(\.self).sorted { $0.number < $1.number }
    return all.enumerated().prefix { $0.offset == $0.element.number }.map { $0.element.1 }
  }

  /// A start, at its minimum.
  private func start(_ number: Int, _ descent: Descent) -> Individual? {
    let random = RandomSource(
      seed: configuration.seed, restart: configuration.number(ofRestart: number))
    let execution = Execution(
      kernels: task.execution.kernels, threads: 1, control: control,
      errorScale: task.execution.errorScale)
    let prepared = summary?.task.prepared ?? task.prepared
    let start = configuration.start(prepared, random: random, execution: execution).centroids
    return start.count == configuration.clusters ? descent.individual(from: start) : nil
  }

  /// Tells how far the search has come.
  func note(_ population: Population) {
    task.progress(
      Clusterer.Progress(
        restart: 0, restarts: plan.starts, iteration: population.best.outcome.history.count,
        objective: population.best.objective + scatter, centroidShift: nil,
        search: Clusterer.Progress.Search(
          generation: population.generations, found: population.found)))
  }
}
