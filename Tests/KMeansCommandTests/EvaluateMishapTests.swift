import Testing

/// What goes wrong with `kmeans evaluate`: one line, nothing on standard output, and a code.
@Suite struct EvaluateMishapTests {
  typealias Mishap = ExitCodeTests.Mishap

  static let mishaps = [
    Mishap("none.csv --labels two.csv", 66, "none.csv: no such file; check the path"),
    Mishap("flats.csv --labels none.csv", 66, "none.csv: no such file; check the path"),
    Mishap("flats.csv --model none.json", 66, "none.json: no such file; check the path"),
    Mishap(
      "flats.csv --labels eight.csv --truth none.npy", 66,
      "none.npy: no such file; check the path"),
    Mishap(
      "flats.csv --labels two.csv", 65,
      "two.csv has 2 labels and flats.csv has 8 rows; give one label a row"),
    Mishap(
      "flats.csv --labels eight.csv --truth two.csv", 65,
      "two.csv has 2 labels and flats.csv has 8 rows; give one label a row"),
    Mishap(
      "flats.csv --labels none-at-all.csv", 65, "flats.csv: no row is left that has a label"),
    Mishap(
      "flats.csv --labels eight.csv --truth none-at-all.csv", 65,
      "none-at-all.csv: no row that has a label has a class"),
    Mishap(
      "flats.csv --labels below.csv", 65,
      "below.csv: a label is -2; labels are 0 or more, and -1 for none"),
    Mishap(
      "flats.csv --labels empty.csv", 65, "empty.csv is empty; it needs at least one row of numbers"
    ),
    Mishap(
      "empty.csv --labels two.csv", 65, "empty.csv is empty; it needs at least one row of numbers"),
    Mishap(
      "flats.csv --labels wide.csv", 65,
      "wide.csv has 2 columns and none is named \"cluster\"; name the column of the labels "
        + "with --labels-column, one of \"a\", \"b\""),
    Mishap(
      "flats.csv --labels wide.csv --labels-column c", 65,
      "wide.csv has no column \"c\"; it has \"a\", \"b\""),
    Mishap(
      "flats.csv --labels half.csv", 65,
      "half.csv, line 3, column \"cluster\": \"0.5\" is not a label; labels are whole numbers from "
        + "-2147483648 to 2147483647, or all of them text"),
    Mishap(
      "gap.csv --labels two.csv", 65,
      "gap.csv: 1 missing cell in 1 row, the first in line 3, column \"y\" (line 3); the only "
        + "hole is in \"y\": --exclude y keeps all 2 rows, --missing drop alone 1, --missing mean "
        + "keeps all and puts the columns' means in"),
    Mishap(
      "infinite.csv --labels two.csv", 65,
      "infinite.csv, line 3, column \"y\": \"inf\" is not finite; correct it, or leave the column "
        + "out with --exclude y"),
    Mishap(
      "huge.csv --labels two.csv", 65,
      "huge.csv, line 3, column \"y\": 1e+200 is too large, its square would overflow; use larger "
        + "units, or --scale standard"),
    Mishap(
      "two.csv --model m.json", 65,
      "two.csv has no column \"area\"; it has \"cluster\""),
    Mishap(
      "flats.csv --model flats.csv", 65,
      "flats.csv: this is not a model (it is not JSON); give a file that kmeans fit --model wrote"),
  ]

  static let usageMishaps = [
    Mishap("flats.csv", 64, "give the clustering: --model or --labels"),
    Mishap(
      "flats.csv --model m.json --labels eight.csv", 64,
      "--model and --labels cannot be used together; give one of them"),
    Mishap(
      "flats.csv --model m.json --scale standard", 64,
      "--scale cannot be used with --model, which knows its columns"),
    Mishap(
      "flats.csv --model m.json --columns area", 64,
      "--columns cannot be used with --model, which knows its columns"),
    Mishap(
      "flats.csv --model m.json --labels-column a", 64,
      "--labels-column cannot be used with --model, which labels the rows"),
    Mishap(
      "- --model m.json --truth-column a", 64,
      "standard input (-) can be read once; name files for the others"),
    Mishap(
      "flats.csv --model m.json --threads 0", 64,
      "the number of threads is 0; it must be at least 1"),
    Mishap(
      "- --labels -", 64, "standard input (-) can be read once; name files for the others"),
    Mishap(
      "flats.csv --model m.json --silhouette quick", 64,
      "The value 'quick' is invalid for '--silhouette <method>'. Please provide one of 'exact', "
        + "'sampled', 'simplified' or 'none'."),
    Mishap("", 64, "Missing expected argument '<data>'"),
  ]

  let scratch = Scratch()

  init() throws {
    scratch.write("flats.csv", SampleData.flats)
    scratch.write("two.csv", "cluster\n0\n1\n")
    scratch.write("eight.csv", "cluster\n0\n0\n0\n0\n1\n1\n1\n1\n")
    scratch.write("none-at-all.csv", "cluster\n-1\n-1\n-1\n-1\n-1\n-1\n-1\n-1\n")
    scratch.write("below.csv", "cluster\n0\n-2\n0\n0\n1\n1\n1\n1\n")
    scratch.write("half.csv", "cluster\n0\n0.5\n0\n0\n1\n1\n1\n1\n")
    scratch.write("wide.csv", "a,b\n0,1\n1,2\n")
    scratch.write("empty.csv", "")
    scratch.write("gap.csv", "x,y\n1,2\n3,\n")
    scratch.write("infinite.csv", "x,y\n1,2\n3,inf\n")
    scratch.write("huge.csv", "x,y\n1,2\n3,1e200\n")
    let fit = try CommandRun(
      ["fit", "flats.csv", "-k", "2", "--columns", "area,price", "--model", "m.json", "--quiet"],
      in: scratch)
    #expect(fit.status == 0)
  }

  @Test(arguments: mishaps)
  func oneLine(_ mishap: Mishap) throws {
    let run = try CommandRun(
      ["evaluate"] + mishap.arguments.split(separator: " ").map(String.init), in: scratch)
    #expect(run.errors == "kmeans: \(mishap.message)\n")
    #expect(run.output == "")
    #expect(run.status == mishap.status)
  }

  @Test(arguments: usageMishaps)
  func usage(_ mishap: Mishap) throws {
    let run = try CommandRun(
      ["evaluate"] + mishap.arguments.split(separator: " ").map(String.init), in: scratch)
    let line = run.errors.split(separator: "\n").first ?? ""
    #expect(line == "Error: \(mishap.message)")
    #expect(run.output == "")
    #expect(run.status == mishap.status)
  }

  @Test func standardInputIsData() throws {
    let run = try CommandRun(
      ["evaluate", "-", "--labels", "two.csv", "--json"], in: scratch, input: "x\n1\n5\n")
    // Two points on their own: no scores, but an answer.
    #expect(run.status == 0)
    #expect(try EvaluateAnswer(run).sizes == [1, 1])
  }

  @Test func instructionSets() throws {
    let run = try CommandRun(
      ["evaluate", "flats.csv", "--model", "m.json"], in: scratch,
      environment: ["KMEANS_INSTRUCTION_SET": "abacus"])
    #expect(run.status == 64)
  }
}
