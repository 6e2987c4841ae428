import TestSupport
import Testing

@testable import KMeansCore

/// What is told while the first centroids are drawn.
struct SeedingReportTests {
  private typealias Seeding = Clusterer.Progress.Seeding

  /// What a draw tells that is told at every point.
  private func told(
    _ initialization: Clusterer.Initialization, clusters: Int, pace: Duration = .zero
  ) throws -> [Seeding] {
    let x = Prepared(try Observations(blobs(900, 3, 2)))
    let (random, execution) = (RandomSource(seed: 5, restart: 0), self.execution(2))
    var told: [Seeding] = []
    let silent = initialization.start(
      x, clusters: clusters, random: random, execution: execution)
    let start = withoutActuallyEscaping({ told.append($0) }) { tell in
      initialization.start(
        x, clusters: clusters, random: random, execution: execution,
        report: SeedingReport(pace: pace, tell))
    }
    #expect(start.centroids == silent.centroids)
    return told
  }

  @Test func kMeansPlusPlusTellsEveryCentroidButTheLast() throws {
    for initialization in [Clusterer.Initialization.kMeansPlusPlus, .kMeansPlusPlusPlain] {
      let told = try told(initialization, clusters: 12)
      #expect(told.map(\.drawn) == Array(1...11))
      #expect(told.allSatisfy { $0.expected == 12 })
      #expect(zip(told, told.dropFirst()).allSatisfy { $0.elapsed <= $1.elapsed })
    }
  }

  @Test func givenCentroidsAreNotDrawn() throws {
    let given = try PointMatrix([[0, 0, 0], [1, 1, 1], [2, 2, 2]])
    #expect(try told(.extending(given), clusters: 7).map(\.drawn) == Array(0...3))
    #expect(try told(.extending(given), clusters: 7).allSatisfy { $0.expected == 4 })
    #expect(try told(.centroids(given), clusters: 3).isEmpty)
  }

  /// The number expected is a guess until all rounds are drawn.
  @Test func kMeansParallelTellsItsPointsAndThenThatAllAreDrawn() throws {
    let told = try told(.kMeansParallel(rounds: 3), clusters: 20)
    let drawn = told.map(\.drawn)
    #expect(drawn == drawn.sorted() && drawn.count > 3)
    // The last batch ends the draw, and `noteAll` says so again.
    #expect(told.dropLast(2).allSatisfy { $0.drawn < $0.expected })
    #expect(told.suffix(2).allSatisfy { $0.drawn == $0.expected && $0.drawn > 20 })
    // Each round draws about 40 points.
    #expect(told.allSatisfy { (60...240).contains($0.expected) })
  }

  @Test func whatIsShortTellsNothing() throws {
    for initialization in Clusterer.Initialization.drawing {
      #expect(try told(initialization, clusters: 9, pace: .seconds(3600)).isEmpty)
    }
  }

  /// A draw that would take hours is told of, and the one who hears of it can end it.
  @Test(arguments: [Clusterer.Variant.full, .miniBatch])
  func aFitTellsAndCanBeEnded(_ variant: Clusterer.Variant) throws {
    let x = try Observations(blobs(60_000, 24, 3))
    let stop = StopSignal(patience: .zero)
    var settings = Clusterer.Configuration(clusters: 50_000, seed: 1, threads: 1)
    settings.variant = variant
    var news: [Clusterer.Progress] = []
    #expect(throws: ClusteringError.stopped) {
      try Clusterer(settings).fit(
        x,
        progress: {
          news.append($0)
          if $0.seeding != nil { stop.stop() }
        }, stop: stop)
    }
    #expect(news.count == 2 && news[0].seeding == nil)
    let seeding = try #require(news.last?.seeding)
    #expect(seeding.drawn > 0 && seeding.expected == 50_000)
    #expect(seeding.elapsed >= .milliseconds(100))
    #expect(news[1].iteration == 0 && news[1].objective == nil)
  }

  private func execution(_ threads: Int) -> Execution {
    Execution(kernels: .current, threads: threads, control: .free)
  }
}
