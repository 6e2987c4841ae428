import KMeans
import KMeansCore
import KMeansData
import KMeansModels
import KMeansSelection
import Testing

/// From points to files, and by a model back to labels.
@Suite struct FitTests {
  private func fit(_ folder: Folder) throws -> Fit {
    let options = try PreparationOptions(
      columns: ["area", "price"], id: "flat", missing: .drop, scaling: .standard)
    let path = try folder.write("flats.csv", PreparedDataTests.flats)
    return try PreparedData(reading: path, options)
      .fit(Clusterer.Configuration(clusters: 2, order: .size))
  }

  @Test func labelsStayWithTheirRows() throws {
    let folder = try Folder()
    let fit = try fit(folder)
    #expect(fit.labels == [1, 1, -1, 0, 0, 0])
    #expect(fit.clustering.labels.values == [1, 1, 0, 0, 0])
    #expect(fit.centroids.point(0).map { $0.rounded() } == [120, 900])
    try fit.write(labels: folder["labels.csv"])
    #expect(try folder.text("labels.csv") == "flat,cluster\na,1\nb,1\nc,-1\nd,0\ne,0\nf,0\n")
    try fit.write(appended: folder["grouped.csv"])
    #expect(
      try folder.text("grouped.csv").hasPrefix("flat,area,price,rooms,cluster\na,40,200,2,1\n"))
    #expect(try folder.text("grouped.csv").contains("\nc,38,,1,-1\n"))
    try fit.write(centroids: folder["means.tsv"])
    #expect(try folder.text("means.tsv").hasPrefix("area\tprice\n"))
  }

  @Test(arguments: MissingPolicy.allCases, ScalingMethod.allCases)
  func modelsLabelAsTheFitDid(_ missing: MissingPolicy, _ scaling: ScalingMethod) throws {
    let folder = try Folder()
    let rows = (0..<60).map { row -> String in
      let (x, y) = (Double(row * row % 17) / 3, Double(row * 7 % 23) * 1.1)
      return missing != .error && row % 9 == 4 ? "\(x)," : "\(x),\(y)"
    }
    let path = try folder.write("a.csv", "x,y\n" + rows.joined(separator: "\n") + "\n")
    let fit = try PreparedData(
      reading: path, try PreparationOptions(missing: missing, scaling: scaling)
    ).fit(Clusterer.Configuration(clusters: 4, tolerance: 0))
    try fit.model.write(to: folder["m.json"])
    let model = try ClusterModel(reading: folder["m.json"])
    let found = try LabelledData(try DataTable(reading: path, for: model), by: model)
    #expect(found.labels == fit.labels)
    #expect(found.prediction?.objective == fit.clustering.objective)
    let own = LabelledData(fit)
    #expect(found.rows == own.rows && found.y.values == own.y.values)
    for point in 0..<own.x.count { #expect(found.x.point(point) == own.x.point(point)) }
    #expect((missing == .drop) == fit.labels.contains(-1))
  }

  @Test func modelsKnowTheMeansOfColumnsThatMissNothing() throws {
    let folder = try Folder()
    let path = try folder.write("a.csv", "x,n\n1,1\n2,1\n6,5\n")
    let options = try PreparationOptions(weights: "n", missing: .mean)
    let fit = try PreparedData(reading: path, options).fit(Clusterer.Configuration(clusters: 1))
    // A row of weight 5 counts as five.
    #expect(try fit.model.imputation == [33.0 / 7])
  }

  @Test func modelsFindTheirColumns() throws {
    let folder = try Folder()
    let model = try fit(folder).model
    let path = try folder.write("new.csv", "price,area\n900,120\n210,41\n")
    let table = try DataTable(reading: path, for: model)
    #expect(table.columns == ["area", "price"])
    let labelled = try LabelledData(table, by: model)
    #expect(labelled.labels == [0, 1])
    try labelled.write(appended: folder["grouped.csv"])
    #expect(try folder.text("grouped.csv") == "price,area,cluster\n900,120,0\n210,41,1\n")
  }

  @Test func rowsThatAllMissAValueHaveNoLabel() throws {
    let folder = try Folder()
    let model = try fit(folder).model
    let path = try folder.write("new.csv", "price,area\n,120\n210,\n")
    let labelled = try LabelledData(try DataTable(reading: path, for: model), by: model)
    #expect(labelled.labels == [-1, -1])
    #expect(labelled.x.count == 0 && labelled.prediction?.objective == 0)
    #expect(
      throws: PipelineError.data(
        .noCompleteRow(
          source: path, rows: 2,
          ways: MissingWays(
            rows: 2, completeRows: 0, columns: ["area"], cellsInColumns: 1,
            rowsWithoutColumns: 1)))
    ) {
      try labelled.checkNotEmpty()
    }
  }

  @Test func sweepsReadPreparedData() throws {
    let folder = try Folder()
    let path = try folder.write("flats.csv", PreparedDataTests.flats)
    let options = try PreparationOptions(columns: ["area", "price"], missing: .mean)
    let data = try PreparedData(reading: path, options)
    let settings = try ClusterCountSweep.Settings(clusterCounts: [2, 3], references: 0)
    let sweep = try data.sweep(settings)
    let other = try ClusterCountSweep(data.x, settings: settings)
    #expect(
      sweep.entries.map(\.clustering.objective) == other.entries.map(\.clustering.objective))
    let many = try ClusterCountSweep.Settings(clusterCounts: [7], references: 0)
    #expect(
      throws: PipelineError.sweep(.tooFewPoints(points: 6, clusters: 7), source: path)
    ) { try data.sweep(many) }
  }
}
