import KMeansCore
import Testing

@testable import KMeansData

/// What holds of every format, present and to come.
@Suite struct FileFormatTests {
  @Test func everyFormatHasAnEndingOfItsOwn() {
    let endings = FileFormat.all.endings
    #expect(Set(endings).count == endings.count && endings.count >= 6)
    for format in FileFormat.all {
      #expect(format.ending == format.ending.lowercased() && !format.ending.contains("."))
      #expect(format.reader != nil || format.writer != nil, "\(format) does nothing")
    }
  }

  @Test func pathsNameFormatsByTheirEndings() throws {
    for format in FileFormat.readable {
      #expect(FileFormat(reading: "a.b/X.\(format.ending.uppercased())") == format)
    }
    for format in FileFormat.writable {
      #expect(try FileFormat(writing: "x.\(format.ending)") == format)
    }
    #expect(try FileFormat(writing: "-") == .csv)
    for path in ["a.csv/b", "a.npy/b", "a.txt", "a.gz", "a.csv.GZ", "a.data"] {
      #expect(FileFormat(reading: path) == .csv, "\(path)")
    }
    #expect(FileFormat(reading: "a.npy.zst") == .npy && FileFormat(reading: "a.fvecs.GZ") == .fvecs)
  }

  @Test func listsReadAsSentences() {
    #expect([FileFormat.csv, .tsv, .npy].inWords == ".csv, .tsv or .npy")
    #expect([FileFormat.csv].inWords == ".csv")
    #expect(FileFormat.appendable == [.csv, .tsv])
  }

  /// What is written reads back to the same bits, where the format is read at all.
  @Test func writtenFilesReadBack() throws {
    let folder = TemporaryFolder()
    let values: [[Double]] = [[0.1, -0.0], [1 / 3, 0x1p-1074], [-1e300, 7]]
    for format in FileFormat.writable where format.reader != nil {
      let path = "\(folder.path)/f.\(format.ending)"
      try CentroidFile.write(try PointMatrix(values), columns: ["a", "b"], to: path)
      let read = try CentroidFile.read(path).centroids
      #expect(rows(read).joined().map(\.bitPattern) == values.joined().map(\.bitPattern))
      try LabelWriter.write([3, -1, .max], to: path)
      #expect(try LabelReader.read(path).labels == [3, -1, .max], "\(format)")
    }
  }

  @Test("bytes at random are read or refused, and never crash")
  func hostile() {
    var random = SeededNumbers(state: 11)
    for format in FileFormat.readable {
      for _ in 0..<400 {
        let length = Int.random(in: 0...60, using: &random)
        let rest = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
        let text = message { () throws(DataError) in
          let read = try table(format.magic + rest, format)
          precondition(read.points.count > 0, "a table has rows")
        }
        #expect(!text.contains("\n"))
      }
    }
  }
}
