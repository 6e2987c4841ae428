import KMeansCore
import Testing

@testable import KMeansReports

struct SilhouetteMeaningTests {
  /// In two directions the grades are those of Kaufman and Rousseeuw.
  @Test(arguments: [
    (0.71, "the groups are well apart"), (0.69, "the groups are reasonably apart"),
    (0.49, "the groups are close to each other, and their borders may be artificial"),
    (0.24, "the groups hardly differ from their neighbours; do not build on them alone"),
  ])
  func gradesInThePlane(mean: Double, words: String) {
    #expect(SilhouetteMeaning.grade(mean, directions: 2) == words)
    #expect(SilhouetteMeaning.grade(mean, directions: 1) == words)
  }

  /// Groups whose means are eight standard deviations apart, in 2 and in 60 dimensions.
  @Test func groupsFarApartInManyDimensions() throws {
    let random = CounterRandom(seed: 3)
    for d in [2, 60] {
      var rows: [[Double]] = []
      for row in 0..<400 {
        var values = [Double](repeating: -6, count: d)
        for feature in 0..<d {
          // The sum of twelve uniform numbers has the variance 1.
          for part in 0..<12 { values[feature] += random.uniform((row * d + feature) * 12 + part) }
        }
        if row % 2 == 1 { values[0] += 8 }
        rows.append(values)
      }
      let points = try PointMatrix(rows)
      let clustering = try Clusterer(Clusterer.Configuration(clusters: 2)).fit(points)
      let x = try Observations(points)
      let profile = DistanceProfile(clustering, x: x)
      let bands = try SilhouetteBands(
        points, clustering.labels, shown: [0, 1], seed: 0, threads: 1)
      #expect(abs(profile.directions - Double(d)) < 0.25 * Double(d))
      let found = StructurelessSilhouette.greatest(like: x, clusters: 2, seed: 0, threads: 1)
      let structureless = try #require(found)
      let meaning = SilhouetteMeaning(
        mean: bands.mean, directions: profile.directions, structureless: structureless)
      #expect(meaning.words.hasPrefix("the groups are well apart"))
      #expect(!meaning.isLikeStructureless)
      #expect(d == 2 ? bands.mean > 0.7 : bands.mean < 0.25)
    }
  }

  /// Uniform points have no groups, whatever the number of clusters says.
  @Test func structurelessPoints() throws {
    let random = CounterRandom(seed: 5)
    let points = try PointMatrix(
      (0..<600).map { row in [random.uniform(2 * row), random.uniform(2 * row + 1)] })
    let clustering = try Clusterer(Clusterer.Configuration(clusters: 4)).fit(points)
    let x = try Observations(points)
    let bands = try SilhouetteBands(
      points, clustering.labels, shown: Array(0..<4), seed: 0, threads: 1)
    let found = StructurelessSilhouette.greatest(like: x, clusters: 4, seed: 0, threads: 1)
    let structureless = try #require(found)
    #expect(abs(structureless - bands.mean) < 0.05)
    let words = SilhouetteMeaning(
      mean: structureless - 0.01, directions: 2, structureless: structureless
    ).words
    #expect(words.hasSuffix("so these clusters divide the rows but are no groups of their own"))
  }
}
