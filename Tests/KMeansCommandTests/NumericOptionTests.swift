import Testing

/// Numbers that no work can be done with: one line in words and exit code 64, never a trap, a flood
/// of memory or work without end.
@Suite struct NumericOptionTests {
  static let huge = "9223372036854775807"

  static let mishaps: [(arguments: String, message: String)] = [
    ("fit x.csv -k 2147483648", "k is 2147483648; it must be at most 2147483647"),
    ("explain x.csv -k 2147483648 --text", "k is 2147483648; it must be at most 2147483647"),
    ("fit x.csv -k 9223372036854775808", "The value '9223372036854775808' is invalid for '-k <k>'"),
    (
      "fit x.csv -k 2 --restarts 1000001",
      "the number of restarts is 1000001; it must be at most 1000000"
    ),
    (
      "fit x.csv -k 2 --restarts \(huge)",
      "the number of restarts is \(huge); it must be at most 1000000"
    ),
    (
      "sweep x.csv --references 2000000000",
      "the number of references is 2000000000; it must be at most 10000"
    ),
    ("sweep x.csv --references -2", "the number of references is -2; it must be at least 0"),
    ("sweep x.csv --references 1", "the number of references is 1; it must be 0, or at least 2"),
    (
      "sweep x.csv --stability 2000000000",
      "the number of stability pairs is 2000000000; it must be at most 10000"
    ),
    ("sweep x.csv --stability -1", "the number of stability pairs is -1; it must be at least 0"),
    (
      "sweep x.csv --restarts \(huge)",
      "the number of restarts is \(huge); it must be at most 10000"
    ),
    ("sweep x.csv --restarts 0", "the number of restarts is 0; it must be at least 1"),
    ("sweep x.csv -k 1..2000", "The value '1..2000' is invalid for '-k <numbers>'"),
    ("sweep x.csv -k 1..\(huge)", "The value '1..\(huge)' is invalid for '-k <numbers>'"),
    ("sweep x.csv -k 0..3", "The value '0..3' is invalid for '-k <numbers>'"),
    (
      "fit x.csv -k 2 --time-limit 1e10",
      "--time-limit is 10000000000.0; it must be more than 0 and at most 1e9 seconds"
    ),
    (
      "fit x.csv -k 2 --time-limit nan",
      "--time-limit is nan; it must be more than 0 and at most 1e9 seconds"
    ),
    ("fit x.csv -k 2 --tolerance inf", "the tolerance is inf; it must be 0 or a positive number"),
    (
      "fit x.csv -k 2 --max-iterations 99999999999999999999",
      "The value '99999999999999999999' is invalid for '--max-iterations <number>'"
    ),
    (
      "fit x.csv -k 2 --seed 18446744073709551616",
      "The value '18446744073709551616' is invalid for '--seed <number>'"
    ),
    (
      "fit x.csv -k 2 --report r.html --image-shape 99999999x99999999",
      "The value '99999999x99999999' is invalid for '--image-shape <shape>'"
    ),
  ]

  let scratch = Scratch()

  init() {
    scratch.write("x.csv", SampleData.noise(count: 30))
    scratch.write("y.csv", "cluster\n" + String(repeating: "0\n1\n2\n", count: 10))
  }

  @Test(arguments: mishaps)
  func isTold(_ mishap: (arguments: String, message: String)) throws {
    let run = try CommandRun(
      mishap.arguments.split(separator: " ").map(String.init), in: scratch)
    #expect(run.errors.split(separator: "\n").first ?? "" == "Error: \(mishap.message)")
    #expect(run.output == "")
    #expect(run.status == 64)
  }

  @Test(arguments: [
    "fit x.csv -k 2 --max-iterations \(huge)", "explain x.csv -k 2 --text --max-iterations \(huge)",
    "fit x.csv -k 2 --threads \(huge)", "evaluate x.csv --labels y.csv --threads \(huge)",
    "sweep x.csv -k 2..3 --threads \(huge) --references 2", "fit x.csv -k 2 --tolerance 1e308",
    "fit x.csv -k 2 --time-limit 1e9", "fit x.csv -k 2 --seed 18446744073709551615",
  ])
  func worksAtTheLimit(_ arguments: String) throws {
    let run = try CommandRun(arguments.split(separator: " ").map(String.init), in: scratch)
    #expect(run.status == 0)
  }
}
