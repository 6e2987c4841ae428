import KMeansCore
import KMeansData
import KMeansModels
import Testing

/// What is no number, or what squares cannot hold, is refused with an error, never a trap.
@Suite struct HugeValueTests {
  static let bad: [Double] = [.infinity, -.infinity, .nan]
  static let good = 0x1.fffffffffffffp479

  @Test(arguments: bad)
  func objectiveAndMeans(_ value: Double) throws {
    let x = try PointMatrix([[1, 2], [3, 4]])
    let broken = try PointMatrix([[1, 2], [3, value]])
    let y = try LabelMatrix(clusters: 2, labels: [0, 1])
    func isTold(_ what: String, _ body: () throws(MatrixError) -> Void) {
      do {
        try body()
        Issue.record("\(what) was taken")
      } catch .notFinite(let found, let point, let feature, _) {
        #expect(found == what && point == 1 && feature == 1)
      } catch {
        Issue.record("\(error)")
      }
    }
    isTold("X") { () throws(MatrixError) in _ = try broken.objective(y, x) }
    isTold("M") { () throws(MatrixError) in _ = try x.objective(y, broken) }
    isTold("M") { () throws(MatrixError) in _ = try Textbook.gradient(x, y, broken) }
    isTold("X") { () throws(MatrixError) in _ = try Textbook.means(of: broken, y) }
  }

  @Test func compressedAndFloatValues() throws {
    let one = try LabelMatrix(clusters: 1, labels: [0, 0])
    let floats = try PointMatrix(dimensions: 1, values: [1, Float.greatestFiniteMagnitude])
    #expect(try Textbook.means(of: floats, one)[0] != nil)
    let infinite = try PointMatrix(dimensions: 1, values: [1, Float.infinity])
    #expect(throws: MatrixError.self) { try Textbook.means(of: infinite, one) }
    let values: [Double] = [1, .infinity]
    try values.withUnsafeBytes { bytes in
      try [Int32(0), 1].withUnsafeBufferPointer { columns in
        try [Int32(0), 1, 2].withUnsafeBufferPointer { offsets in
          let x = try PointMatrix(
            borrowingCompressed: bytes, of: .double, columns: .int32(columns),
            offsets: .int32(offsets), dimensions: 2, owner: nil)
          #expect(
            throws: MatrixError.notFinite(what: "X", point: 1, feature: 1, value: .infinity)
          ) { try Textbook.means(of: x, one) }
        }
      }
    }
  }

  @Test func weightsAreFinite() throws {
    let x = try PointMatrix([[1, 2], [3, 4]])
    let y = try LabelMatrix(clusters: 2, labels: [0, 1])
    let error = MatrixError.weightNotFinite(point: 1, weight: .infinity)
    #expect(throws: error) { try x.objective(y, x, weights: [1, .infinity]) }
    #expect(throws: error) { try Textbook.gradient(x, y, x, weights: [1, .infinity]) }
    #expect(throws: error) { try Textbook.means(of: x, y, weights: [1, .infinity]) }
  }

  @Test func theGreatestValuesAreTaken() throws {
    let x = try PointMatrix([[Self.good, -Self.good], [-Self.good, Self.good]])
    let y = try x.labels(nearestTo: x)
    #expect(y.values == [0, 1])
    #expect(try x.objective(y, x) == 0)
  }

  @Test func scalings() throws {
    #expect(throws: ModelError.tooLargeNumber(what: "scaling.shift", value: 1e308)) {
      try Scaling(method: .standard, shift: [0, 1e308], divisor: [1, 1])
    }
    #expect(throws: ModelError.tooLargeNumber(what: "scaling.divisor", value: 1e308)) {
      try Scaling(method: .standard, shift: [0, 0], divisor: [1, 1e308])
    }
    // What a fit of the greatest values leads to.
    let x = try Observations(PointMatrix([[Self.good], [-Self.good], [0]]))
    let found = Scaling(.minmax, of: x)
    let again = try Scaling(method: .minmax, shift: found.shift, divisor: found.divisor)
    #expect(again == found)
    #expect(found.invert(found.apply(x.points)).firstOutside == nil)
  }

  @Test func farPointsOfAnHonestModel() throws {
    let x = try Observations(PointMatrix([[0, 1e-12], [1, 2e-12], [2, 3e-12]]))
    let scaling = Scaling(.standard, of: x)
    let clustering = try Clusterer(Clusterer.Configuration(clusters: 2)).fit(
      scaling.apply(x.points))
    let model = try ClusterModel(
      clustering, columns: ["a", "b"], scaling: scaling, missing: .drop)
    let far = try PointMatrix([[0, .nan], [1, 1e-12], [2, 1e144]])
    do {
      _ = try model.predict(far)
      Issue.record("a far point was labelled")
    } catch .scaledTooLarge(let row, let column, let value, let scaled) {
      #expect(row == 2 && column == "b" && value == 1e144 && scaled > 1e150)
    } catch {
      Issue.record("\(error)")
    }
    #expect(try model.predict(PointMatrix([[0, 1e100]])).labels.count == 1)
  }

  @Test func columnsOfOneName() throws {
    let clustering = try Clusterer(Clusterer.Configuration(clusters: 2, order: .first)).fit(
      PointMatrix([[0, 0], [0, 1], [9, 9]]))
    let model = try ClusterModel(clustering, columns: ["a", "a"])
    #expect(model.columns == ["a", "a"])
    #expect(try model.predict(PointMatrix([[0, 0.5], [9, 9]])).labels == [0, 1])
  }
}

extension PointMatrix {
  /// The first value that is not finite.
  fileprivate var firstOutside: Double? {
    (0..<count).flatMap { point($0) }.first { !$0.isFinite }
  }
}
