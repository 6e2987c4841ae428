import KMeansCore
import Testing

@testable import KMeansData

/// What stands behind a table, and text that is told by how its lines are made.
@Suite struct TableEndTests {
  @Test(arguments: [
    ("(99 rows)", "99 rows, but above it there are 2; the file may be cut short"),
    ("(1 row)", "1 row, but above it there are 2; files may be put together"),
    ("2000 rows in set (0.01 sec)", "line 4 counts 2,000 rows"),
    ("(3 rows affected)", "counts 3 rows"), ("[150 rows x 2 columns]", "counts 150 rows"),
    ("(9 rows, 3 ms)", "counts 9 rows"), ("  7 record(s) selected.", "counts 7 rows"),
    ("# \u{2026} with 1,140 more rows", "counts 1,142 rows"),
    ("# \u{2139} 140 more rows", "counts 142 rows"),
  ])
  func aCountThatIsWrongIsSaid(_ line: String, _ words: String) throws {
    let notes = try csv("a,b\n1,2\n3,4\n\(line)\n").notes
    #expect(notes.count == 1 && notes.allSatisfy(\.isWarning))
    #expect("\(notes)".contains(words), "\(notes)")
  }

  @Test(arguments: [
    "(2 rows)", "2 rows selected.", "2 rows in set (0.00 sec)", "[2 rows x 2 columns]",
  ])
  func aCountThatIsRightIsNot(_ line: String) throws {
    #expect(try csv("a,b\n1,2\n3,4\n\(line)\n").notes.isEmpty)
  }

  @Test func tablesBetweenBarsBecomePlain() throws {
    let folder = TemporaryFolder()
    let framed =
      "+---+---+\n| a | b |\n+---+---+\n| 1 | x |\n| 3 | y |\n+---+---+\n2 rows in set (0.00 sec)\n"
    for text in [framed, "| a | b |\n|---|---|\n| 1 | x |\n| 3 | y |\n"] {
      let table = try csv(text)
      try table.write(appending: [5, 6], to: folder.path + "/a.csv")
      #expect(try folder.text("a.csv") == "a,b,cluster\n1,x,5\n3,y,6\n")
      try table.write(appending: [5, 6], to: folder.path + "/a.tsv")
      #expect(try folder.text("a.tsv") == "a\tb\tcluster\n1\tx\t5\n3\ty\t6\n")
    }
  }

  /// The ending decides, but for a separator that was set.
  @Test func aSeparatorThatWasSetStays() throws {
    let folder = TemporaryFolder()
    for (separator, expected) in [
      (UInt8?.none, "a,b,cluster\n1,2,7\n"), (Ascii.tab, "a\tb\tcluster\n1\t2\t7\n"),
    ] {
      let options = ReadingOptions(text: TextOptions(separator: separator))
      try csv("a\tb\n1\t2\n", options: options).write(appending: [7], to: folder.path + "/a.csv")
      #expect(try folder.text("a.csv") == expected)
    }
  }

  @Test(arguments: [
    "1 qid:1 1:0.5 2:1\n2 qid:1 1:0.25\n", "-1 1:0.5 2:1\n+1 1:0.25\n", "+1\n-1 2:3\n",
    "# made by x\n1 1:0.5 2:1 # c\n2 1:0.25\n", "1\t1:0.5\t2:1\r\n0\t1:3\r\n", "1.5 3:1e-3\n",
    "1,2 1:0.5 2:1\n2 1:0.25\n",
  ])
  func sparseTextIsTold(_ text: String) {
    let found = message { () throws(DataError) in try csv(text) }
    #expect(found.contains("sparse text (LIBSVM)"), "\(found)")
    #expect(found.contains("multilabel") == text.hasPrefix("1,2"))
  }

  @Test(arguments: ["1 2:3:4\n", "1 12:30\n2 x\n", "12:30 5\n12:45 6\n", "1 2\n3 4\n", "-1\n2\n"])
  func otherTextIsNot(_ text: String) {
    #expect(!message { () throws(DataError) in try csv(text) }.contains("LIBSVM"))
  }

  @Test func aLineACellIsTold() {
    let psql = message { () throws(DataError) in try csv("-[ RECORD 1 ]\na | 1\nb | 2\n") }
    #expect(psql.contains("with a line a cell") && psql.contains("psql --csv"))
    let mysql = message { () throws(DataError) in
      try csv("*************************** 1. row ***************************\na: 1\nb: 2\n")
    }
    #expect(mysql.contains("mysql -B"))
    let box = message { () throws(DataError) in
      try csv("\u{250C}\u{2500}\u{2510}\n\u{2502} a \u{2502}\n")
    }
    #expect(box.contains("duckdb -csv"))
  }

  @Test func utf16NeedsNoMark() throws {
    let units = Array("a,b\n1,2\n3,4\n".utf16)
    let little = units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    for bytes in [little, big] {
      let read = try table(bytes, .csv)
      #expect(read.columns == ["a", "b"] && rows(read.points) == [[1, 2], [3, 4]])
    }
    #expect(message { () throws(DataError) in try csv("a\0b\n1\02\n") }.contains("NUL byte"))
  }
}
