import Testing

/// Names that begin with a dash are neither help nor a riddle.
@Suite struct DashTests {
  let scratch = Scratch()

  init() {
    for name in ["flats.csv", "-dash.csv", "-hello.csv", "-v.csv", "-k.csv", "-1.csv"] {
      scratch.write(name, "a,b\n1,2\n3,4\n9,9\n")
    }
  }

  static let mistaken: [(arguments: [String], word: String)] = [
    (["fit", "-dash.csv", "-k", "2"], "-dash.csv"),
    (["fit", "-k", "2", "-hello.csv"], "-hello.csv"),
    (["fit", "-v.csv", "-k", "2"], "-v.csv"), (["fit", "-k.csv", "-k", "2"], "-k.csv"),
    (["fit", "-1.csv", "-k", "2"], "-1.csv"), (["info", "-dash.csv"], "-dash.csv"),
    (["info", "-k.csv"], "-k.csv"), (["sweep", "-hello.csv"], "-hello.csv"),
    (["explain", "-dash.csv", "-k", "2", "--text"], "-dash.csv"),
    (["predict", "-hash.json", "flats.csv"], "-hash.json"),
    (["predict", "m.json", "-dash.csv"], "-dash.csv"),
    (["evaluate", "-dash.csv", "--model", "m.json"], "-dash.csv"),
    (["evaluate", "flats.csv", "--labels", "-hello.csv"], "-hello.csv"),
    (["fit", "flats.csv", "-k", "2", "--labels", "-out.csv"], "-out.csv"),
    (["fit", "flats.csv", "-k", "2", "--append", "-hout.csv"], "-hout.csv"),
    (["fit", "flats.csv", "-k", "2", "-bogus"], "-bogus"),
  ]

  @Test(arguments: mistaken)
  func isNoHelp(_ mishap: (arguments: [String], word: String)) throws {
    let before = scratch.files
    let run = try CommandRun(mishap.arguments, in: scratch)
    #expect(
      run.errors.hasPrefix(
        "Error: '\(mishap.word)' is no option; a file of that name is given as ./\(mishap.word), "
          + "and another value that begins with a dash after an equals sign, as in --columns=-a\n"))
    #expect(run.output == "")
    #expect(run.status == 64)
    #expect(scratch.files == before)
  }

  @Test(arguments: [
    ["fit", "./-dash.csv", "-k", "2"], ["fit", "-k2", "--", "-dash.csv"],
    ["fit", "flats.csv", "-k", "2", "--labels=-out.csv"], ["info", "--", "-hello.csv"],
  ])
  func works(_ arguments: [String]) throws {
    #expect(try CommandRun(arguments, in: scratch).status == 0)
  }

  @Test(arguments: [
    ["fit", "-h"], ["fit", "--help"], ["-h"], ["help", "fit"], ["fit", "-help"], ["--version"],
    ["fit", "-dash.csv", "-h"], [],
  ])
  func helpIsHelp(_ arguments: [String]) throws {
    let run = try CommandRun(arguments, in: scratch)
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(!run.output.isEmpty)
  }

  @Test func valuesThatBeginWithADash() throws {
    for (option, value) in [("--seed", "-abc"), ("-k", "-many"), ("--tolerance", "-x1")] {
      let rest = option == "-k" ? [] : ["-k", "2"]
      let run = try CommandRun(["fit", "flats.csv", option, value] + rest, in: scratch)
      #expect(run.errors.hasPrefix("Error: The value '\(value)' is invalid for '\(option) <"))
      #expect(run.status == 64)
    }
  }
}
