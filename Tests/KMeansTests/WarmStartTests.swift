import KMeans
import KMeansCore
import KMeansData
import KMeansModels
import Testing

/// Fits that go on from a model see data as the model does.
@Suite struct WarmStartTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    var text = "name,x,y,kind,w\n"
    for row in 0..<90 {
      let side = row % 3
      let y = row % 11 == 4 ? "" : "\(side * 500 + row % 7 * 10)"
      text += "r\(row),\(side * 4 + row % 5),\(y),\(row % 2 == 0 ? "a" : "b"),\(row % 3 + 1)\n"
    }
    _ = try folder.write("old.csv", text)
    _ = try folder.write(
      "new.csv", "y,w,kind,x,name\n500,2,b,5,n1\n,1,a,9,n2\n1010,5,a,8,n3\n20,1,c,1,n4\n")
  }

  private func old(
    _ missing: MissingPolicy, _ scaling: ScalingMethod = .standard
  ) throws -> Fit {
    var text = TextOptions.guessed
    text.categories = .onehot
    let options = try PreparationOptions(
      excluded: ["w"], id: "name", missing: missing, scaling: scaling, text: text)
    return try PreparedData(reading: folder["old.csv"], options).fit(
      Clusterer.Configuration(clusters: 3, tolerance: 0))
  }

  private func data(_ name: String, as model: ClusterModel) throws -> PreparedData {
    let table = try DataTable(reading: folder[name], for: model, id: "name", weights: "w")
    return try PreparedData(table, as: model)
  }

  /// The points of a prepared file are those that the model labels.
  @Test(arguments: [MissingPolicy.drop, .mean], ScalingMethod.allCases)
  func dataAreSeenAsByPredict(_ missing: MissingPolicy, _ scaling: ScalingMethod) throws {
    let model = try old(missing, scaling).model
    for name in ["old.csv", "new.csv"] {
      let data = try data(name, as: model)
      #expect(data.scaling == model.scaling && data.table.ids?.isEmpty == false)
      #expect(data.x.weights?.count == data.x.count)
      let labelled = try LabelledData(DataTable(reading: folder[name], for: model), by: model)
      #expect(data.x.points == labelled.x)
      let settings = try PreparedData.settings(
        Clusterer.Configuration(clusters: 1, tolerance: 0), clusters: nil, from: model,
        frozen: true)
      let fit = try data.fit(settings)
      #expect(fit.labels == labelled.labels && fit.clustering.centroids == model.centroids)
      let next = try fit.model
      #expect(next.centroids == model.centroids && next.scaling == model.scaling)
      #expect(next.imputation == model.imputation && next.reading == model.reading)
      #expect(next.columns == model.columns && next.isWeighted)
    }
  }

  @Test func theSameDataStayWhereTheyWere() throws {
    let first = try old(.mean)
    let model = try first.model
    let data = try data("old.csv", as: model)
    let settings = try PreparedData.settings(
      Clusterer.Configuration(clusters: 9, tolerance: 0), clusters: nil, from: model)
    let unweighted = try PreparedData(
      DataTable(reading: folder["old.csv"], for: model), as: model)
    let again = try unweighted.fit(settings)
    #expect(again.clustering.centroids == model.centroids && again.labels == first.labels)
    #expect(try again.model.statistics == model.statistics)
    let weighted = try data.fit(settings).model
    let weights = try #require(weighted.statistics.weights)
    #expect(weights.reduce(0, +) == data.table.weights?.reduce(0, +))
  }

  @Test func moreClusters() throws {
    let model = try old(.mean).model
    let data = try data("old.csv", as: model)
    let base = Clusterer.Configuration(clusters: 1, seed: 3)
    let grown = try data.fit(PreparedData.settings(base, clusters: 5, from: model))
    #expect(grown.clustering.sizes.count == 5 && grown.clustering.centroids != model.centroids)
    let frozen = try data.fit(
      PreparedData.settings(base, clusters: 2, from: model, frozen: true))
    #expect(frozen.clustering.sizes.count == 5)
    for cluster in 0..<3 {
      #expect(frozen.clustering.centroids.point(cluster) == model.centroids.point(cluster))
    }
    #expect(throws: ConfigurationError.centroidCount(found: 3, expected: 2)) {
      try PreparedData.settings(base, clusters: 2, from: model)
    }
  }

  @Test func aFileWithoutNamesGoesByPosition() throws {
    _ = try folder.write("a.csv", "x,y\n1,10\n2,20\n8,70\n9,60\n")
    _ = try folder.write("b.csv", "3,30\n7,50\n1,1\n")
    let model = try PreparedData(reading: folder["a.csv"]).fit(
      Clusterer.Configuration(clusters: 2)
    ).model
    let table = try DataTable(reading: folder["b.csv"], for: model)
    let data = try PreparedData(table, as: model)
    let fit = try data.fit(
      PreparedData.settings(.init(clusters: 1), clusters: nil, from: model))
    let next = try fit.model
    #expect(next.columns == ["x", "y"] && next.hasColumnNames && data.columns == ["x", "y"])
    _ = try folder.write("c.csv", "x\n1\n")
    #expect(throws: DataError.self) {
      try DataTable(reading: folder["c.csv"], for: model)
    }
  }

  @Test func whatTheModelRefusesIsRefused() throws {
    _ = try folder.write("a.csv", "x,y\n1,10\n2,20\n8,70\n9,60\n")
    _ = try folder.write("gap.csv", "x,y\n1,10\n2,\n,70\n")
    let options = try PreparationOptions(scaling: .standard)
    let model = try PreparedData(reading: folder["a.csv"], options).fit(
      Clusterer.Configuration(clusters: 2)
    ).model
    let table = try DataTable(reading: folder["gap.csv"], for: model)
    #expect(
      throws: PipelineError.value(
        .missing(moreRows: 1), source: folder["gap.csv"], place: .line(3), column: "y")
    ) { try PreparedData(table, as: model) }
  }
}
