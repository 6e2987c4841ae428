import KMeans
import KMeansCore
import KMeansData
import KMeansModels
import Testing

/// Data that a file labels.
@Suite struct LabelledDataTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  @Test func rowsWithALabelTakePart() throws {
    let data = try folder.write("a.csv", "x,y\n1,10\n2,\n3,30\n4,40\n")
    let labels = try LabelFile(reading: try folder.write("l.csv", "cluster\n1\n1\n-1\n0\n"))
    let labelled = try LabelledData(
      reading: data, labels: labels, try PreparationOptions(missing: .drop, scaling: .minmax))
    #expect(labelled.rows == [0, 3])
    #expect(labelled.y.values == [1, 0])
    #expect(labelled.labels == [1, 1, -1, 0])
    // Scaled by all complete rows, whether they have a label or not.
    #expect(labelled.x.point(0) == [0, 0] && labelled.x.point(1) == [1, 1])
    #expect(labelled.facts == [.rowsDropped(1, of: 4), .rowsWithoutLabel(1, of: 3 + 1)])
  }

  @Test func labelsInTheDataAreNoFeature() throws {
    let data = try folder.write("a.csv", "x,cluster,kind\n1,0,2\n2,1,3\n3,1,2\n")
    let labels = try LabelFile(reading: data)
    let kinds = try LabelFile(reading: data, column: "kind")
    let labelled = try LabelledData(reading: data, labels: labels, classes: kinds)
    #expect(labelled.table.columns == ["x"])
    #expect(labelled.rows == nil)
    #expect(try labelled.classes(of: kinds).labels == [2, 3, 2])
    let alone = try LabelledData(reading: data, labels: labels)
    #expect(alone.table.columns == ["x", "kind"])
  }

  @Test func onlyLabelsThatOccurAreClusters() throws {
    let data = try folder.write("a.csv", "x\n1\n2\n3\n4\n")
    func found(_ labels: String) throws -> LabelledData {
      let file = try LabelFile(reading: try folder.write("l.csv", "cluster\n\(labels)"))
      return try LabelledData(reading: data, labels: file)
    }
    let ones = try found("1\n2\n1\n2\n")
    #expect(ones.y.clusters == 2 && ones.y.values == [0, 1, 0, 1] && ones.names == ["1", "2"])
    let gaps = try found("0\n-1\n7\n3\n")
    #expect(gaps.y.values == [0, 2, 1] && gaps.names == ["0", "3", "7"])
    let plain = try found("1\n0\n2\n2\n")
    #expect(plain.y.clusters == 3 && plain.names == nil)
    // A word that only rows without all values have is no cluster.
    let words = try found("red\nblue\nred\nblue\n")
    #expect(words.names == ["red", "blue"])
  }

  @Test func namesAndFarNumbersAreCounted() throws {
    let data = try folder.write("a.csv", "x\n1\n2\n3\n")
    let words = try LabelFile(reading: try folder.write("w.csv", "kind\nred\nblue\nred\n"))
    let named = try LabelledData(reading: data, labels: words)
    #expect(named.names == ["red", "blue"] && named.y.values == [0, 1, 0])
    let far = try LabelFile(reading: try folder.write("f.csv", "cluster\n9000000\n5\n5\n"))
    let counted = try LabelledData(reading: data, labels: far)
    #expect(counted.names == ["5", "9000000"] && counted.y.values == [1, 0, 0])
  }
}
