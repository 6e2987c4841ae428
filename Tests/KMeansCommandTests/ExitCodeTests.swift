import Testing

/// What goes wrong: one line on standard error, nothing on standard output, and a code for scripts.
@Suite struct ExitCodeTests {
  struct Mishap: Sendable, CustomTestStringConvertible {
    let arguments: String
    let status: Int32
    let message: String
    var testDescription: String { arguments }

    init(_ arguments: String, _ status: Int32, _ message: String) {
      self.arguments = arguments
      self.status = status
      self.message = message
    }
  }

  static let dataMishaps = [
    Mishap(
      "flats.csv -k 9", 65, "flats.csv has 8 points, too few for 9 clusters; choose a smaller -k"),
    Mishap(
      "flats.csv -k 2 --columns aera", 65,
      "flats.csv has no column \"aera\"; did you mean \"area\"? it has \"flat\", \"area\", "
        + "\"price\", \"rooms\""),
    Mishap(
      "flats.csv -k 2 --columns flat", 65,
      "flats.csv, line 2, column \"flat\": \"a\" is not a number; --one-hot flat takes words as "
        + "categories, or leave the column out of --columns"),
    Mishap(
      "gap.csv -k 2", 65,
      "gap.csv: 2 missing cells in 2 rows, the first in line 3, column \"y\" (lines 3, 4); all "
        + "2 holes are in \"y\": --exclude y keeps all 3 rows, --missing drop alone 1, --missing "
        + "mean keeps all and puts the columns' means in"),
    Mishap(
      "infinite.csv -k 1", 65,
      "infinite.csv, line 3, column \"y\": \"inf\" is not finite; correct it, or leave the column "
        + "out with --exclude y"),
    Mishap(
      "ragged.csv -k 1", 65,
      "ragged.csv, line 3: 3 cells where the first row has 2; correct the line"),
    Mishap(
      "word.csv -k 1", 65,
      "word.csv, line 12, column \"x\": \"many\" is not a number; correct it, or leave the column "
        + "out with --exclude x"),
    Mishap(
      "huge.csv -k 1", 65,
      "huge.csv, line 3, column \"y\": 1e+200 is too large, its square would overflow; use larger "
        + "units, or --scale standard"),
    Mishap(
      "integer.csv -k 1", 65,
      "integer.csv, line 2, column \"x\": the whole number \"9007199254740993\" is beyond 2⁵³, "
        + "where doubles skip numbers; if it is an identifier use --id x, else write it with a "
        + "decimal point"),
    Mishap(
      "weights.csv -k 1 --weights w", 65,
      "weights.csv, line 3, column \"w\": the weight \"-1\" is negative; weights are 0 or more"),
    Mishap("empty.csv -k 1", 65, "empty.csv is empty; it needs at least one row of numbers"),
    Mishap(
      "flats.csv -k 2 --init two.csv", 65,
      "two.csv: the centroids have 2 columns and the data has 3; choose the data's with --columns"),
    Mishap(
      "flats.csv -k 3 --init two.csv --columns area,price", 65,
      "two.csv: 2 centroids for -k 3; give as many centroids as clusters"),
    Mishap("none.csv -k 2", 66, "none.csv: no such file; check the path"),
    Mishap("flats.csv -k 2 --init none.npy", 66, "none.npy: no such file; check the path"),
    Mishap("folder.csv -k 2", 74, "folder.csv is a folder; name a file in it"),
  ]

  static let outputMishaps = [
    Mishap(
      "flats.csv -k 2 --labels no/a.csv", 73,
      "no/a.csv cannot be written: there is no folder no; make it first"),
    Mishap(
      "flats.csv -k 2 --labels folder.csv", 73,
      "folder.csv is a folder; name a file in it to write to"),
    Mishap(
      "flats.csv -k 2 --model model.txt", 73,
      "model.txt: cannot write this format; end the name in .json"),
    Mishap(
      "flats.csv -k 2 --append out.npy", 73,
      "out.npy: cannot write this format; end the name in .csv or .tsv"),
    Mishap(
      "vectors.fbin -k 2 --append out.csv", 73,
      "vectors.fbin: labels can be appended to .csv and .tsv only; write them with --labels"),
    Mishap(
      "flats.csv -k 2 --labels a.csv --centroids ./a.csv", 64,
      "--centroids ./a.csv is the same file as --labels; name another"),
    Mishap(
      "flats.csv -k 2 --append flats.csv", 64,
      "--append flats.csv is the same file as the data; name another"),
    Mishap(
      "flats.csv -k 2 --labels - --json", 64,
      "--labels - and --json both write to standard output; name a file for one of them: "
        + "--labels FILE, or --json > FILE"),
    Mishap(
      "flats.csv -k 2 --init kmeans", 64,
      "--init kmeans: give k-means++, k-means++-plain, k-means-parallel, random, or a file of "
        + "centroids (.csv, .tsv, .npy) or a model (.json)"),
  ]

  static let usageMishaps = [
    Mishap("flats.csv -k 0", 64, "-k is 0; it must be at least 1"),
    Mishap("flats.csv -k -3", 64, "-k is -3; it must be at least 1"),
    Mishap("flats.csv -k many", 64, "The value 'many' is invalid for '-k <k>'"),
    Mishap("flats.csv", 64, "Missing expected argument '-k <k>'"),
    Mishap("flats.csv -k 2 --bogus", 64, "Unknown option '--bogus'"),
    Mishap("flats.csv -k 2 --threads 0", 64, "the number of threads is 0; it must be at least 1"),
    Mishap(
      "flats.csv -k 2 --restarts -1", 64, "the number of restarts is -1; it must be at least 1"),
    Mishap(
      "flats.csv -k 2 --tolerance -1", 64,
      "the tolerance is -1.0; it must be 0 or a positive number"),
    Mishap(
      "flats.csv -k 2 --max-iterations 0", 64, "the iteration limit is 0; it must be at least 1"),
    Mishap(
      "flats.csv -k 2 --time-limit 0", 64,
      "--time-limit is 0.0; it must be more than 0 and at most 1e9 seconds"),
    Mishap("flats.csv -k 2 --seed -1", 64, "The value '-1' is invalid for '--seed <number>'"),
    Mishap(
      "flats.csv -k 2 --scale log", 64,
      "The value 'log' is invalid for '--scale <method>'. Please provide one of 'none', "
        + "'standard', 'minmax' or 'robust'."),
    Mishap(
      "flats.csv -k 2 --columns area --exclude price", 64,
      "--columns and --exclude cannot be used together; give one of them"),
    Mishap("flats.csv -k 2 --columns ,", 64, "--columns names no column"),
  ]

  let scratch = Scratch()

  init() {
    scratch.write("flats.csv", SampleData.flats)
    scratch.write("gap.csv", "x,y\n1,2\n3,\n5,NA\n")
    scratch.write("infinite.csv", "x,y\n1,2\n3,inf\n")
    scratch.write("ragged.csv", "x,y\n1,2\n3,4,5\n")
    scratch.write("word.csv", "x,y\n" + String(repeating: "1,2\n", count: 10) + "many,3\n")
    scratch.write("huge.csv", "x,y\n1,2\n3,1e200\n")
    scratch.write("integer.csv", "x,y\n9007199254740993,2\n3,4\n")
    scratch.write("weights.csv", "x,w\n1,2\n3,-1\n")
    scratch.write("empty.csv", "")
    scratch.write("two.csv", "area,price\n40,200\n120,900\n")
    scratch.write("vectors.fbin", bytes: [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
    scratch.makeFolder("folder.csv")
  }

  @Test(arguments: dataMishaps + outputMishaps)
  func oneLine(_ mishap: Mishap) throws {
    let before = scratch.files
    let run = try CommandRun(
      ["fit"] + mishap.arguments.split(separator: " ").map(String.init), in: scratch)
    #expect(run.errors == "kmeans: \(mishap.message)\n")
    #expect(run.output == "")
    #expect(run.status == mishap.status)
    #expect(scratch.files == before)
  }

  @Test(arguments: usageMishaps)
  func usage(_ mishap: Mishap) throws {
    let run = try CommandRun(
      ["fit"] + mishap.arguments.split(separator: " ").map(String.init), in: scratch)
    let line = run.errors.split(separator: "\n").first ?? ""
    #expect(line == "Error: \(mishap.message)")
    #expect(run.output == "")
    #expect(run.status == mishap.status)
  }

  @Test(arguments: [["fit", "flats.csv", "-k", "2"], ["predict", "m.json", "flats.csv"]])
  func instructionSets(_ arguments: [String]) throws {
    let unknown = try CommandRun(
      arguments, in: scratch, environment: ["KMEANS_INSTRUCTION_SET": "abacus"])
    #expect(
      unknown.errors.hasPrefix(
        "kmeans: KMEANS_INSTRUCTION_SET: unknown instruction set 'abacus' (known: scalar, "))
    #expect(unknown.status == 64)
    #if arch(x86_64)
      let foreign = "neon"
    #else
      let foreign = "avx2"
    #endif
    let unsupported = try CommandRun(
      arguments, in: scratch, environment: ["KMEANS_INSTRUCTION_SET": foreign])
    #expect(
      unsupported.errors
        == "kmeans: KMEANS_INSTRUCTION_SET: this machine cannot run the instruction set "
        + "'\(foreign)'\n")
    #expect(unsupported.status == 64)
  }
}
