import TestSupport
import Testing

@testable import KMeansCore

/// Who survives, and when a population begins anew.
struct PopulationTests {
  /// Individuals that end at given J; their clusterings are one and the same.
  private func individuals(_ objectives: [Double]) throws -> [Individual] {
    let x = try Observations(PointMatrix([[0], [1], [5], [6]]))
    let task = SearchTask(
      prepared: Prepared(x), configuration: QualityCase.settings(2),
      execution: Execution(kernels: .current, threads: 1, control: .free), progress: { _ in })
    let outcome = Run.finished(
      task.prepared, from: try PointMatrix([[0], [6]]), .descent(task.configuration),
      execution: task.execution)
    return objectives.map {
      Individual(
        outcome: outcome, sums: SumsOfSquares([Dyadic($0)], scale: 1), weights: [2, 2], steps: 1)
    }
  }

  private func population(_ objectives: [Double], size: Int) throws -> Population {
    let all = try individuals(objectives)
    var population = Population(all[0], size: size, scatter: 0)
    population.begin(Array(all.dropFirst()))
    return population
  }

  @Test func theBestSurviveWithoutCopies() throws {
    var population = try population([5, 9, 7, 5, 8, 6, 7], size: 4)
    #expect(population.survivors.map(\.objective) == [5, 6, 7, 8])
    #expect(population.best.objective == 5 && population.found == 2 && population.individuals == 7)
    population.take(try individuals([4, 6, 20]), starts: 0)
    #expect(population.survivors.map(\.objective) == [4, 5, 6, 7])
    #expect(population.best.objective == 4 && population.found == 1)
    #expect(population.lastGain == 1 && population.bestObjectives == [5, 4])
  }

  @Test func everyThirdPopulationIsMadeOfChampions() throws {
    // Each population has twelve individuals, of which eight become champions.
    let first = (0..<12).map { 100 + Double($0) }
    let second = (0..<12).map { 50.5 + 10 * Double($0) }
    let third = (0..<12).map { 90.25 + Double($0) }
    var population = try population(first, size: 24)
    try expectOthers(&population, second)
    try expectOthers(&population, third)
    let generations = population.generations
    let isJoined = population.beginWithChampions()
    let champions = [first, second, third].flatMap { $0.prefix(8) }.sorted()
    #expect(isJoined && population.survivors.map(\.objective) == champions)
    #expect(population.generations == generations + 1 && population.best.objective == 50.5)

    // The best of these are champions of the next round, which has two further populations.
    try expectOthers(&population, [200])
    try expectOthers(&population, [300])
    let isJoinedAgain = population.beginWithChampions()
    let next = champions.prefix(8) + [200, 300]
    #expect(isJoinedAgain && population.survivors.map(\.objective) == Array(next))
  }

  /// The population begins anew, not with champions but with others.
  private func expectOthers(_ population: inout Population, _ others: [Double]) throws {
    let isJoined = population.beginWithChampions()
    #expect(!isJoined)
    population.begin(anew: try individuals(others))
  }

  @Test func aPopulationWithoutGainsIsStuck() throws {
    var population = try population([5, 6], size: 2)
    for _ in 0..<19 { population.take(try individuals([7]), starts: 0) }
    #expect(!population.isStuck)
    population.take(try individuals([7]), starts: 0)
    #expect(population.isStuck && population.lastGain == 0)
    population.begin(anew: try individuals([8, 9]))
    #expect(!population.isStuck && population.best.objective == 5)
    #expect(population.survivors.map(\.objective) == [8, 9])
  }
}
