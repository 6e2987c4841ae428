import Foundation
import TestSupport
import Testing

@testable import KMeansCore

/// K-means|| with other numbers of rounds than five.
struct ParallelRoundsTests {
  private let points = ShardCase.blobs(800, 3, centres: 30, scalar: .double, seed: 4)

  private func start(_ initialization: Clusterer.Initialization) throws -> [UInt64] {
    let x = Prepared(try Observations(points))
    let m = initialization.start(
      x, clusters: 12, random: RandomSource(seed: 3, restart: 0),
      execution: Execution(kernels: .best, threads: 2, control: .free)
    ).centroids
    return (0..<m.count).flatMap { m.point($0).map(\.bitPattern) }
  }

  @Test func everyNumberHasDrawsOfItsOwn() throws {
    let usual = try start(.kMeansParallel)
    #expect(try start(.kMeansParallel(rounds: 5)) == usual)
    let starts = try [1, 2, 3, 4, 5, 6, 8].map { try start(.kMeansParallel(rounds: $0)) }
    #expect(Set(starts).count == starts.count)
    #expect(Clusterer.Initialization.kMeansParallel.rounds == 5)
    #expect(Clusterer.Initialization.kMeansPlusPlus.rounds == nil)
  }

  /// The draws end where every point is one of them.
  @Test func moreRoundsThanPoints() throws {
    let few = ShardCase.copies(50, of: 6, 2, seed: 1)
    var settings = Clusterer.Configuration(
      clusters: 5, initialization: .kMeansParallel(rounds: 1 << 20))
    let found = try Clusterer(settings).fit(few)
    settings.initialization = .kMeansParallel(rounds: 200)
    #expect(try Clusterer(settings).fit(few).labels == found.labels)
  }

  @Test func numbersThatCannotBe() {
    for rounds in [0, -3, (1 << 20) + 1, .max, .min] {
      let settings = Clusterer.Configuration(
        clusters: 2, initialization: .kMeansParallel(rounds: rounds))
      #expect(throws: ConfigurationError.rounds(rounds)) { try settings.validated() }
      #expect(throws: ShardError.clustering(.configuration(.rounds(rounds)))) {
        try ShardedFit(settings, shards: 2)
      }
    }
  }

  @Test func roundsAreWrittenAndRead() throws {
    let two = Clusterer.Initialization.kMeansParallel(rounds: 2)
    #expect(two != .kMeansParallel && two == .kMeansParallel(rounds: 2))
    for initialization in [two, .kMeansParallel] {
      let text = try JSONEncoder().encode(initialization)
      let read = try JSONDecoder().decode(Clusterer.Initialization.self, from: text)
      #expect(read == initialization && read.rounds == initialization.rounds)
      #expect(read.hashValue == initialization.hashValue)
    }
    // What was written before there were rounds stays as it was.
    let usual = try JSONEncoder().encode(Clusterer.Initialization.kMeansParallel)
    #expect(String(decoding: usual, as: UTF8.self) == #"{"name":"k-means-parallel"}"#)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(
        Clusterer.Initialization.self, from: Data(#"{"name": "random", "rounds": 2}"#.utf8))
    }
    let facts = [two, .kMeansParallel].map { initialization in
      Clusterer.Configuration(clusters: 2, initialization: initialization).facts
        .first { $0.name == "initialization" }?.value
    }
    #expect(facts == ["k-means-parallel of 2 rounds", "k-means-parallel"])
  }
}
