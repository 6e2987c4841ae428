import KMeansCore
import Testing

@testable import KMeansData

/// Negative numbers as accountants write them, in brackets or with a minus behind.
@Suite struct AccountingTests {
  private static let signed: [(String, [Double])] = [
    ("a,b\n(99.50),1\n100.00,2\n", [-99.5, 100]), ("a;b\n5,00-;1\n100,25;2\n", [-5, 100.25]),
    ("a,b\n\"(1,200)\",1\n\"2,000\",2\n", [-1200, 2000]),
    ("a,b\n1.50,1\n12.25-,2\n", [1.5, -12.25]),
    ("a,b\n($5.25),1\n$6,2\n", [-5.25, 6]), ("a;b\n(1.234,50);1\n7,5;2\n", [-1234.5, 7.5]),
    ("a,b\n(5.5%),1\n7%,2\n", [-0.055, 0.07]),
  ]

  @Test(arguments: signed)
  func isNegative(_ text: String, _ values: [Double]) throws {
    let table = try csv(text)
    #expect((0..<2).map { table.points[0, $0] } == values)
  }

  @Test func isSaid() throws {
    #expect(
      try csv("a,b\n1.5,1\n(99.50),1\n").notes.map(\.description)
        == ["column \"a\": \"(99.50)\" is read as -99.5"])
  }

  /// The first may come behind the rows that are looked at before.
  @Test func mayComeLate() throws {
    let text = "a\n" + (0..<150).map { "\($0).5\n" }.joined() + "(3.25)\n"
    #expect(try csv(text).points[0, 150] == -3.25)
  }

  /// Notes, grades, prices without cents, standard errors, and columns with two signs.
  @Test(arguments: [
    ("a,b\n(3),1\n4,2\n", "a negative one begins by a minus: -3"), ("a,b\n2-,1\n3,2\n", "-2"),
    ("a;b\n5,-;1\n4,25;2\n", "is not a number"),
    ("a,b\n(0.5),1\n(0.25),2\n", "is negative only beside numbers without a sign"),
    ("a,b\n(0.5),1\n-0.25,2\n0.5,3\n", "is negative only beside numbers without a sign"),
  ])
  func whatIsNotPlainIsAnError(_ text: String, _ words: String) {
    let found = message { () throws(DataError) in try csv(text) }
    #expect(found.contains("line 2, column \"a\"") && found.contains(words), "\(found)")
  }

  /// Numbers of one value are one category, however they are written.
  @Test func categoriesGoByValues() throws {
    for (text, names) in [
      ("p;x\n1,5;1\n1,50;2\n2;3\n2,0;4\n", ["p=1.5", "p=2"]),
      ("p;x\n1,5;1,5\n1,50;2\n2;3\n2,0;4\n", ["p=1.5", "p=2"]),
      ("p,x\n$5,1\n$5.00,2\n$6,3\n$6,4\n", ["p=$5", "p=$6"]),
      ("p,x\n5%,1\n5.0%,2\n6%,3\n6%,4\n", ["p=5%", "p=6%"]),
      ("p,x\n\"1,200\",1\n1200,2\n7,3\n7.0,4\n", ["p=1200", "p=7"]),
      ("p,x\n01,1\n1,2\n1.0,3\n01,4\n", ["p=01", "p=1"]),
    ] {
      var options = TextOptions.guessed
      options.oneHot = ["p"]
      let table = try csv(text, options: ReadingOptions(text: options))
      #expect(table.columns == names + ["x"], "\(text)")
    }
  }
}
