import KMeansCore
import TestSupport
import Testing

/// The histories of all restarts.
@Suite struct RestartHistoryTests {
  @Test func theBestIsAmongThem() throws {
    let values = (0..<800).map { (index: Int) -> Double in
      let mixed: Int = index * 104_729 + index * index
      return Double(mixed % 997)
    }
    let x = try PointMatrix(dimensions: 2, values: values)
    let configuration = Clusterer.Configuration(
      clusters: 7, initialization: .randomPoints, restarts: 5, seed: 3)
    let clustering = try Clusterer(configuration).fit(x)
    let histories = clustering.restartHistories
    #expect(histories.count == 5)
    #expect(histories[clustering.restart] == clustering.history)
    let ends = histories.map { $0[$0.count - 1] }
    #expect(ends.allSatisfy { $0 >= clustering.objective * (1 - 1e-12) })
    #expect(Set(ends).count > 1)
    let alone = try Clusterer(
      Clusterer.Configuration(clusters: 7, initialization: .randomPoints, restarts: 1, seed: 3)
    ).fit(x)
    #expect(alone.restartHistories == [histories[0]])
  }
}
