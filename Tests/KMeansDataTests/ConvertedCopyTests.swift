import Testing

@testable import KMeansData

/// Copies of text between other separators, with labels at the ends of their rows.
@Suite struct ConvertedCopyTests {
  /// A text, and its copy.
  struct Copy: CustomTestStringConvertible {
    let what: String
    let text: String
    let copy: String
    var ending = "csv"
    var options = TextOptions.guessed

    var testDescription: String { what }
  }

  static let copies: [Copy] = [
    Copy(
      what: "separators at the ends of rows", text: "a;b;\n1;2;\n3;4;\n",
      copy: "a,b,cluster\n1,2,5\n3,4,6\n"),
    Copy(
      what: "separators at the ends of rows but the header", text: "a;b\n1;2;\n3;4;\n",
      copy: "a,b,cluster\n1,2,5\n3,4,6\n"),
    Copy(
      what: "an empty last cell", text: "a;b\n1;\n3;4\n", copy: "a,b,cluster\n1,,5\n3,4,6\n"),
    Copy(
      what: "decimal commas", text: "a;b\n\"1,5\";2,25\n3;4\n",
      copy: "a,b,cluster\n\"1,5\",\"2,25\",5\n3,4,6\n"),
    Copy(
      what: "Excel's line", text: "\u{FEFF}sep=|\r\na|b\r\n1|2\r\n3|4\r\n",
      copy: "\u{FEFF}a,b,cluster\n1,2,5\n3,4,6\n"),
    Copy(
      what: "lines before the table", text: "Logger 7\n# from; to\na;b\n1;2\n# pause\n3;4\n",
      copy: "Logger 7\n# from; to\na,b,cluster\n1,2,5\n3,4,6\n",
      options: TextOptions(comment: CommentMark("#"), skippedLines: 1)),
    Copy(
      what: "names in a comment", text: "# nm counts\n1.5 2\n3.5 4\n",
      copy: "# nm counts\nnm,counts,cluster\n1.5,2,5\n3.5,4,6\n"),
    Copy(
      what: "a value that is like a comment", text: "# x\nname;a\n\"#1\";2\nq;4\n",
      copy: "# x\nname,a,cluster\n\"#1\",2,5\nq,4,6\n"),
    Copy(
      what: "units", text: "t;u\ns;mV\n0,5;1,5\n0,7;2\n",
      copy: "t,u,cluster\ns,mV,\n\"0,5\",\"1,5\",5\n\"0,7\",2,6\n"),
    Copy(
      what: "a line below the names", text: " a | b\n---+---\n 1 | 2\n 3 | 4\n",
      copy: "a,b,cluster\n1,2,5\n3,4,6\n"),
    Copy(
      what: "names of rows", text: "x y\np 1 2\nq 3 4\n", copy: "x,y,cluster\np,1,2,5\nq,3,4,6\n"),
    Copy(
      what: "numbers in quotes for names", text: "\"2019\";\"2020\"\n12;15\n7;9\n",
      copy: "\"2019\",\"2020\",cluster\n12,15,5\n7,9,6\n"),
    Copy(
      what: "Weka's head",
      text: "% all\n@relation r\n@attribute 'a b' numeric\n@attribute c real\n@data\n"
        + "1,2\n% x\n3,4\n",
      copy: "% all\na b\tc\tcluster\n1\t2\t5\n3\t4\t6\n", ending: "tsv"),
  ]

  @Test(arguments: copies)
  func cellsStayWhatTheyAre(copy: Copy) throws {
    let folder = TemporaryFolder()
    let table = try csv(copy.text, options: ReadingOptions(text: copy.options))
    let name = "o.\(copy.ending)"
    try table.write(appending: [5, 6], to: "\(folder.path)/\(name)")
    #expect(try folder.text(name) == copy.copy)
    var options = copy.options
    options.expectedNames = ["cluster"]
    let again = try csv(copy.copy, options: ReadingOptions(text: options))
    #expect(again.columns == table.columns + ["cluster"])
    let values = rows(again.points).map { $0.dropLast().map(\.description) }
    #expect(values == rows(table.points).map { $0.map(\.description) })
  }

  /// What cannot be set for a file of centroids is not advised.
  @Test func adviceIsForTheFile() {
    let cell = CellReference(source: "c.csv", place: .line(2), column: "a", value: "1,234")
    let open = DataError.ambiguousNumber(cell)
    #expect(open.description.contains("--decimal ."))
    #expect(!open.description(for: .centroids).contains("--"))
    let header = DataError.unclearHeader(source: "c.csv", line: 1, cells: ["0", "1"])
    #expect(header.description.hasSuffix("say which: --header yes or --header no"))
    #expect(header.description(for: .centroids).hasSuffix("give the columns names with letters"))
    let first = DataError.raggedFirst(
      source: "c.csv", line: 1, found: 1, expected: 2, tableLine: 3)
    #expect(first.description.contains("use --skip-lines 2"))
    #expect(first.description(for: .centroids).contains("take out what is above it"))
    let mixed = DataError.mixedColumn(number: cell, text: cell)
    #expect(mixed.description.contains("--exclude a, or take words for missing values with --na"))
    #expect(mixed.description(for: .centroids).hasSuffix("take the column out of the file"))
  }
}
