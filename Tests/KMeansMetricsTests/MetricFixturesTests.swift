import KMeansCore
import Testing

/// The fixtures themselves: that they hold what the tests of scores take them to hold.
@Suite("Fixtures of scores")
struct MetricFixturesTests {
  @Test("every case has a label and a silhouette a point")
  func cases() throws {
    #expect(try MetricFixtures.externalCases.count == 20)
    #expect(try MetricFixtures.externalCases.allSatisfy { $0.truth.count == $0.labels.count })
    let cases = try MetricFixtures.internalCases
    #expect(cases.count == 14)
    #expect(Set(cases.map(\.points.scalar)) == [.uint8, .float, .double])
    for known in cases {
      #expect(known.labels.count == known.points.count, "\(known.name)")
      #expect((known.singleScores != nil) == (known.points.scalar == .float), "\(known.name)")
      for scores in [known.scores, known.singleScores].compactMap({ $0 }) {
        #expect(scores.silhouetteSamples.count == known.points.count, "\(known.name)")
        let mean = scores.silhouetteSamples.reduce(0, +) / Double(known.points.count)
        #expect(isClose(mean, scores.silhouette, relative: 1e-12), "\(known.name)")
      }
    }
  }

  @Test("closeness is judged by share and by distance")
  func closeness() {
    #expect(isClose(1, 1 + 1e-11))
    #expect(!isClose(1, 1 + 1e-9))
    #expect(!isClose(0, 1e-13))
    #expect(isClose(0, 1e-13, absolute: 1e-12))
    #expect(!isClose(.nan, .nan))
  }
}
