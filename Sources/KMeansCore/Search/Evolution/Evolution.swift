/// An evolutionary search: of two minima comes a third one, and the best are kept.
///
/// The frame is that of D. Gribel and T. Vidal, "HG-means: A scalable hybrid genetic algorithm for
/// minimum sum-of-squares clustering", Pattern Recognition 88, 2019,
/// doi:10.1016/j.patcog.2018.12.022: k-means as the way down, survivors by J without copies, and a
/// mutation that takes one centroid away and puts it where points are far from theirs. The
/// centroids of two parents become those of a child by `WardMerging`.
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
    population.begin(individuals(plan.starts - 1) { start($0 + 1) })
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
    let others = individuals(plan.starts) { start(before + $0) }
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
    // While there is room, every child is welcome.
    let limit = plan.mutates && population.isFull ? parents[parents.count - 1].objective : .infinity
    let children = individuals(plan.children, below: limit) { number in
      number < missing ? start(before + number) : child(number, of: generation, parents)
    }
    guard children.count == plan.children else { return false }
    population.take(children, starts: missing)
    return true
  }

  /// Individuals, made side by side, each by one thread where there are several.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - limit: J above which one is of no use.
  ///   - start: where a numbered one starts; nil when the search is stopped.
  /// - Returns: all, in the order of their numbers; those before the first that was stopped.
  func individuals(
    _ count: Int, below limit: Double = .infinity, from start: (Int) -> PointMatrix?
  ) -> [Individual] {
    let threads = task.execution.threads
    let descent = Descent(task: task, threads: max(1, threads / max(count, 1)))
    let workers = Chunks.run(
      count: count, size: 1, threads: threads, makeWorker: { [(number: Int, Individual)]() },
      body: { made, numbers in
        for number in numbers {
          guard control.poll() == nil, let start = start(number),
            let individual = descent.individual(from: start, limit: limit)
          else { return false }
          made.append((number, individual))
        }
        return true
      }
    ).workers
    let made = workers.flatMap(\.self).sorted { $0.number < $1.number }
    return made.enumerated().prefix { $0.offset == $0.element.number }.map { $0.element.1 }
  }

  /// M₀ of a start.
  private func start(_ number: Int) -> PointMatrix? {
    let random = RandomSource(
      seed: configuration.seed, restart: configuration.number(ofRestart: number))
    let execution = Execution(
      kernels: task.execution.kernels, threads: 1, control: control,
      errorScale: task.execution.errorScale)
    let prepared = summary?.task.prepared ?? task.prepared
    let start = configuration.start(prepared, random: random, execution: execution)
    return start.centroids.count == configuration.clusters ? start.centroids : nil
  }

  /// The centroids of a child, before its descent.
  private func child(
    _ number: Int, of generation: Int, _ parents: [Individual]
  ) -> PointMatrix {
    let random = CounterRandom(
      seed: configuration.seed, stream: UInt64(generation) << 20 | UInt64(number))
    let first = random.below(parents.count, 0)
    var second = random.below(parents.count, 1)
    if second == first { second = (first + 1) % parents.count }
    let k = configuration.clusters
    let kernels = task.execution.kernels
    if first == second {
      return replacing(random.below(k, 2), of: parents[first].outcome.m, parents[first], random)
    }
    // One child in four takes regions as they are.
    if random.bits(4) & 3 == 0,
      let mixed = RegionalCrossover(parents[first], parents[second]).centroids()
    {
      return mixed
    }
    var merging = WardMerging(
      [first, second].map { (parents[$0].outcome.m, parents[$0].weights) }, kernels: kernels)
    let merged = merging.merged(to: k)
    let m = configuration.problem.admitted(merged, kernels: kernels)
    guard plan.mutates else { return m }
    return replacing(random.below(k, 2), of: m, parents[first], random)
  }

  /// Centroids of which one is replaced by a point, drawn with a chance in proportion to what it
  /// costs a parent.
  private func replacing(
    _ cluster: Int, of m: PointMatrix, _ parent: Individual, _ random: CounterRandom
  ) -> PointMatrix {
    let x = task.prepared.x
    guard
      let point = parent.drawPoint(
        x, random.uniform(3), scale: configuration.problem.objectiveScale,
        kernels: task.execution.kernels)
    else { return m }
    let values = x.points.point(point)
    return PointMatrix(dimensions: m.dimensions, count: m.count) { room in
      m.withDoubles { source in
        _ = room.update(from: UnsafeBufferPointer(start: source, count: room.count))
      }
      for l in 0..<m.dimensions { room[cluster * m.dimensions + l] = values[l] }
    }
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
