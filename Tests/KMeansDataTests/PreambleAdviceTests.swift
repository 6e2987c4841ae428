import KMeansCore
import Testing

@testable import KMeansData

/// Errors about what stands above a table blame that, and not the first row of the table.
@Suite struct PreambleAdviceTests {
  private func complaint(_ text: String) -> String {
    message { () throws(DataError) in try csv(text) }
  }

  @Test(arguments: [
    // World Bank: names of the source, with a separator at the end.
    "\"Source\",\"WDI\",\n\n\"Updated\",\"2024\",\n\n\"name\",\"code\",\"i\",\"2019\",\"2020\",\n"
      + "\"a\",\"A\",\"G\",\"1\",\"3368970253\",\n\"b\",\"B\",\"G\",\"2\",\"\",\n"
      + "\"c\",\"C\",\"G\",\"3\",\"69309104807\",\n",
    // A bank: the account, with as many cells as the rows but one.
    "\"Konto:\";\"DE12\";\n\n\"Von:\";\"01.01.2024\";\n\"Stand:\";\"1.234,56 EUR\";\n"
      + "\"Tag\";\"Wert\";\"Betrag\";\n\"a\";\"b\";\"-12,50\";\n\"a\";\"b\";\"1.000,00\";\n"
      + "\"c\";\"b\";\"-7,25\";\n",
    // A GPS logger.
    "Geolife trajectory\nWGS 84\nReserved 3\n0,2,255,My Track,0,0,2,8421376\n"
      + "1.5,2,0,492,3,2008-10-23,02:53:04\n1.5,3,0,492,3,2008-10-23,02:53:10\n"
      + "1.25,2,0,492,3,2008-10-23,02:53:15\n",
  ])
  func linesToSkipAreCounted(_ text: String) throws {
    let told = complaint(text)
    let found = try #require(told.firstMatch(of: /--skip-lines ([0-9]+)/), "\(told)")
    let lines = try #require(Int(found.1))
    let table = try csv(text, options: ReadingOptions(text: TextOptions(skippedLines: lines)))
    #expect(table.points.count == 3)
  }

  @Test func commentsAreAdvised() {
    #expect(
      complaint("// probe 7\nt,x\n0,1.5\n// pause\n1,2.5\n").hasSuffix(
        "if it is a comment, use --comment //"))
    #expect(complaint("; probe\nt,x\n0,1\n1,2\n").hasSuffix("use --comment ';'"))
  }

  @Test func sparseFilesOfWekaAreTold() {
    let text = complaint("@relation s\n@attribute a numeric\n@data\n{0 1}\n{0 4}\n")
    #expect(text.contains("a sparse file of Weka") && text.contains("SparseToNonSparse"))
  }

  @Test func wordsForMissingValuesAreAdvised() {
    let text = complaint("x,y\n1,2\n2,3\nunavailable,3\n4,*\n")
    #expect(text.hasSuffix("take it for a missing value with --na unavailable"), "\(text)")
    let star = complaint("x,y\n1,2\n2,3\n4,*\n")
    #expect(star.hasSuffix("with --na '*'"), "\(star)")
  }

  /// What only looks like a count of rows, or a line of dashes, is a row.
  @Test func rowsStayRows() throws {
    #expect(try csv("a,b\n1,2\n-,-\n3,4\n").points.count == 3)
    #expect(try csv("a,b\n-,-\n1,2\n3,4\n").points.count == 3)
    #expect(try csv("name,x\na,1\n(b),2\n(7 up),3\n").points.count == 3)
    #expect(complaint("x\n1\n2\nrows 5\n").contains("is not a number"))
  }
}
