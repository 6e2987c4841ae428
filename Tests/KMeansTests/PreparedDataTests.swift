import KMeans
import KMeansCore
import KMeansData
import KMeansModels
import Testing

/// From a file to points: which rows and columns, in which units, and what there is to know.
@Suite struct PreparedDataTests {
  /// Six flats in two groups; the third misses its price, and rooms say nothing.
  static let flats = """
    flat,area,price,rooms
    a,40,200,2
    b,42,210,2

    c,38,,1
    d,120,900,5
    e,118,880,x
    f,122,920,5

    """

  @Test func rowsAreThoseOfTheFile() throws {
    let folder = try Folder()
    let options = try PreparationOptions(
      columns: ["area", "price"], id: "flat", missing: .drop)
    let data = try PreparedData(reading: try folder.write("flats.csv", Self.flats), options)
    #expect(data.table.points.count == 6)
    #expect(data.complete.keptRows == [0, 1, 3, 4, 5])
    #expect(data.complete.table.ids == ["a", "b", "d", "e", "f"])
    #expect(data.x.count == 5)
    #expect(data.x.points.point(2) == [120, 900])
    // A header, and a blank line before the row that misses a value.
    #expect(data.table.place(ofRow: 2) == .line(5))
    #expect(data.facts == [.rowsDropped(1, of: 6)])
  }

  @Test func meansAreThoseOfThePresentValues() throws {
    let folder = try Folder()
    let path = try folder.write("a.csv", "x,y\n1,0.1\n2,\n3,0.2\n4,0.6\n")
    let data = try PreparedData(reading: path, try PreparationOptions(missing: .mean))
    // 0.1 + 0.2 + 0.6 is not 0.9 in Double; the exact sum of the three rounds to this third.
    #expect(data.x.points.point(1) == [2, 0.3])
    #expect(data.complete.imputed == [2.5, 0.3])
    #expect(data.facts == [.valuesImputed(1, rows: 1)])
  }

  @Test(arguments: ScalingMethod.allCases)
  func scales(_ method: ScalingMethod) throws {
    let folder = try Folder()
    let path = try folder.write("a.csv", "x,y\n1,10\n2,20\n3,60\n4,30\n")
    let data = try PreparedData(reading: path, try PreparationOptions(scaling: method))
    let scaling = Scaling(method, of: try Observations(data.table.points))
    #expect(data.scaling == scaling)
    for point in 0..<4 {
      #expect(data.x.points.point(point) == scaling.apply(data.raw.points).point(point))
    }
    #expect(data.raw.points.point(2) == [3, 60])
  }

  @Test func weightsCountInTheScaleAndInTheFit() throws {
    let folder = try Folder()
    let path = try folder.write("a.csv", "x,n\n0,3\n4,1\n100,0\n")
    let data = try PreparedData(
      reading: path, try PreparationOptions(weights: "n", scaling: .standard))
    #expect(data.x.weights == [3, 1, 0])
    #expect(data.scaling.shift == [1])
    let fit = try data.fit(Clusterer.Configuration(clusters: 1))
    #expect(fit.centroids.point(0) == [1])
    #expect(try fit.model.isWeighted)
  }

  @Test func factsTellWhatIsUnusual() throws {
    let folder = try Folder()
    let rows = (0..<12).map { "\($0 + 1),\($0 * $0),t" }.joined(separator: "\n")
    let path = try folder.write("a.csv", "number,x,text\n" + rows + "\n")
    let facts = try PreparedData(reading: path).facts
    guard case .columnsLeftOut(let columns) = facts.first else {
      Issue.record("no column left out: \(facts)")
      return
    }
    #expect(columns.map(\.name) == ["text"])
    #expect(facts.dropFirst() == [.identifiers(["number"])])
    let named = try PreparedData(reading: path, try PreparationOptions(columns: ["number", "x"]))
    #expect(named.facts.isEmpty)
  }

  @Test func longitudesThatWrapAreAFact() throws {
    let folder = try Folder()
    for (name, far, facts) in [
      ("lon", "-178", [DataFact.looks([.longitude(column: "lon")])]),
      ("lon", "1", []), ("x", "-178", []), ("lon", "-190", []),
    ] {
      let path = try folder.write("a.csv", "lat,\(name)\n10,179\n9,175\n3,\(far)\n4,170.5\n")
      #expect(try PreparedData(reading: path).facts == facts, "\(name) \(far)")
    }
  }

  @Test func givenCentroidsAreInTheUnitsOfTheFile() throws {
    let folder = try Folder()
    let path = try folder.write("a.csv", "x,y\n1,10\n2,20\n3,60\n4,30\n")
    let data = try PreparedData(reading: path, try PreparationOptions(scaling: .minmax))
    // By name, whatever their order.
    let means = try folder.write("means.csv", "y,x\n10,1\n60,4\n")
    let centroids = try data.centroids(reading: means, count: 2)
    #expect(centroids.point(0) == [0, 0])
    #expect(centroids.point(1) == [1, 1])
    let fit = try data.fit(
      Clusterer.Configuration(clusters: 2, initialization: .centroids(centroids)))
    #expect(fit.labels == [0, 0, 1, 1])
  }
}
