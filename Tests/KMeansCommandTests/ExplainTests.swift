import Testing

/// `kmeans explain`: what it prints and writes, and what it refuses.
@Suite struct ExplainTests {
  let scratch = Scratch()

  init() {
    scratch.write("flats.csv", SampleData.flats)
    scratch.write("line.csv", Self.line)
    scratch.write("start.csv", "a|b,*y*\n-1,0\n4,0\n50,50\n")
  }

  /// Names that mean something in Markdown, and negative numbers.
  private static let line = """
    name,"a|b",*y*
    <b>,-1,0
    $p$,-1,1
    q_1,0,0
    r,0,2
    s,4,0
    t,6,1
    u,7,-2

    """

  private func explain(_ arguments: String...) throws -> CommandRun {
    try CommandRun(["explain"] + arguments, in: scratch)
  }

  @Test func flatsWorkedOut() throws {
    let run = try explain(
      "flats.csv", "-k", "2", "--columns", "area,price", "--id", "flat", "--text")
    #expect(run.output == ExplainGoldens.flats)
    #expect(run.errors == "")
    #expect(run.status == 0)
  }

  @Test func givenCentroidsAndAnEmptyCluster() throws {
    let run = try explain(
      "line.csv", "-k", "3", "--init", "start.csv", "--id", "name", "--text")
    #expect(run.output == ExplainGoldens.line)
    #expect(run.status == 0)
  }

  @Test(.enabled(if: SampleData.folder != nil, "the real data is not there"))
  func irisEndsAsItsFit() throws {
    let iris = "\(SampleData.folder ?? "")/csv/iris.csv"
    let run = try explain(iris, "-k", "3", "--seed", "4", "--text", "--quiet")
    let fit = try FitAnswer(
      CommandRun(
        ["fit", iris, "-k", "3", "--seed", "4", "--tolerance", "0", "--json"], in: scratch))
    #expect(run.output.contains("150 points of 4 columns (sepal\\_length, sepal\\_width, "))
    #expect(run.output.contains("After \(fit.iterations) iterations no point changes"))
    #expect(run.output.contains("J = \(fit.objective)".prefix(12)))
    #expect(run.errors == "")
  }

  @Test func fewIterationsAndScales() throws {
    let run = try explain(
      "flats.csv", "-k", "2", "--text", "--max-iterations", "1", "--scale", "minmax", "--quiet")
    #expect(run.output.contains("as --max-iterations says"))
    #expect(run.output.contains("after --scale minmax: every column runs from 0 to 1."))
    #expect(!run.output.contains("## Iteration 2"))
  }

  @Test func manyPointsAreSampled() throws {
    scratch.write("noise.csv", SampleData.noise(count: 2001))
    let run = try explain("noise.csv", "-k", "3", "--text", "--seed", "9")
    #expect(
      run.output.contains(
        "There are 2,001 points; this explains k-means on 2,000 of them, drawn at random "
          + "(seed 9), so its numbers are not those of all points."))
    #expect(run.output.contains("2,000 points of 2 columns"))
    scratch.write("all.csv", SampleData.noise(count: 2000))
    #expect(!(try explain("all.csv", "-k", "3", "--text")).output.contains("at random (seed 0),"))
  }

  /// Rows keep the numbers that they have in the file.
  @Test func droppedRowsKeepTheirNumbers() throws {
    scratch.write("gap.csv", "x\n0\nNA\n1\n50\n")
    let run = try explain("gap.csv", "-k", "2", "--missing", "drop", "--text")
    #expect(run.output.contains("| row 4 | "))
    #expect(!run.output.contains("row 2"))
    #expect(run.errors.contains("1 of 4 rows left out"))
  }

  @Test func page() throws {
    let run = try explain("flats.csv", "-k", "2", "--output", "out.html", "--quiet")
    #expect(
      run.output == """
        K-means on 8 points of 3 columns with 2 clusters: 2 iterations from k-means++, seed 0, \
        J = 2543.
        out.html shows every step; open it in a browser.

        """)
    let page = scratch.text("out.html")
    #expect(page.hasPrefix("<!doctype html>"))
    #expect(page.contains("\"schema\": \"kmeans.explain/1\""))
    #expect(page.contains("<h1>k-means on <span id=\"heading\">flats.csv</span>"))
    #expect(scratch.files == ["flats.csv", "line.csv", "out.html", "start.csv"])
  }

  @Test func sameAgain() throws {
    for name in ["a.html", "b.html"] {
      _ = try explain("line.csv", "-k", "2", "--output", name, "--seed", "3")
    }
    #expect(scratch.text("a.html") == scratch.text("b.html"))
  }

  @Test(arguments: [
    ([], 64, "exactly one of --output FILE.html and --text"),
    (["--text", "--output", "out.html"], 64, "exactly one of --output FILE.html and --text"),
    (["--text", "--max-iterations", "0"], 64, "at least 1"),
    (["--text", "--init", "nowhere"], 64, "--init nowhere"),
    (["--output", "out.pdf"], 73, ".html"),
    (["--output", "no/out.html"], 73, "no"),
    (["--text", "--columns", "nothing"], 65, "nothing"),
  ])
  func refusals(_ options: [String], _ status: Int32, _ words: String) throws {
    let run = try CommandRun(["explain", "flats.csv", "-k", "2"] + options, in: scratch)
    #expect(run.status == status)
    #expect(run.errors.contains(words))
    #expect(run.output == "")
    #expect(scratch.files == ["flats.csv", "line.csv", "start.csv"])
  }

  @Test func help() throws {
    let run = try explain("--help")
    #expect(run.output.contains("EXAMPLES\n") && run.status == 0)
    let lines = run.output.split(separator: "\n").filter { !$0.hasPrefix("USAGE") }
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(try CommandRun(["--help"], in: scratch).output.contains("explain"))
  }

  @Test func otherRefusals() throws {
    #expect(try explain("none.csv", "-k", "2", "--text").status == 66)
    #expect(try explain("flats.csv", "-k", "9", "--text").status == 65)
    #expect(try explain("flats.csv", "-k", "0", "--text").status == 64)
    let wide = (0..<6000).map { "c\($0)" }.joined(separator: ",")
    let row = (0..<6000).map(String.init).joined(separator: ",")
    scratch.write("wide.csv", "\(wide)\n\(row)\n\(row)\n")
    let run = try explain("wide.csv", "-k", "2", "--text")
    #expect(run.status == 65)
    #expect(run.errors.contains("6000 columns and 2 clusters are too many to explain"))
  }
}
