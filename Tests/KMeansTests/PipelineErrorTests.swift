import KMeans
import KMeansCore
import KMeansData
import KMeansModels
import Testing

/// Every fault says where it is, in terms of the file.
@Suite struct PipelineErrorTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func path(_ text: String) throws -> String { try folder.write("a.csv", text) }

  private func prepare(
    _ text: String, weights: String? = nil, scaling: ScalingMethod = .none, clusters: Int = 1
  ) throws -> PreparedData {
    try PreparedData(
      reading: try path(text), try PreparationOptions(weights: weights, scaling: scaling),
      clusters: clusters)
  }

  @Test func files() throws {
    let missing = folder["none.csv"]
    #expect(throws: PipelineError.data(.noSuchFile(path: missing))) {
      try PreparedData(reading: missing)
    }
    let error = #expect(throws: PipelineError.self) { try prepare("x,y\n1,2\n3,\n") }
    guard case .data(.missingCells(let count, _, let first, _, _)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(count == 1 && first.place == .line(3) && first.column == "y")
    #expect(throws: DataError.columnsAndExcluded) {
      try PreparationOptions(columns: ["x"], excluded: ["y"])
    }
  }

  @Test func values() throws {
    let source = folder["a.csv"]
    #expect(
      throws: PipelineError.value(
        .tooLarge(1e200), source: source, place: .line(3), column: "y")
    ) { try prepare("x,y\n1,2\n3,1e200\n") }
    #expect(
      throws: PipelineError.value(
        .badWeight(1e-200), source: source, place: .line(2), column: nil)
    ) { try prepare("x,n\n1,1e-200\n3,1\n", weights: "n") }
    #expect(
      throws: PipelineError.value(
        .scaledTooLarge(1e140, scaled: 1e150, by: .robust), source: source, place: .line(6),
        column: "x")
    ) { try prepare("x\n0\n0\n1e-10\n1e-10\n1e140\n", scaling: .robust) }
    #expect(throws: PipelineError.points(.noWeight, source: source)) {
      try prepare("x,n\n1,0\n2,0\n", weights: "n")
    }
  }

  @Test func counts() throws {
    let source = folder["a.csv"]
    let error = PipelineError.tooFewPoints(source: source, points: 2, clusters: 3)
    #expect(throws: error) { try prepare("x\n1\n2\n", clusters: 3) }
    let data = try prepare("x\n1\n2\n")
    #expect(throws: error) { try data.fit(Clusterer.Configuration(clusters: 3)) }
    #expect(error.description.hasPrefix("\(source) has 2 points, too few for 3 clusters"))
  }

  @Test func centroids() throws {
    let data = try prepare("x,y\n0,0\n0,1\n1e-10,2\n1e-10,3\n", scaling: .robust)
    func error(_ text: String, count: Int? = nil) throws -> PipelineError? {
      let path = try folder.write("means.csv", text)
      return #expect(throws: PipelineError.self) {
        try data.centroids(reading: path, count: count)
      }
    }
    let source = folder["means.csv"]
    #expect(
      try error("x,y\n1,2\n", count: 2)
        == .centroids(.count(found: 1, expected: 2), source: source))
    #expect(
      try error("z\n1\n") == .centroids(.columns(found: 1, expected: 2), source: source))
    #expect(
      try error("x,y\n1,2\n1,1e150\n")
        == .centroids(.tooLarge(1e150, centroid: 1, column: "y"), source: source))
    guard
      case .centroids(.scaledTooLarge(1e140, _, .robust, 0, "x"), source) =
        try error("x,y\n1e140,2\n")
    else {
      Issue.record("a centroid that is too large once it is scaled")
      return
    }
  }

  @Test func engine() throws {
    let data = try prepare("x\n1\n2\n")
    let stop = StopSignal(patience: .zero)
    stop.stop()
    let other = Clusterer.Configuration(
      clusters: 1, initialization: .centroids(try PointMatrix([[1, 2]])))
    #expect(
      throws: PipelineError.clustering(
        .dimensions(found: 2, expected: 1), source: folder["a.csv"])
    ) { try data.fit(other, stop: stop) }
  }

  @Test func models() throws {
    let fit = try prepare("x,y\n1,10\n2,20\n3,60\n", scaling: .minmax)
      .fit(Clusterer.Configuration(clusters: 2))
    let model = try fit.model
    func error(_ text: String) throws -> PipelineError? {
      let path = try folder.write("new.csv", text)
      return #expect(throws: PipelineError.self) {
        try LabelledData(try DataTable(reading: path, for: model), by: model)
      }
    }
    let source = folder["new.csv"]
    #expect(
      try error("x,y\n1,2\n1,\n,2\n")
        == .value(.missing(moreRows: 1), source: source, place: .line(3), column: "y"))
    #expect(
      try error("x,y\n1,1e150\n")
        == .value(
          .farFromModel(1e150, scaled: (1e150 - 10) / 50), source: source, place: .line(2),
          column: "y"))
    #expect(throws: DataError.self) {
      try DataTable(reading: try folder.write("new.csv", "x,z\n1,2\n"), for: model)
    }
    #expect(throws: ModelError.file(.noSuchFile(path: folder["none.json"]))) {
      try ClusterModel(reading: folder["none.json"])
    }
  }

  @Test func labels() throws {
    let data = try path("x\n1\n2\n")
    let few = try LabelFile(reading: try folder.write("few.csv", "cluster\n1\n"))
    let none = try LabelFile(reading: try folder.write("none.csv", "cluster\n-1\n-1\n"))
    let both = try LabelFile(reading: try folder.write("both.csv", "cluster\n0\n1\n"))
    #expect(
      throws: PipelineError.labelCount(
        path: folder["few.csv"], labels: 1, source: data, rows: 2)
    ) { try LabelledData(reading: data, labels: few) }
    let unlabelled = try LabelledData(reading: data, labels: none)
    #expect(unlabelled.facts == [.rowsWithoutLabel(2, of: 2)])
    #expect(throws: PipelineError.noLabelledRow(source: data)) { try unlabelled.checkNotEmpty() }
    #expect(throws: PipelineError.noKnownClass(path: folder["none.csv"])) {
      try LabelledData(reading: data, labels: both).classes(of: none)
    }
    #expect(throws: PipelineError.negativeLabel(path: folder["bad.csv"], label: -2)) {
      try LabelFile(reading: try folder.write("bad.csv", "cluster\n-2\n1\n"))
    }
  }
}
