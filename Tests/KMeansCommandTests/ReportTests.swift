import KMeansCore
import Testing

/// `--report`: when it is refused, and what is written.
@Suite struct ReportTests {
  let scratch = Scratch()

  init() { scratch.write("flats.csv", SampleData.flats) }

  private func run(_ arguments: String) throws -> CommandRun {
    try CommandRun(arguments.split(separator: " ").map(String.init), in: scratch)
  }

  @Test(arguments: ["fit flats.csv -k 2", "sweep flats.csv -k 2..3"])
  func pathsAreCheckedFirst(_ command: String) throws {
    let ending = try run(command + " --report out.htm")
    #expect(ending.status == 73)
    #expect(
      ending.errors == "kmeans: out.htm: cannot write this format; end the name in .html\n")
    let folder = try run(command + " --report no/out.html")
    #expect(folder.status == 73)
    let answer = try run(command + " --report - --json")
    #expect(answer.status == 64)
    scratch.write("data.html", SampleData.flats)
    #expect(scratch.files == ["data.html", "flats.csv"])
  }

  @Test func namesThatClash() throws {
    let run = try run("fit flats.csv -k 2 --model x.html --report ./x.html")
    #expect(run.status == 64)
    #expect(
      run.errors == "kmeans: --report ./x.html is the same file as --model; name another\n")
  }

  @Test func shapesMustFit() throws {
    let wrong = try run("fit flats.csv -k 2 --report out.html --image-shape 2x2")
    #expect(wrong.status == 64)
    #expect(
      wrong.errors.hasSuffix(
        "kmeans: --image-shape 2x2 has 4 pixels and the data has 3 columns; give rows and columns "
          + "whose product is that\n"))
    #expect(try run("fit flats.csv -k 2 --image-shape 1x3").status == 64)
    #expect(try run("fit flats.csv -k 2 --report out.html --image-shape three").status == 64)
    #expect(scratch.files == ["flats.csv"])
    #expect(try run("fit flats.csv -k 2 --report out.html --image-shape 1x3").status == 0)
    #expect(scratch.text("out.html").contains("Centroids as images"))
  }

  @Test func pageOfAFit() throws {
    let run = try run("fit flats.csv -k 2 --id flat --order first --report out.html --json")
    #expect(run.status == 0)
    let page = scratch.text("out.html")
    #expect(page.hasPrefix("<!doctype html>"))
    #expect(page.hasSuffix("</html>\n"))
    #expect(
      page.contains("<strong>Cluster 0</strong>, 50.0 % of the rows (4): <bdi>area</bdi> high")
        == false)
    #expect(page.contains("<bdi>area</bdi> low (mean 41, all 81)"))
    #expect(
      page.contains("kmeans fit flats.csv -k 2 --id flat --order first --report out.html --json"))
    #expect(page.contains("\"ids\": [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\"]"))
    // No address of anything outside of the file, but for the names of formats.
    let addresses = page.matches(of: /https?:[^"'\s]*/).map { String($0.output) }
    #expect(addresses.allSatisfy { $0.hasPrefix("http://www.w3.org/") }, "\(addresses)")
  }

  @Test func pagesOfAnglesAndSplits() throws {
    for distance in Clusterer.Distance.allCases {
      for variant in Clusterer.Variant.allCases {
        let fit = try run(
          "fit flats.csv -k 3 --columns area,price --report out.html --quiet --distance "
            + "\(distance.rawValue) --variant \(variant.rawValue)")
        #expect(fit.status == 0, "\(fit.errors)")
        let page = scratch.text("out.html")
        let (isSplit, isByAngle) = (variant.splits, distance == .cosine)
        #expect(page.contains("<h2 id=\"splits-title\">The splits</h2>") == isSplit)
        #expect(page.contains("Angles to the centroid") == isByAngle)
        #expect(page.contains("(between / total sum of 1 − cos)") == isByAngle)
        #expect(page.contains("\"distance\": \"\(distance.rawValue)\""))
        let borders = isSplit ? "splits" : isByAngle ? "angles" : "nearest"
        #expect(page.contains("\"borders\": \"\(borders)\""))
      }
    }
  }

  @Test func pageOfASweep() throws {
    let run = try run("sweep flats.csv --k 2..4 --report out.html --quiet")
    #expect(run.status == 0)
    let page = scratch.text("out.html")
    #expect(page.contains("The number of clusters in 8 rows of 3 columns"))
    #expect(page.contains("\"schema\": \"kmeans.sweep/1\""))
  }

  @Test func theResultIsTheSame() throws {
    let plain = try run("fit flats.csv -k 2 --json")
    let reported = try run("fit flats.csv -k 2 --json --report out.html")
    #expect(try FitAnswer(plain).result == FitAnswer(reported).result)
  }
}
