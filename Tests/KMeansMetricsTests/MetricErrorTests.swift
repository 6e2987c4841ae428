import Testing

@testable import KMeansMetrics

@Suite("Errors of metrics")
struct MetricErrorTests {
  @Test("each says what the score needs")
  func says() {
    #expect(MetricError.tooFewClusters(found: 1).description.contains("at least 2"))
    #expect(MetricError.labelCount(found: 3, expected: 4).description.contains("4 points"))
  }
}
