import KMeansCore
import Testing

@testable import KMeansData

/// What errors about columns advise can be done by the options that were given.
@Suite struct ColumnAdviceTests {
  private static let text = "age,port,seen,q_1,q_2\n1,S,2024-01-31,1,2\n2,C,2024-02-01,3,4\n"

  private func complaint(_ options: ReadingOptions, _ use: DataUse = .namedData) -> String {
    do {
      _ = try csv(Self.text, options: options)
      return ""
    } catch {
      return error.description(for: use)
    }
  }

  @Test func wordsAndDatesThatWereAskedForHaveOptions() throws {
    #expect(
      complaint(try ReadingOptions(columns: ["age", "port"]))
        == "t.csv, line 2, column \"port\": \"S\" is not a number; --one-hot port takes words as "
        + "categories, or leave the column out of --columns")
    #expect(
      complaint(try ReadingOptions(columns: ["seen"])).contains("--dates seen=days reads dates"))
    #expect(
      complaint(try ReadingOptions(columns: ["port"]), .modelData)
        .contains("\"S\" is not a number; correct it, or fit the model again"))
  }

  @Test func aRangeFromRightToLeftIsTurned() throws {
    #expect(
      complaint(try ReadingOptions(columns: ["q_2-q_1"]))
        == "t.csv: the range \"q_2-q_1\" goes backward; write it from left to right: "
        + "--columns q_1-q_2")
    #expect(complaint(try ReadingOptions(columns: ["5-4"])).contains("--columns 4-5"))
  }

  @Test func aColumnOfTwoUsesIsNamedWithThem() throws {
    var text = TextOptions.guessed
    text.oneHot = ["port"]
    #expect(
      complaint(try ReadingOptions(weights: "port", text: text))
        .contains("named by --one-hot and by --weights"))
    #expect(
      complaint(try ReadingOptions(columns: ["age", "q_1"], weights: "q_1"))
        .contains("named by --columns and by --weights"))
    text.dates = [DateRule(column: "port", unit: .days)]
    #expect(complaint(ReadingOptions(text: text)).contains("by --one-hot and by --dates"))
  }

  /// Sixty answers and one that is none.
  @Test(arguments: [5, 30, 60, 400])
  func aWordAmongBooleansIsAnError(_ place: Int) throws {
    let rows = (0..<max(61, place + 1)).map {
      "\($0 == place ? "maybe" : $0 % 2 == 0 ? "yes" : "no"),\($0)\n"
    }
    let options = ReadingOptions(text: TextOptions(readsBooleans: true))
    let found = message { () throws(DataError) in
      try csv("b,x\n" + rows.joined(), options: options)
    }
    #expect(
      found.contains(
        "line \(place + 2), column \"b\": \"maybe\" is neither \"no\", which is read as 0, nor "
          + "\"yes\""), "\(found)")
    #expect(found.contains("--na maybe"))
    // Without the option the column is one of words.
    #expect(try csv("b,x\n" + rows.joined()).columns == ["x"])
  }

  @Test func lettersAndFewAnswersAreNoBooleans() throws {
    let options = ReadingOptions(text: TextOptions(readsBooleans: true))
    #expect(try csv("s,x\nf,1\nm,2\nf,3\nf,4\n", options: options).columns == ["x"])
    #expect(
      try csv("s,x\nno,1\ngarage,2\nstreet,3\ngarage,4\n", options: options).columns == ["x"])
  }

  @Test func meansGoByWeights() throws {
    let table = try csv(
      "x,w\n1,3\n,1\n5,1\n", options: try ReadingOptions(weights: "w"))
    let complete = try table.resolvingMissing(.mean) { values, weights in
      let weights = weights ?? values.map { _ in 1 }
      return zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
    }
    #expect(complete.imputed == [2])
  }
}
