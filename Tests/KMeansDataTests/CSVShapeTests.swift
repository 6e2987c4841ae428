import Testing

import KMeansCore
@testable import KMeansData

/// Rows, cells, quotes and line ends.
@Suite struct CSVShapeTests {
  private let expected = [[1.0, 2], [3, 4]]

  @Test(arguments: [
    "a,b\n1,2\n3,4\n", "a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r\n1,2\r\n3,4\r",
    "\u{FEFF}a,b\n1,2\n3,4\n", "a;b\n1;2\n3;4\n", "a\tb\n1\t2\n3\t4\n",
    "\n\n a , b \n\n1, 2\n \n3 ,4\n\n",
    "\"a\",\"b\"\n\"1\",\"2\"\n\"3\",4\n", "a,b\n 1 ,\" 2 \"\n 3,\"4\" \n", "a,b\n1,2\n3,4\n   ",
    "a,b\n+1,2.\n3e0,0.4E1", "a,\"b\"\n1,2\r\n3,4\n",
  ])
  func spellingsOfOneTable(text: String) throws {
    let table = try csv(text)
    #expect(rows(table.points) == expected)
    #expect(table.columns == ["a", "b"])
    #expect(table.hasHeader)
    #expect(table.missing == .none)
    #expect(table.points.scalar == .double)
  }

  @Test func tabsAreTheSeparatorOfTSV() throws {
    let table = try csv("a,x\tb\n1\t2\n3\t4\n", format: .tsv)
    #expect(table.columns == ["a,x", "b"])
    #expect(rows(table.points) == expected)
  }

  @Test func numbersAloneAreNoHeader() throws {
    let table = try csv("1,2\n3,4\n")
    #expect(!table.hasHeader)
    #expect(table.columns == ["column1", "column2"])
    #expect(rows(table.points) == expected)
  }

  @Test func missingMarkersAreNoHeader() throws {
    let table = try csv("1,NA\n3,4\n")
    #expect(!table.hasHeader)
    #expect(table.missing.count == 1)
  }

  @Test func emptyNamesAreNumbered() throws {
    #expect(try csv(",b,\n1,2,3\n").columns == ["column1", "b", "column3"])
  }

  @Test func quotesHoldSeparatorsLinesAndQuotes() throws {
    let text = "id,\"a \"\"x\"\", b\"\n\"one\ntwo, \"\"three\"\"\",1\nfour,2\n"
    let table = try csv(text, options: ReadingOptions(id: "id"))
    #expect(table.columns == ["a \"x\", b"])
    #expect(table.ids == ["one\ntwo, \"three\"", "four"])
    #expect(table.idName == "id")
    #expect(rows(table.points) == [[1], [2]])
    #expect(table.places(ofRows: [0, 1]) == [.line(2), .line(4)])
    #expect(table.place(ofRow: 1) == .line(4))
  }

  @Test func quotesInsideACellAreText() throws {
    let table = try csv("id,a\n5\" pipe,1\n", options: ReadingOptions(id: "id"))
    #expect(table.ids == ["5\" pipe"])
  }

  @Test func separatorsInQuotesDoNotCount() throws {
    #expect(try csv("\"a;b;c\",d\n1,2\n").columns == ["a;b;c", "d"])
    #expect(try csv("5\" a;b;c,d\n1;2;3\n", options: ReadingOptions()).columns.count == 3)
    #expect(try csv("\"a \"\"x,y\"\"\";b\n1;2\n").columns == ["a \"x,y\"", "b"])
  }

  @Test func identifiersAreVerbatim() throws {
    let table = try csv("id,a\n0012,1\n NA ,2\n\" x \",3\n", options: ReadingOptions(id: "id"))
    #expect(table.ids == ["0012", "NA", " x "])
  }

  @Test func linesCountBlankOnes() throws {
    let table = try csv("a\n\n1\n\n\n2\n3\n")
    #expect(table.places(ofRows: [0, 1, 2]).map(\.number) == [3, 6, 7])
  }

  @Test(arguments: [
    ("a,b\n1,2\n3\n", "t.csv, line 3: 1 cell where the first row has 2; correct the line"),
    ("a,b\n1,2\n\n3,4,5\n", "t.csv, line 4: 3 cells where the first row has 2; correct the line"),
    ("1,2\n3,4,5\n", "t.csv, line 2: 3 cells where the first row has 2; correct the line"),
    (
      "1,2,3\n3,4\n5,6\n7,8\n",
      "t.csv, line 1: 3 cells where the rows below have 2; "
        + "if the table begins in line 2, use --skip-lines 1, else correct the line"
    ),
    (
      "a,b\n\"x,1\ny,2\n\"z\",3\n",
      "t.csv, line 2: a quote opens here and never closes; close it, or remove it"
    ),
    (
      "a,b\n1,\"2\n3,4\n",
      "t.csv, line 2: a quote opens here and never closes; close it, or remove it"
    ),
    (
      "a,b\n1,2\n\"3\"x,4\n",
      "t.csv, line 3: text follows a closing quote; double the quotes inside a cell"
    ),
    (
      "a,b\n1,\02\n",
      "t.csv, line 2: a NUL byte, so this is no text; check the format and the ending"
    ),
    (
      "a,b\r1,2\r",
      "t.csv: lines end by a carriage return alone; convert it first: tr '\\r' '\\n'"
    ),
    ("", "t.csv is empty; it needs at least one row of numbers"),
    ("\n \n", "t.csv has no rows of values; it needs at least one"),
    ("a,b\n", "t.csv has no rows of values; it needs at least one"),
    ("\u{FEFF}", "t.csv has no rows of values; it needs at least one"),
  ])
  func whatIsWrongWithTheText(text: String, expected: String) {
    #expect(message { () throws(DataError) in try csv(text) } == expected)
  }

  @Test func utf16IsReadAsItIsMeant() throws {
    let text = "größe\tb\r\n1\t2\r\n"
    for isBig in [false, true] {
      let units = [0xFEFF] + Array(text.utf16)
      let bytes = units.flatMap { unit -> [UInt8] in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return isBig ? [high, low] : [low, high]
      }
      let table = try table(bytes, .csv)
      #expect(table.columns == ["größe", "b"])
      #expect(rows(table.points) == [[1, 2]])
    }
  }
}
