import KMeans
import KMeansCore
import KMeansData
import KMeansModels
import Testing

/// Rows of zeros where angles count: an error that names the row, or left out when asked.
@Suite struct ZeroRowsTests {
  /// Two directions, a row of zeros, and a row that misses a value.
  private static let text = "x,y\n1,0\n0,0\n2,0.1\n,3\n0,5\n0.1,4\n0,0\n"

  private static func options(_ scaling: ScalingMethod = .none) throws -> PreparationOptions {
    try PreparationOptions(missing: .drop, scaling: scaling, distance: .cosine)
  }

  private static func configuration() throws -> Clusterer.Configuration {
    Clusterer.Configuration(clusters: 2, distance: .cosine, seed: 1)
  }

  @Test func theyAreLeftOutWithRowsThatMissValues() throws {
    let folder = try Folder()
    let path = try folder.write("a.csv", Self.text)
    let data = try PreparedData(reading: path, try Self.options())
    #expect(data.complete.keptRows == [0, 2, 4, 5])
    #expect(data.facts == [.rowsDropped(1, of: 7), .rowsWithoutDirection(2, of: 7)])
    let fit = try data.fit(try Self.configuration())
    let labels = fit.labels
    #expect(labels[1] == -1 && labels[3] == -1 && labels[6] == -1)
    #expect(labels[0] == labels[2] && labels[4] == labels[5] && labels[0] != labels[4])
    // The model does what its fit did.
    let table = try DataTable(reading: path, for: fit.model)
    let again = try LabelledData(table, by: fit.model)
    #expect(again.labels == labels && again.facts == data.facts)
  }

  @Test func theyAreAnErrorOtherwise() throws {
    let folder = try Folder()
    let path = try folder.write("a.csv", "x,y\n1,0\n0,0\n2,0.1\n")
    let data = try PreparedData(reading: path, try PreparationOptions(distance: .cosine))
    let error = #expect(throws: PipelineError.self) { try data.fit(try Self.configuration()) }
    #expect("\(error!)".contains("line 3") && "\(error!)".contains("--missing drop"), "\(error!)")
    // Squared distances mind no zeros.
    #expect(try PreparedData(reading: path, PreparationOptions(missing: .drop)).x.count == 3)
  }

  /// What is all 0 is judged where the points are clustered.
  @Test func scaledRowsOfZerosAreLeftOut() throws {
    let folder = try Folder()
    let path = try folder.write("a.csv", "x,y\n3,10\n0,0\n5,11\n9,40\n")
    let data = try PreparedData(reading: path, try Self.options(.minmax))
    #expect(data.complete.keptRows == [0, 2, 3])
    #expect(data.x.points.point(2) == [1, 1])
    let other = try folder.write("b.csv", "x,y\n3,10\n5,11\n9,40\n")
    let shifted = try PreparedData(reading: other, try Self.options(.minmax))
    #expect(shifted.complete.keptRows == [1, 2])
  }

  @Test func enoughMustBeLeft() throws {
    let folder = try Folder()
    let path = try folder.write("a.csv", "x,y\n0,0\n0,0\n2,0.1\n")
    #expect(throws: PipelineError.self) {
      try PreparedData(reading: path, try Self.options(), clusters: 2)
    }
    let none = try folder.write("b.csv", "x,y\n0,0\n")
    #expect(throws: PipelineError.self) { try PreparedData(reading: none, try Self.options()) }
  }
}
