import KMeansCore
import Testing

@testable import KMeansData

/// Labels, centroids and appended columns as files.
@Suite struct WriterTests {
  private let folder = TemporaryFolder()

  @Test func labelsAsText() throws {
    try LabelWriter.write([0, 2, -1], to: "\(folder.path)/l.csv")
    #expect(try folder.text("l.csv") == "cluster\n0\n2\n-1\n")
    let ids = ["a", "b,c", "say \"d\""]
    try LabelWriter.write([0, 2, 1], ids: ("the id", ids), to: "\(folder.path)/l.csv")
    #expect(
      try folder.text("l.csv") == "the id,cluster\na,0\n\"b,c\",2\n\"say \"\"d\"\"\",1\n")
    try LabelWriter.write([0, 2, 1], ids: ("id", ["a", "b\n", " c"]), to: "\(folder.path)/l.tsv")
    #expect(try folder.text("l.tsv") == "id\tcluster\na\t0\n\"b\n\"\t2\n\" c\"\t1\n")
  }

  /// As `numpy.save("l.npy", numpy.array([0, 2, -1], "<i4"))` writes it.
  @Test func labelsAsNumPyWritesThem() throws {
    try LabelWriter.write([0, 2, -1], to: "\(folder.path)/l.npy")
    #expect(
      try folder.bytes("l.npy")
        == npy(
          "{'descr': '<i4', 'fortran_order': False, 'shape': (3,), }",
          bytes(hex: "00000000 02000000 ffffffff")))
  }

  @Test(arguments: ["csv", "tsv", "npy"])
  func centroidsComeBackToTheBit(ending: String) throws {
    let values: [[Double]] = [[0.1, -0.0, 1e300], [3, 1 / 3, 0x1p-1074]]
    let path = "\(folder.path)/c.\(ending)"
    try CentroidFile.write(try PointMatrix(values), columns: ["a", "b, b", "c"], to: path)
    let read = try CentroidFile.read(path)
    #expect(
      rows(read.centroids).map { $0.map(\.bitPattern) } == values.map { $0.map(\.bitPattern) })
    #expect(
      read.columns == (ending == "npy" ? ["column1", "column2", "column3"] : ["a", "b, b", "c"]))
    #expect(folder.names == ["c.\(ending)"])
  }

  @Test func centroidsOfOtherTypesBecomeDoubles() throws {
    let path = folder.file("c.npy", npy(type: "|u1", hex: "0102030405c8"))
    let centroids = try CentroidFile.read(path).centroids
    #expect(centroids.scalar == .double)
    #expect(rows(centroids) == [[1, 2, 3], [4, 5, 200]])
    #expect(
      rows(try CentroidFile.read(folder.file("c.csv", "1,2\n3,4\n")).centroids) == [
        [1, 2], [3, 4],
      ])
  }

  @Test func centroidsNeedAllTheirValues() {
    let holed = folder.file("c.csv", "a,b\n1,2\n3,\n")
    #expect(
      message { () throws(DataError) in try CentroidFile.read(holed) }
        == "\(holed), line 3, column \"b\": the value is missing; centroids need all of theirs")
    let text = folder.file("d.csv", "a,b\n1,x\n")
    #expect(
      message { () throws(DataError) in try CentroidFile.read(text) }
        == "\(text), line 2, column \"b\": \"x\" is not a number; "
        + "correct it, or leave the column out with --exclude b")
  }

  @Test func endingsThatCannotBeWritten() {
    #expect(
      message { () throws(DataError) in try LabelWriter.check("\(folder.path)/l.txt") }
        == "\(folder.path)/l.txt: cannot write this format; end the name in .csv or .tsv or .npy")
    #expect(
      message { () throws(DataError) in try CentroidFile.check("\(folder.path)/l") }
        == "\(folder.path)/l: cannot write this format; end the name in .csv or .tsv or .npy")
  }

  /// What appending labels 0, 1, … to a text writes.
  private func appended(
    _ text: String, _ labels: [Int32], format: FileFormat = .csv
  ) throws -> String {
    let name = "a.\(format.ending)"
    try csv(text, format: format).write(appending: labels, to: "\(folder.path)/\(name)")
    return try folder.text(name)
  }

  @Test func appendingLeavesTheTextAsItIs() throws {
    #expect(try appended("a,b\n1,2\n3,4\n", [0, 1]) == "a,b,cluster\n1,2,0\n3,4,1\n")
    #expect(try appended("1,2\n3,4", [0, -1]) == "1,2,0\n3,4,-1")
    #expect(
      try appended("\u{FEFF}a,\"b\"\r\n\r\n 1 ,\"2\"\r\n  \r\n3,4\r", [7, 8])
        == "\u{FEFF}a,\"b\",cluster\r\n\r\n 1 ,\"2\",7\r\n  \r\n3,4,8\r")
    #expect(folder.names == ["a.csv"])
    #expect(
      try appended("\"x\ny\"\tb\n\"1\"\t2\n", [5], format: .tsv)
        == "\"x\ny\"\tb\tcluster\n\"1\"\t2\t5\n")
  }

  /// Cells stay what they are between other separators.
  @Test func appendingObeysTheEnding() throws {
    let text = "\u{FEFF}a;\"b\"\r\n\r\n 1 ;\"p,q\"\r\n3;\"say \"\"x\"\"\"\r"
    let table = try csv(text)
    for (ending, separator) in [("csv", ","), ("tsv", "\t")] {
      let path = "\(folder.path)/a.\(ending)"
      try table.write(appending: [7, 8], to: path)
      let lines = [
        ["a", "b", "cluster"], ["1", "\"p,q\"", "7"], ["3", "\"say \"\"x\"\"\"", "8"],
      ]
      #expect(
        try folder.text("a.\(ending)")
          == "\u{FEFF}" + lines.map { $0.joined(separator: separator) + "\n" }.joined())
    }
  }

  @Test func theColumnFindsAFreeName() throws {
    #expect(try appended("cluster\n1\n", [0]) == "cluster,cluster_2\n1,0\n")
    #expect(
      try appended("cluster,cluster_2\n1,1\n", [0]) == "cluster,cluster_2,cluster_3\n1,1,0\n")
  }

  @Test func onlyTextCanBeAppendedTo() throws {
    let binary = try table(npy(type: "|u1", hex: "0102030405c8"), .npy)
    #expect(
      message { () throws(DataError) in try binary.checkAppending(to: "a.csv") }
        == "t.npy: labels can be appended to .csv and .tsv only; write them with --labels")
    let text = try csv("a\n1\n")
    #expect(
      message { () throws(DataError) in try text.write(appending: [0], to: "a.npy") }
        == "a.npy: cannot write this format; end the name in .csv or .tsv")
  }

  @Test func appendedFilesReadBack() throws {
    let table = try csv("id;x\np;1\nq;\nr;3\n", options: ReadingOptions(id: "id"))
    let complete = try table.resolvingMissing(.drop) { _, _ in 0 }
    try table.write(
      appending: complete.labelsByRowOfFile([4, 5]), to: "\(folder.path)/a.csv")
    let again = try DataTable(
      reading: "\(folder.path)/a.csv", options: ReadingOptions(columns: ["cluster"]))
    #expect(rows(again.points) == [[4], [-1], [5]])
  }
}
