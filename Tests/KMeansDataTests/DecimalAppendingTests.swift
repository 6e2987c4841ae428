import Foundation
import Testing

@testable import KMeansData

/// Columns that are added to a file have its mark of decimals.
struct DecimalAppendingTests {
  private func appended(_ text: String, to name: String) throws -> String {
    let folder = URL(filePath: NSTemporaryDirectory()).appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (source, target) = (folder.appending(path: "in.csv"), folder.appending(path: name))
    try text.write(to: source, atomically: true, encoding: .utf8)
    let table = try DataTable(reading: source.path)
    let columns = [
      ResultColumn("cluster", .labels([0, 1, 1])),
      ResultColumn("margin", .numbers([0.25, 1, .nan])),
    ]
    try table.write(appending: columns, to: target.path)
    let written = try String(contentsOf: target, encoding: .utf8)
    // What was written is read again, with as many columns.
    let again = try DataTable(reading: target.path)
    #expect(again.columns.count >= 3)
    return written
  }

  @Test func commasWhereTheFileHasCommas() throws {
    let text = "x;y\n1,5;2,5\n2,5;3,5\n11,5;9,1\n"
    #expect(
      try appended(text, to: "out.tsv")
        == "x\ty\tcluster\tmargin\n\"1,5\"\t\"2,5\"\t0\t0,25\n\"2,5\"\t\"3,5\"\t1\t1,0\n"
        + "\"11,5\"\t\"9,1\"\t1\t\n")
    #expect(
      try appended(text, to: "out.csv")
        == "x,y,cluster,margin\n\"1,5\",\"2,5\",0,\"0,25\"\n\"2,5\",\"3,5\",1,\"1,0\"\n"
        + "\"11,5\",\"9,1\",1,\n")
    let bars = text.replacing(";", with: "|")
    #expect(try appended(bars, to: "out.tsv").contains("\t0,25"))
  }

  @Test func pointsWhereTheFileHasPoints() throws {
    #expect(
      try appended("x,y\n1.5,2.5\n2.5,3.5\n11.5,9.1\n", to: "out.csv")
        == "x,y,cluster,margin\n1.5,2.5,0,0.25\n2.5,3.5,1,1.0\n11.5,9.1,1,\n")
  }
}
