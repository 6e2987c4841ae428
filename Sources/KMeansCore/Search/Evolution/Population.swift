/// The best minima of a search, and how the search has gone.
///
/// Where some generations have gained nothing, the population begins anew with other starts, so
/// that it is not held where it happened to begin. Its best stay aside as champions. Every third
/// population is made of the champions: what independent populations have found is joined, as tours
/// of salesmen are merged (W. Cook and P. Seymour, "Tour merging via branch-decomposition", INFORMS
/// Journal on Computing 15, 2003, doi:10.1287/ijoc.15.3.233.16078).
struct Population {
  /// By J, the least first; no two have the same J.
  private(set) var survivors: [Individual]
  /// The best of all.
  private(set) var best: Individual
  /// How many survive.
  private let size: Int
  /// How many generations there were.
  private(set) var generations = 0
  /// The last generation that lowered the least J of all, and of the survivors.
  private(set) var (lastGain, lastStep) = (0, 0)
  /// The least J after the starts, and after every generation.
  private(set) var bestObjectives: [Double]
  /// J at the ends of the first starts.
  private(set) var startObjectives: [Double]
  /// How many starts were drawn.
  private(set) var starts = 1
  /// How many individuals ended at the least J.
  private(set) var found = 1
  /// How many individuals there were.
  private(set) var individuals = 1
  /// Steps of all individuals; those of starts twice, for drawing them.
  private(set) var steps: Int
  private(set) var work: Clustering.Work
  /// What J of the points that are seen leaves out of J of all.
  private let scatter: Double
  /// The early generations, which saw a summary; nil where there were none.
  private(set) var early: Clustering.SearchAccount.Summary?
  /// Nanoseconds that the early generations took, as `nanosecondsPerStep` counts them.
  private(set) var costBefore = 0.0

  /// The best of the populations since the last one that was made of champions, and of that one.
  private var champions: [Individual] = []
  /// How many populations they are of.
  private var eras = 0

  /// After this number of generations without a gain the population begins anew.
  private static let patience = 20
  /// How many of a population become champions.
  private static let championsEach = 8
  /// How many populations give the champions of the next.
  private static let erasOfChampions = 3
  /// How many champions there are at most.
  static let mostChampions = championsEach * erasOfChampions

  /// - Parameters:
  ///   - first: the first start, at its minimum.
  ///   - size: how many survive.
  ///   - scatter: what J of the points that are seen leaves out of J of all.
  init(_ first: Individual, size: Int, scatter: Double) {
    (self.size, self.scatter) = (size, scatter)
    (survivors, best) = ([first], first)
    (steps, work) = (2 * first.steps, first.outcome.work)
    bestObjectives = [first.objective + scatter]
    startObjectives = bestObjectives
  }

  /// A population of all points, after generations that saw a summary.
  ///
  /// - Parameters:
  ///   - individuals: its own, the first from the best of the others; at least one.
  ///   - before: the population of the early generations.
  ///   - points: how many points they saw.
  ///   - cost: nanoseconds that they took.
  /// - Precondition: there is one at least.
  init(_ individuals: [Individual], after before: Population, points: Int, cost: Double) {
    self.init(individuals[0], size: max(4, individuals.count), scatter: 0)
    for other in individuals.dropFirst() { enter(other, isStart: false) }
    steps -= individuals[0].steps
    (generations, starts, costBefore) = (before.generations, before.starts, cost)
    (lastGain, lastStep) = (generations, generations)
    startObjectives = before.startObjectives
    bestObjectives = before.bestObjectives.dropLast() + [best.objective]
    early = Clustering.SearchAccount.Summary(
      points: points, effort: before.generations, individuals: before.individuals,
      found: before.found)
    self.individuals += before.individuals
    work += before.work
  }

  /// Takes the other starts.
  mutating func begin(_ others: [Individual]) {
    startObjectives += others.map { $0.objective + scatter }
    for other in others { enter(other, isStart: true) }
    bestObjectives = [best.objective + scatter]
  }

  /// How many individuals there were after those of the early generations.
  var laterIndividuals: Int { individuals - (early?.individuals ?? 0) }

  /// Whether every further survivor takes another's place.
  var isFull: Bool { survivors.count == size }

  /// Whether the next generation shall be another population.
  var isStuck: Bool { generations - lastStep >= Self.patience }

  /// Begins anew, with starts in place of all survivors; they are a generation.
  mutating func begin(anew others: [Individual]) {
    survivors = []
    take(others, starts: others.count)
    lastStep = generations
  }

  /// Begins anew with the champions, where enough populations gave some; they are a generation.
  ///
  /// - Returns: whether it did; else the survivors are champions now, and starts are due.
  mutating func beginWithChampions() -> Bool {
    champions += survivors.prefix(Self.championsEach)
    eras += 1
    if eras < Self.erasOfChampions { return false }
    if eras > Self.erasOfChampions {
      // The survivors are those of the champions: they are the first of the next ones.
      champions = Array(survivors.prefix(Self.championsEach))
      eras = 1
      return false
    }
    survivors = []
    for champion in champions { survive(champion) }
    generations += 1
    lastStep = generations
    bestObjectives.append(best.objective + scatter)
    return true
  }

  /// Takes a generation.
  ///
  /// - Parameters:
  ///   - children: its individuals.
  ///   - starts: how many of them, from the first, are starts.
  mutating func take(_ children: [Individual], starts: Int) {
    generations += 1
    let (most, before) = (best.objective, survivors.first?.objective)
    for (number, child) in children.enumerated() { enter(child, isStart: number < starts) }
    if best.objective < most { lastGain = generations }
    if survivors[0].objective < before ?? .infinity { lastStep = generations }
    bestObjectives.append(best.objective + scatter)
  }

  /// Enters an individual; the first stays among equals.
  private mutating func enter(_ other: Individual, isStart: Bool) {
    individuals += 1
    starts += isStart ? 1 : 0
    steps += isStart ? 2 * other.steps : other.steps
    work += other.outcome.work
    if other.objective < best.objective {
      (best, found) = (other, 1)
    } else if other.objective == best.objective {
      found += 1
    }
    survive(other)
  }

  /// Puts an individual among the survivors, if it is one.
  private mutating func survive(_ other: Individual) {
    let place = survivors.partitioningIndex { $0.objective >= other.objective }
    let isCopy = place < survivors.count && survivors[place].objective == other.objective
    if isCopy || place >= size { return }
    survivors.insert(other, at: place)
    if survivors.count > size { survivors.removeLast() }
  }
}
