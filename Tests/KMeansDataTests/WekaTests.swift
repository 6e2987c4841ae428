import KMeansCore
import Testing

@testable import KMeansData

/// Files of Weka (ARFF), with what its writers put into them.
@Suite struct WekaTests {
  private static let text =
    "% c\n@relation 'my data'\n@ATTRIBUTE\t'sepal \\'len\\''\treal\n@attribute\t\"b c\"\tnumeric\n"
    + "@attribute kind {'x y', 'q,r', it\\'s}\n@DATA\n1,2,'x y'\n% c\n2,?,'q,r'\n"
    + "3,4,\"x y\",{5}\n4,5,'it\\'s',{0.5}\n"

  private var options: ReadingOptions {
    var text = TextOptions.guessed
    text.categories = .onehot
    text.oneHot = ["kind"]
    return ReadingOptions(text: text)
  }

  @Test func quotesTabsAndBackslashesAreRead() throws {
    let table = try csv(Self.text, options: options)
    #expect(table.columns == ["sepal 'len'", "b c", "kind=it's", "kind=q,r", "kind=x y"])
    #expect(table.points.point(0) == [1, 2, 0, 0, 1])
    #expect(table.points.point(2) == [3, 4, 0, 0, 1] && table.missing.count == 1)
    #expect(table.points.point(3) == [4, 5, 1, 0, 0])
  }

  @Test func weightsInBracesCount() throws {
    let table = try csv(Self.text, options: options)
    #expect(table.weights == [1, 1, 5, 0.5])
    #expect("\(table.notes)".contains("the first \"{5}\" (line 10), which count"))
    let late = try csv("@relation r\n@attribute a real\n@data\n1,{2}\n2\n3\n")
    #expect(late.weights == [2, 1, 1])
    #expect(try csv("@relation r\n@attribute a real\n@data\n1\n2\n").weights == nil)
    // A column goes before.
    let named = try csv(
      "@relation r\n@attribute a real\n@attribute w real\n@data\n1,3,{2}\n2,4\n",
      options: try ReadingOptions(weights: "w"))
    #expect(named.weights == [3, 4])
  }

  @Test func braceFaultsAreErrors() {
    for (row, words) in [
      ("1,{-2}", "is negative"), ("1,{x}", "\"{x}\" is not a number"),
      ("1,5", "2 cells where the first row has 1"), ("1,{}", "the weight is missing"),
      ("1,", "2 cells"),
    ] {
      let text = message { () throws(DataError) in
        try csv("@relation r\n@attribute a real\n@data\n\(row)\n")
      }
      #expect(text.contains("line 4") && text.contains(words), "\(text)")
    }
  }

  @Test func labelsStandBeforeBraces() throws {
    let folder = TemporaryFolder()
    let text = "@relation r\n@attribute a real\n@data\n1,{2}\n2\n'3',{1}\n"
    let table = try csv(text)
    try table.write(appending: [7, 8, 9], to: folder.path + "/a.csv")
    #expect(
      try folder.text("a.csv")
        == "@relation r\n@attribute a real\n@attribute cluster numeric\n@data\n1,7,{2}\n2,8\n"
        + "'3',9,{1}\n")
    try table.write(appending: [7, 8, 9], to: folder.path + "/a.tsv")
    #expect(try folder.text("a.tsv") == "a\tcluster\n1\t7\n2\t8\n\"3\"\t9\n")
  }

  @Test func blanksMaySeparate() throws {
    let table = try csv("@relation r\n@attribute a real\n@attribute b real\n@data\n1 2\n3 4\n")
    #expect(rows(table.points) == [[1, 2], [3, 4]])
  }

  @Test(arguments: ["{0 1, 1 3}", "{0 1},{5}", "{}"])
  func sparseRowsAreTold(_ row: String) {
    let text = message { () throws(DataError) in
      try csv("@relation r\n@attribute a real\n@attribute b real\n@data\n\(row)\n{1 2}\n")
    }
    #expect(text.contains("a sparse file of Weka") && text.contains("SparseToNonSparse"))
  }
}
