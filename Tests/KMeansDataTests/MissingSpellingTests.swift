import Testing

@testable import KMeansData

/// A number that stands for missing values does so in all of its spellings.
@Suite struct MissingSpellingTests {
  private func missing(
    _ text: String, _ marker: String, _ options: TextOptions = .guessed
  ) throws -> [Int] {
    var options = options
    options.missing = [MissingMarker(value: marker)]
    return try csv(text, options: ReadingOptions(text: options)).missing.rows
  }

  @Test(arguments: [
    ("a;b\n-999,00;1\n2,5;2\n4;4\n", "-999"), ("a;b\n-9.999,00;1\n2,5;2\n4;4\n", "-9999"),
    ("a;b\n-9.999;1\n2,5;2\n4;4\n", "-9999"), ("a;b\n-999,00;1\n2;2\n4;4\n", "-999"),
    ("a,b\n\"-9,999\",1\n2.5,2\n4,4\n", "-9999"),
    ("a,b\n\"-9,999\",1\n2,2\n4,4\n", "-9999.0"),
    ("a,b\n$-999,1\n$2.5,2\n$4,4\n", "-999"), ("a,b\n-$999,1\n2.5,2\n4,4\n", "-999"),
    ("a,b\n\"$9,999.00\",1\n$2.5,2\n$4,4\n", "9999"),
    ("a;b\n-999,00 €;1\n2,5 €;2\n4,00 €;4\n", "-999"),
    ("a;b\n9'999;1\n2.5;2\n4;4\n", "9999"), ("a,b\n\u{2212}999,1\n2.5,2\n4,4\n", "-999"),
    ("a,b\n-999.00,1\n2.5,2\n4,4\n", "-999"),
  ])
  func spellingsOfTheNumberAreMissing(text: String, marker: String) throws {
    #expect(try missing(text, marker) == [0])
  }

  @Test func onlyTheMarksOfTheColumnCount() throws {
    // With decimal commas 1.500 is 1500.
    #expect(try missing("a;b\n1.500;1\n2,5;2\n4;4\n", "1.5") == [])
    #expect(try missing("a;b\n1,500;1\n2,5;2\n4;4\n", "1.5") == [0])
    #expect(try missing("a;b\n-9,999;1\n2,5;2\n4;4\n", "-9999") == [])
    #expect(try missing("a;b\n5;1\n-999,0;2\n4;4\n", "-999", TextOptions(decimal: .comma)) == [1])
  }

  @Test func laterRowsAreReadSo() throws {
    let plain = String(repeating: "5;1\n", count: 300)
    #expect(try missing("a;b\n" + plain + "-999,00;1\n2,5;2\n", "-999") == [300])
  }

  @Test func categoriesAndColumnsOfNothingElse() throws {
    let text = "a;b\n-999,00;1\n-999,00;2\n"
    var options = TextOptions(missing: [MissingMarker(column: "a", value: "-999")])
    #expect(try csv(text, options: ReadingOptions(text: options)).columns == ["b"])
    options = TextOptions(missing: [MissingMarker(value: "-999")])
    #expect(try csv("a\n$-999\n3\n", options: ReadingOptions(text: options)).missing.rows == [0])
  }
}
