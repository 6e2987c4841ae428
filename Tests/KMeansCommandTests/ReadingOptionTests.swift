import Testing

/// How the command reads files as people have them.
@Suite struct ReadingOptionTests {
  let scratch = Scratch()

  @Test func irisAsItIsPublishedHasAllOfItsRows() throws {
    let rows = (0..<150).map { "\(5 + $0 % 3).\($0 % 7),3.\($0 % 5),Iris-\($0 / 50)\n" }.joined()
    scratch.write("iris.data", rows)
    let run = try CommandRun(
      ["fit", "iris.data", "-k", "3", "--labels", "l.csv", "--append", "a.csv", "--json"],
      in: scratch)
    #expect(try FitAnswer(run).points == 150)
    #expect(run.errors.contains("line 1 is read as values"))
    #expect(scratch.text("l.csv").split(separator: "\n").count == 151)
    let appended = scratch.text("a.csv").split(separator: "\n")
    let labels = scratch.text("l.csv").split(separator: "\n").dropFirst()
    #expect(zip(appended, labels).allSatisfy { $0.hasSuffix(",\($1)") } && appended.count == 150)
    let other = try CommandRun(
      ["fit", "iris.data", "-k", "3", "--header", "yes", "--json", "--quiet"], in: scratch)
    #expect(try FitAnswer(other).points == 149)
  }

  @Test func aHeaderOfNumbersIsOne() throws {
    scratch.write("p.csv", "0,1,2,3\n5.1,3.5,1.4,0.2\n4.9,3.0,1.4,0.2\n7.0,3.2,4.7,1.4\n")
    let run = try CommandRun(["fit", "p.csv", "-k", "2", "--json"], in: scratch)
    #expect(try FitAnswer(run).points == 3)
    #expect(run.errors.contains("--header no reads it as values"))
  }

  @Test func optionsReachEveryVerb() throws {
    scratch.write("x.txt", "junk\na;b\n1,5;-9\n2,5;3\n7,5;4\n8,25;5\n")
    let options = ["--skip-lines", "1", "--decimal", ",", "--separator", ";", "--na", "b=-9"]
    let info = try CommandRun(["info", "x.txt"] + options, in: scratch)
    #expect(info.output.contains("1 of 4 rows misses a value"))
    let fit = try CommandRun(
      ["fit", "x.txt", "-k", "2", "--missing", "drop", "--model", "m.json", "--labels", "l.csv"]
        + options, in: scratch)
    #expect(fit.status == 0, "\(fit.errors)")
    let predict = try CommandRun(
      ["predict", "m.json", "x.txt", "--labels", "p.csv"] + options, in: scratch)
    #expect(predict.status == 0, "\(predict.errors)")
    #expect(scratch.text("l.csv") == scratch.text("p.csv"))
    let score = try CommandRun(
      ["evaluate", "x.txt", "--labels", "l.csv", "--missing", "drop"] + options, in: scratch)
    #expect(score.status == 0, "\(score.errors)")
  }

  @Test func whatIsOpenIsAskedWithExitCode65() throws {
    for (text, option) in [
      ("a;b\n1,234;1\n2,500;2\n", "--decimal"), ("0,1,2\n5,7,1\n2,2,9\n", "--header"),
      ("a,b\nx,1\n5,2\ny,3\n", "--exclude"), ("junk,\na,b,c\n1,2,3\n4,5,6\n", "--skip-lines"),
    ] {
      scratch.write("t.csv", text)
      let run = try CommandRun(["fit", "t.csv", "-k", "1"], in: scratch)
      #expect(run.status == 65 && run.errors.contains(option), "\(text): \(run.errors)")
    }
  }

  @Test func packedInputIsReadFromPipes() throws {
    guard Tools.has("gzip") else { return }
    scratch.write("t.csv", "a,b\n1,2\n3,4\n")
    for script in [
      "gzip -c t.csv | \"$KMEANS\" info -", "gzip -c t.csv > z; \"$KMEANS\" info z",
      "mkfifo f; gzip -c t.csv > f & \"$KMEANS\" info f",
    ] {
      let run = try CommandRun(shell: script, in: scratch)
      #expect(run.output.contains("2 rows, 2 columns of numbers"), "\(script): \(run.errors)")
    }
  }

  @Test(arguments: [
    ["--decimal", ",", "--thousands", ","], ["--separator", ";", "--comment", ";"],
    ["--skip-lines", "-1"], ["--separator", "ab"], ["--format", "xlsx"], ["--header", "maybe"],
  ])
  func wrongOptionsAreUsage(options: [String]) throws {
    scratch.write("t.csv", "a,b\n1,2\n")
    let run = try CommandRun(["info", "t.csv"] + options, in: scratch)
    #expect(run.status == 64, "\(options)")
  }
}
