import KMeansCore
import KMeansMetrics
import Testing

@testable import KMeansSelection

/// Verdicts on scores made up for the purpose.
struct RecommendationTests {
  /// Scores of k = 2, 3, 4, 5: the criteria's favourites, and gaps by k = 1 … 5.
  private static func recommendation(
    calinski: Int, davies: Int, bic: Int, gaps: [Double]?, error: Double = 0.01
  ) -> Recommendation {
    func gap(_ index: Int) -> GapStatistic? {
      gaps.map { GapStatistic(value: $0[index], standardError: error) }
    }
    let scored = (2...5).map { clusters in
      (
        clusters: clusters,
        scores: ClusterCountSweep.Scores(
          silhouette: nil, calinskiHarabasz: clusters == calinski ? 9 : 1,
          daviesBouldin: clusters == davies ? 0.1 : 1, bic: clusters == bic ? -5 : -9,
          gap: gap(clusters - 1), stability: nil)
      )
    }
    return Recommendation(scored, baseline: gap(0))
  }

  @Test("most criteria decide")
  func majority() {
    let found = Self.recommendation(
      calinski: 3, davies: 3, bic: 4, gaps: [0.1, 0.2, 0.9, 0.8, 0.7])
    #expect(found.verdict == .clear(clusters: 3))
    #expect(found.agreeing == 3)
    #expect(found.choices.map(\.clusters) == [3, 3, 4, 3])
  }

  @Test("half of the criteria are not most")
  func disagreement() {
    let found = Self.recommendation(
      calinski: 3, davies: 2, bic: 4, gaps: [0.1, 0.2, 0.9, 0.8, 0.7])
    #expect(found.verdict == .unclear(.disagreement))
  }

  @Test("without a rise of the gap nothing counts")
  func likeUniform() {
    let flat = Self.recommendation(
      calinski: 3, davies: 3, bic: 3, gaps: [0.1, 0.15, 0.19, 0.18, 0.1])
    #expect(flat.verdict == .unclear(.likeUniformData))
    let uncertain = Self.recommendation(
      calinski: 3, davies: 3, bic: 3, gaps: [0.1, 0.2, 0.9, 0.8, 0.7], error: 0.3)
    #expect(uncertain.verdict == .unclear(.likeUniformData))
  }

  @Test("without references the others decide")
  func noGaps() {
    let found = Self.recommendation(calinski: 4, davies: 4, bic: 2, gaps: nil)
    #expect(found.verdict == .clear(clusters: 4))
  }

  @Test("the gap chooses the least k within an error of the best")
  func withinAnError() {
    let found = Self.recommendation(
      calinski: 3, davies: 3, bic: 3, gaps: [0.1, 0.2, 0.9, 0.905, 0.7])
    #expect(found.choices.last == .init(criterion: .gap, clusters: 3, isAtEnd: false))
  }

  @Test("the greatest k is no answer")
  func end() {
    let found = Self.recommendation(
      calinski: 5, davies: 5, bic: 5, gaps: [0.1, 0.2, 0.3, 0.4, 0.9])
    #expect(found.verdict == .unclear(.endOfRange))
  }

  /// If J is 0, neither the gap nor Schwarz's criterion exists. Caliński and Harabasz's index is 1
  /// then, by convention.
  @Test("clusters without any scatter are the best there are")
  func perfect() {
    let scored = (2...5).map { clusters in
      (
        clusters: clusters,
        scores: ClusterCountSweep.Scores(
          silhouette: nil, calinskiHarabasz: clusters < 3 ? 40 : 1,
          daviesBouldin: clusters < 3 ? 0.5 : 0, bic: clusters < 3 ? -50 : nil,
          gap: clusters < 3 ? GapStatistic(value: 0.2, standardError: 0.05) : nil, stability: nil)
      )
    }
    let found = Recommendation(
      scored, baseline: GapStatistic(value: 0.1, standardError: 0.05), perfect: [3, 4, 5])
    #expect(found.verdict == .clear(clusters: 3))
    #expect(found.choices.map(\.clusters) == [3, 3, 3, 3])
  }

  @Test("three places with twenty points each are three clusters")
  func copies() throws {
    let rows = (0..<60).map { [[0.0, 0], [5, 0], [0, 5]][$0 % 3] }
    let x = try Observations(PointMatrix(rows))
    let found = try ClusterCountSweep(x, settings: ClusterCountSweep.Settings(clusterCounts: 2...5))
    #expect(found.recommendation.verdict == .clear(clusters: 3))
  }

  @Test("one number of clusters is no choice")
  func one() {
    let scores = ClusterCountSweep.Scores(
      silhouette: nil, calinskiHarabasz: 9, daviesBouldin: 1, bic: 1, gap: nil, stability: nil)
    #expect(Recommendation([(3, scores)], baseline: nil).verdict == .unclear(.tooLittle))
    #expect(Recommendation([], baseline: nil).verdict == .unclear(.tooLittle))
  }
}
