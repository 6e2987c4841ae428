import KMeansCore
import Testing

@testable import KMeansData

/// Whether a first row of words over words names the columns.
@Suite struct WordHeaderTests {
  private func options(_ header: HeaderRule = .auto, oneHot: [String] = []) -> ReadingOptions {
    var text = TextOptions(header: header)
    text.categories = oneHot.isEmpty ? .onehot : .drop
    text.oneHot = oneHot
    return ReadingOptions(text: text)
  }

  @Test(arguments: [
    "red,small\nblue,large\nred,large\nblue,small\n", "red,small\nblue,large\nblue,small\n",
    "2024-01-31,red\n2024-02-01,blue\n2024-02-02,blue\n2024-02-03,blue\n",
  ])
  func aWordThatComesAgainIsAValue(_ text: String) throws {
    let table = try csv(text, options: options())
    #expect(table.points.count == text.split(separator: "\n").count && !table.hasHeader)
    #expect("\(table.notes)".contains("line 1 is read as values"))
  }

  @Test func otherWordsThatComeAgainTellNames() throws {
    let plain = try csv("color,size\nred,s\nblue,l\nred,l\nblue,s\n", options: options())
    #expect(plain.points.count == 4 && plain.hasHeader && plain.columns.first == "color=blue")
    #expect(!"\(plain.notes)".contains("line 1"))
    let doubtful = try csv(
      "name,size\nred,s\nblue,l\ngreen,l\n", options: options(oneHot: ["2"]))
    #expect(doubtful.points.count == 3)
    #expect("\(doubtful.notes)".contains("line 1 is taken for the names"))
  }

  @Test func whatTiesIsAsked() throws {
    let text = "red,small\nblue,large\ngreen,medium\n"
    let asked = message { () throws(DataError) in try csv(text, options: options(oneHot: ["1"])) }
    #expect(
      asked == "t.csv, line 1: \"red\", \"small\" may be the names of the columns or values of the "
        + "first row; say which: --header yes or --header no")
    #expect(try csv(text, options: options(oneHot: ["red"])).points.count == 2)
    #expect(try csv(text, options: options(.no, oneHot: ["1"])).points.count == 3)
  }

  /// Where words take no part nothing is asked about them.
  @Test func wordsThatTakeNoPartAskNothing() throws {
    #expect(try csv("kind,x\na,1\nb,2\n").points.count == 2)
    #expect(
      message { () throws(DataError) in try csv("red,small\nblue,large\n") }
        .contains("no column of numbers"))
  }

  /// An empty corner over numbers of rows that do not count from 0 or 1.
  @Test func numbersOfRowsMayBelongToNames() throws {
    let years = try csv(",2019,2020\n101,5,6\n205,7,8\n333,9,8\n")
    #expect(years.columns == ["column1", "2019", "2020"])
    let asked = message { () throws(DataError) in try csv(",10,20\n101,5,16\n205,17,8\n333,9,8\n") }
    #expect(asked.contains("may be the names of the columns or values"))
  }
}
