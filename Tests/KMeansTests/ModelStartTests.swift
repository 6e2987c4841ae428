import KMeans
import KMeansCore
import KMeansData
import KMeansModels
import Testing

/// A model as the start of a fit.
@Suite struct ModelStartTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    _ = try folder.write("a.csv", "x,y,z\n1,10,5\n2,20,5\n8,70,6\n9,60,7\n")
    _ = try folder.write("b.csv", "z,y,x\n5,10,1\n5,20,2\n6,70,8\n7,60,9\n")
  }

  private func data(
    _ name: String, _ columns: [String]? = nil, _ scaling: ScalingMethod = .standard,
    distance: Clusterer.Distance = .euclidean
  ) throws -> PreparedData {
    try PreparedData(
      reading: folder[name],
      try PreparationOptions(columns: columns, scaling: scaling, distance: distance))
  }

  @Test func sameScaleGivesTheSameBits() throws {
    let first = try data("a.csv")
    let fit = try first.fit(Clusterer.Configuration(clusters: 2))
    try fit.model.write(to: folder["m.json"])
    let start = try first.centroids(readingModel: folder["m.json"], count: 2)
    #expect(start == fit.clustering.centroids)
    let again = try first.fit(
      Clusterer.Configuration(clusters: 2, initialization: .centroids(start)))
    #expect(again.iterations <= 1 && again.clustering.centroids == fit.clustering.centroids)
  }

  @Test func columnsAreFoundByName() throws {
    let fit = try data("a.csv").fit(Clusterer.Configuration(clusters: 2))
    try fit.model.write(to: folder["m.json"])
    let turned = try data("b.csv")
    let start = try turned.centroids(readingModel: folder["m.json"])
    for cluster in 0..<2 {
      #expect(start.point(cluster) == fit.clustering.centroids.point(cluster).reversed())
    }
    let some = try data("b.csv", ["y"], .none).centroids(readingModel: folder["m.json"])
    for cluster in 0..<2 {
      #expect(abs(some.point(cluster)[0] - fit.centroids.point(cluster)[1]) < 1e-12)
    }
  }

  /// A column may be named as a value of a category is, and columns may have one name.
  @Test func columnsOfOneNameKeepTheirCentroids() throws {
    _ = try folder.write("c.csv", "a,a=x,n,n\nx,1,2,20\ny,3,4,40\nx,4,5,60\ny,9,9,70\n")
    _ = try folder.write("d.csv", "a=x,n,a,n\n1,2,x,20\n3,4,y,40\n4,5,x,60\n9,9,y,70\n")
    var text = TextOptions.guessed
    text.oneHot = ["a"]
    func data(_ name: String) throws -> PreparedData {
      try PreparedData(
        reading: folder[name], PreparationOptions(ReadingOptions(text: text)))
    }
    let fit = try data("c.csv").fit(Clusterer.Configuration(clusters: 1))
    try fit.model.write(to: folder["m.json"])
    let turned = try data("d.csv")
    #expect(turned.table.columns == ["a=x", "n", "a=x", "a=y", "n"])
    let start = try turned.centroids(readingModel: folder["m.json"])
    #expect(turned.scaling.invert(start).point(0) == [4.25, 5, 0.5, 0.5, 47.5])
  }

  @Test func modelsOfOtherDataAreRefused() throws {
    try data("a.csv", ["x", "y"]).fit(Clusterer.Configuration(clusters: 2)).model
      .write(to: folder["m.json"])
    let path = folder["m.json"]
    #expect(
      throws: PipelineError.centroids(
        .missingColumn(name: "z", available: ["x", "y"]), source: path)
    ) { try data("a.csv").centroids(readingModel: path) }
    #expect(throws: PipelineError.centroids(.count(found: 2, expected: 3), source: path)) {
      try data("a.csv", ["x", "y"]).centroids(readingModel: path, count: 3)
    }
    #expect(
      throws: PipelineError.centroids(
        .distance(found: .euclidean, expected: .cosine), source: path)
    ) { try data("a.csv", ["x", "y"], distance: .cosine).centroids(readingModel: path) }
  }
}

extension Fit {
  fileprivate var iterations: Int { clustering.iterations }
}
