import Foundation
import KMeans
import Testing

/// What answers tell of how data was prepared, and where they go.
@Suite struct AnswerTests {
  private struct Prepared: Decodable {
    struct Scaling: Decodable {
      let method: String
      let shift: [Double]?
      let divisor: [Double]?
    }
    struct LeftOut: Decodable, Equatable {
      let columns: [String]
      let rows: Int
    }
    let columns: [String]
    let scaling: Scaling
    let leftOut: LeftOut?
  }

  let scratch = Scratch()

  init() throws {
    scratch.write("flats.csv", SampleData.flats + "i,60,,3\n")
    let run = try CommandRun(
      Self.prepared(["fit", "flats.csv", "-k", "2", "--model", "m.json"]), in: scratch)
    #expect(run.status == 0, "\(run.errors)")
  }

  private static func prepared(_ verb: [String]) -> [String] {
    verb + ["--scale", "minmax", "--missing", "drop", "--exclude", "rooms"]
  }

  private func answer(_ arguments: [String]) throws -> Prepared {
    let run = try CommandRun(arguments + ["--json", "--quiet"], in: scratch)
    #expect(run.errors == "")
    return try JSONDecoder().decode(Prepared.self, from: Data(run.output.utf8))
  }

  @Test(arguments: [
    prepared(["fit", "flats.csv", "-k", "2"]), prepared(["sweep", "flats.csv", "-k", "2..3"]),
    ["predict", "m.json", "flats.csv"], ["evaluate", "flats.csv", "--model", "m.json"],
    ["info", "m.json"],
  ])
  func jsonTellsOfColumnsAndScale(_ arguments: [String]) throws {
    let found = try answer(arguments)
    #expect(found.columns == ["area", "price"])
    #expect(found.scaling.method == "minmax")
    #expect(found.scaling.shift == [38, 190] && found.scaling.divisor == [86, 750])
    switch arguments[0] {
    case "info": #expect(found.leftOut == nil)
    case "fit", "sweep": #expect(found.leftOut == .init(columns: ["flat"], rows: 1))
    default: #expect(found.leftOut == .init(columns: [], rows: 1))
    }
  }

  @Test func withoutScaleThereIsNone() throws {
    let found = try answer(["fit", "flats.csv", "-k", "2", "--columns", "area"])
    #expect(found.columns == ["area"] && found.scaling.method == "none")
    #expect(found.scaling.shift == nil && found.leftOut == .init(columns: [], rows: 0))
  }

  @Test func infoTellsTheScale() throws {
    let run = try CommandRun(["info", "m.json", "--quiet"], in: scratch)
    #expect(
      run.output.contains(
        """

        Scaled by (x - shift) / divisor:
          column  shift  divisor
          area       38       86
          price     190      750

        """))
  }

  @Test func quietPredictions() throws {
    let loud = try CommandRun(["predict", "m.json", "flats.csv"], in: scratch)
    #expect(loud.errors.contains("1 of 9 rows left out"))
    let quiet = try CommandRun(["predict", "m.json", "flats.csv", "--quiet"], in: scratch)
    #expect(quiet.errors == "" && quiet.timelessOutput == loud.timelessOutput)
  }

  @Test(arguments: [
    ["fit", "flats.csv", "-k", "2", "--columns", "area"], ["predict", "m.json", "flats.csv"],
  ])
  func outputsOnStandardOutput(_ verb: [String]) throws {
    let labels = try CommandRun(verb + ["--labels", "-"], in: scratch)
    #expect(labels.status == 0)
    let lines = labels.output.split(separator: "\n")
    #expect(lines.count == 10 && lines[0] == "cluster")
    #expect(lines.dropFirst().allSatisfy { Int($0) != nil })
    // The answer is beside it, unless nobody wants it.
    #expect(labels.errors.contains(verb[0] == "fit" ? "Cluster means" : "Points by cluster"))
    let appended = try CommandRun(verb + ["--append", "-", "--quiet"], in: scratch)
    #expect(appended.errors == "")
    #expect(appended.output.hasPrefix("flat,area,price,rooms,cluster\na,40,200,2,"))
  }

  @Test func otherOutputsOnStandardOutput() throws {
    let line = ["fit", "flats.csv", "-k", "2", "--columns", "area", "--quiet"]
    #expect(try CommandRun(line + ["--centroids", "-"], in: scratch).output.hasPrefix("area\n"))
    let model = try CommandRun(line + ["--model", "-"], in: scratch).output
    #expect(model.hasPrefix("{") && model.contains("kmeans.model/1"))
    let page = try CommandRun(line + ["--report", "-"], in: scratch).output
    #expect(page.contains("<html") && page.contains("</html>"))
    let explained = try CommandRun(
      ["explain", "flats.csv", "-k", "2", "--columns", "area", "--output", "-", "--quiet"],
      in: scratch)
    #expect(explained.output.contains("</html>") && explained.errors == "")
    let piped = try CommandRun(
      shell:
        "\"$KMEANS\" \(line.joined(separator: " ")) --model - | \"$KMEANS\" predict - flats.csv",
      in: scratch)
    #expect(piped.output.contains("9 points labelled by a model of 2 clusters"))
  }

  /// `--k` is `-k` in every verb.
  @Test(arguments: [["--k", "2"], ["--k=2"], ["-k", "2"], ["-k2"]])
  func spellingsOfK(_ k: [String]) throws {
    let given = ["flats.csv", "--columns", "area", "--quiet"] + k
    let fit = try CommandRun(["fit"] + given, in: scratch)
    #expect(fit.output.hasPrefix("K-means clustering with 2 clusters"))
    #expect(try CommandRun(["sweep"] + given, in: scratch).output.hasPrefix("k = 2 for 9 points"))
    #expect(try CommandRun(["explain"] + given + ["--text"], in: scratch).status == 0)
  }

  @Test func warningsAreSaidOnce() throws {
    let line = "fit flats.csv -k 2 --columns area,rooms --max-iterations 1"
    let both = try CommandRun(shell: "\"$KMEANS\" \(line) 2>&1", in: scratch)
    let found = both.output.lowercased().matches(of: /not converged/)
    #expect(found.count == 1, "\(both.output)")
    let apart = try CommandRun(line.split(separator: " ").map(String.init), in: scratch)
    #expect(apart.errors.contains("not converged") && apart.output.contains("Not converged"))
  }

  /// A column of the data without a file of its own.
  @Test func columnsOfTheDataAreLabels() throws {
    let alone = try CommandRun(
      ["evaluate", "flats.csv", "--model", "m.json", "--truth-column", "flat"], in: scratch)
    let named = try CommandRun(
      [
        "evaluate", "flats.csv", "--model", "m.json", "--truth", "flats.csv", "--truth-column",
        "flat",
      ], in: scratch)
    #expect(alone.status == 0 && alone.timelessOutput == named.timelessOutput)
    let piped = try CommandRun(
      ["evaluate", "-", "--model", "m.json", "--truth-column", "flat"], in: scratch,
      input: SampleData.flats)
    #expect(piped.status == 64 && piped.errors.contains("can be read once"))
  }

  /// Only labels that occur are clusters.
  @Test func labelsFromOne() throws {
    scratch.write("ones.csv", "x,l\n1,1\n2,1\n8,2\n9,2\n")
    let run = try CommandRun(
      ["evaluate", "ones.csv", "--labels-column", "l", "--json"], in: scratch)
    let found = try EvaluateAnswer(run)
    #expect(found.clusters == 2 && found.sizes == [2, 2] && found.names == ["1", "2"])
    #expect(found.nearestClusters == [1, 0] && found.withinSumOfSquares == [0.5, 0.5])
  }

  @Test func equalRowsAreSaid() throws {
    scratch.write("equal.csv", "x,y\n" + String(repeating: "1,2\n", count: 5))
    let run = try CommandRun(["sweep", "equal.csv"], in: scratch)
    #expect(
      run.output.contains(
        "\nNo clear k: all points are equal, so there is nothing to tell apart.\n"))
    #expect(run.status == 0)
  }

  @Test func smallSumsKeepTheirDigits() throws {
    scratch.write("far.csv", "x\n0\n0.1\n10\n10.2\n20\n20.15\n")
    let run = try CommandRun(["sweep", "far.csv", "-k", "2..4", "--references", "0"], in: scratch)
    // 100.1 …, 0.005 + 0.02 + 0.01125 and 0.005 + 0.01125, by hand.
    #expect(run.output.contains("0.03625") && run.output.contains("0.01625"), "\(run.output)")
  }

  @Test func appendedFilesObeyTheirEndings() throws {
    scratch.write("semi.csv", "name;x\n\"a, b\";1\n\"q\"\"t\";3\nplain;9\n")
    let line = ["fit", "semi.csv", "-k", "1", "--quiet", "--append"]
    for name in ["o.tsv", "o.csv"] {
      #expect(try CommandRun(line + [name], in: scratch).status == 0)
      let info = try CommandRun(["info", name], in: scratch)
      #expect(info.output.hasPrefix("\(name): 3 rows, 2 columns of numbers, 1 without\n"))
    }
    #expect(
      scratch.text("o.tsv")
        == "name\tx\tcluster\n\"a, b\"\t1\t0\n\"q\"\"t\"\t3\t0\nplain\t9\t0\n")
    #expect(scratch.text("o.csv").hasPrefix("name,x,cluster\n\"a, b\",1,0\n"))
    // A pipe has no ending: separators stay.
    #expect(
      try CommandRun(line + ["-"], in: scratch).output.hasPrefix("name;x;cluster\n\"a, b\";1;0\n"))
  }
}
