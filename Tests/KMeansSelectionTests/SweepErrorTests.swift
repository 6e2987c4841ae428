import Testing

@testable import KMeansSelection

@Suite("Errors of the choice of k")
struct SweepErrorTests {
  @Test("each says what to do")
  func says() {
    #expect(SweepError.noClusterCounts.description.contains("at least 1"))
    #expect(SweepError.tooFewPoints(points: 3, clusters: 4).description.contains("fewer"))
  }
}
