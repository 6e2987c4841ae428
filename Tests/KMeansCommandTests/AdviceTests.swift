import Testing

/// What an error advises can be done: the verb has the option that is named, and with it the same
/// command works.
@Suite struct AdviceTests {
  /// A command that fails, words of its advice, and the command that follows it.
  struct Advice: Sendable, CustomTestStringConvertible {
    let line: String
    let words: String
    let followed: String?
    var testDescription: String { line }

    init(_ line: String, _ words: String, _ followed: String? = nil) {
      self.line = line
      self.words = words
      self.followed = followed
    }
  }

  static let fits = [
    Advice("flats.csv -k 2", "no verb is given; kmeans fit flats.csv -k 2", "fit flats.csv -k 2"),
    Advice("flats.csv", "kmeans info flats.csv tells", "info flats.csv"),
    Advice("cluster", "the verbs are fit, predict, evaluate, sweep, explain, info"),
    Advice("fit flats.csv -k auto", "kmeans sweep flats.csv tries", "sweep flats.csv"),
    Advice("fit flats.csv -k 2..4", "kmeans sweep flats.csv -k 2..4", "sweep flats.csv -k 2..4"),
    Advice("fit flats.csv -k 9", "choose a smaller -k", "fit flats.csv -k 8"),
    Advice(
      "fit flats.csv -k 2 --columns aera", "did you mean", "fit flats.csv -k 2 --columns area"),
    Advice("fit word.csv -k 1", "--exclude x", "fit word.csv -k 1 --exclude x"),
    Advice("fit infinite.csv -k 1", "--exclude y", "fit infinite.csv -k 1 --exclude y"),
    Advice("fit integer.csv -k 1", "--id x", "fit integer.csv -k 1 --id x"),
    Advice("fit gap.csv -k 2", "--missing drop alone", "fit gap.csv -k 2 --missing drop"),
    Advice("fit gap.csv -k 2", "--missing mean", "fit gap.csv -k 2 --missing mean"),
    Advice("fit holes.csv -k 2", "--exclude z keeps all 12", "fit holes.csv -k 2 --exclude z"),
    Advice(
      "fit none.csv -k 1 --missing drop", "--exclude z",
      "fit none.csv -k 1 --missing drop --exclude z"),
    Advice("fit tiny.csv -k 2", "--scale standard", "fit tiny.csv -k 2 --scale standard"),
    Advice(
      "fit tiny.csv -k 2 --scale standard --report t.html", "leave --report out",
      "fit tiny.csv -k 2 --scale standard"),
    Advice("fit huge.csv -k 2", "--scale standard", "fit huge.csv -k 2 --scale standard"),
    Advice(
      "fit flats.csv -k 2 --init two.csv", "choose the data's with --columns",
      "fit flats.csv -k 2 --init two.csv --columns area,price"),
    Advice(
      "fit flats.csv -k 2 --init g.json", "choose the data's with --columns",
      "fit flats.csv -k 2 --init g.json --columns area,price"),
    Advice(
      "fit flats.csv -k 3 --init g.json --columns area,price", "as many centroids as clusters"),
    Advice(
      "fit flats.csv -k 2 --init c.json --columns area,price", "a model of the same distance",
      "fit flats.csv -k 2 --init c.json --columns area,price --distance cosine"),
    Advice("fit flats.csv -k 2 --init wordy.csv", "take the column out of the file"),
    Advice("fit flats.csv -k 2 --init kmeans", "--init kmeans: give k-means++"),
    Advice(
      "fit zero.csv -k 1 --distance cosine --exclude z", "--missing drop",
      "fit zero.csv -k 1 --distance cosine --exclude z --missing drop"),
    Advice(
      "fit flats.csv -k 2 --labels - --json", "--labels FILE",
      "fit flats.csv -k 2 --labels l.csv --json"),
    Advice("fit flats.csv -k 2 --labels - --append -", "name another"),
    Advice("fit flats.csv -k 2 --image-shape 1x3", "--report"),
    Advice("fit flats.csv -k 2 --columns area --exclude price", "give one of them"),
    Advice("fit numbers.npy -k 1 --append o.csv", "--labels"),
    Advice("fit flats.csv -k 2 --time-limit 0", "--time-limit"),
  ]

  static let others = [
    Advice("sweep flats.csv -k 2..9", "choose a smaller -k", "sweep flats.csv -k 2..8"),
    Advice("sweep word.csv", "--exclude x", "sweep word.csv --exclude x"),
    Advice("sweep gap.csv", "--missing mean", "sweep gap.csv --missing mean"),
    Advice("sweep tiny.csv", "--scale standard", "sweep tiny.csv --scale standard"),
    Advice("sweep flats.csv --references 1", "0, or at least 2", "sweep flats.csv --references 2"),
    Advice("explain flats.csv -k auto --text", "kmeans sweep flats.csv", "sweep flats.csv"),
    Advice("explain flats.csv -k 2", "--text", "explain flats.csv -k 2 --text"),
    Advice(
      "explain word.csv -k 2 --text", "--exclude x", "explain word.csv -k 2 --text --exclude x"),
    Advice(
      "explain gap.csv -k 2 --text", "--missing mean",
      "explain gap.csv -k 2 --text --missing mean"),
    Advice("info word.csv", "--exclude x", "info word.csv --exclude x"),
    Advice("info infinite.csv", "--exclude y", "info infinite.csv --exclude y"),
    Advice("info integer.csv", "--id x", "info integer.csv --id x"),
    Advice("fit mixed.csv -k 1", "--one-hot x", "fit mixed.csv -k 1 --one-hot x"),
    Advice("info star.csv", "--na '*'", "info star.csv --na *"),
    Advice(
      "fit days.csv -k 1 --dates days", "--dates d=days:dmy",
      "fit days.csv -k 1 --dates d=days:dmy"),
    Advice(
      "info days.csv --dates hours", "--dates d=hours:mdy", "info days.csv --dates d=hours:mdy"),
    Advice(
      "fit notes.csv -k 1", "use --comment //", "fit notes.csv -k 1 --comment //"),
    Advice(
      "fit many.csv -k 1 --columns w,x --categories onehot", "--one-hot w",
      "fit many.csv -k 1 --columns x --one-hot w"),
    Advice("predict g.json badflats.csv", "fit the model again without the column"),
    Advice("predict g.json holesflats.csv", "--missing mean"),
    Advice("predict g.json gap.csv", "no column \"area\""),
    Advice("predict g.json flats.csv --labels - --json", "--labels FILE"),
    Advice("evaluate badflats.csv --model g.json", "fit the model again without the column"),
    Advice("evaluate flats.csv", "--model or --labels", "evaluate flats.csv --model g.json"),
    Advice(
      "evaluate flats.csv --labels flats.csv", "--labels-column",
      "evaluate flats.csv --labels-column rooms"),
    Advice(
      "evaluate flats.csv --model g.json --truth flats.csv", "--truth-column",
      "evaluate flats.csv --model g.json --truth-column flat"),
    Advice("evaluate flats.csv --model g.json --labels-column rooms", "--labels-column"),
    Advice(
      "evaluate word.csv --labels-column z", "--exclude x",
      "evaluate word.csv --labels-column z --exclude x"),
    Advice(
      "evaluate zero.csv --labels-column z --distance cosine", "--missing drop",
      "evaluate zero.csv --labels-column z --distance cosine --missing drop"),
    Advice(
      "evaluate flats.csv --model g.json --scale standard", "--scale cannot be used with --model"),
  ]

  let scratch = Scratch()

  init() throws {
    scratch.write("flats.csv", SampleData.flats)
    let many = (1...11).map { "\($0),\($0 % 3),\($0 % 2)\n" }.joined()
    scratch.write("word.csv", "x,y,z\n" + many + "many,3,1\n")
    scratch.write("infinite.csv", "x,y\n1,2\n3,inf\n")
    scratch.write("integer.csv", "x,y\n9007199254740993,2\n3,4\n")
    scratch.write("gap.csv", "x,y\n1,2\n3,\n5,NA\n7,1\n2,8\n")
    let half = (1...12).map { "\($0),\($0 % 5),\($0 % 2 == 0 ? "" : "\($0)")\n" }.joined()
    scratch.write("holes.csv", "x,y,z\n" + half)
    scratch.write("none.csv", "x,z\n1,\n2,\n,4\n3,\n")
    scratch.write("tiny.csv", "x,y\n1e-200,2e-200\n3e-200,1e-200\n9e-200,8e-200\n")
    scratch.write("huge.csv", "x,y\n1e200,2e200\n3e200,1e200\n9e200,8e200\n")
    scratch.write("zero.csv", "x,y,z\n1,2,0\n0,0,1\n3,1,1\n4,4,0\n3,2,1\n1,3,0\n")
    let both = (1...9).map { "\($0 % 3 == 0 ? "\($0)" : "w\($0 % 2)"),\($0)\n" }.joined()
    scratch.write("mixed.csv", "x,y\n" + both)
    scratch.write("star.csv", "x,y\n1,2\n2,3\n*,4\n")
    scratch.write("days.csv", "d,x\n03/04/2024,1\n05/06/2024,2\n")
    scratch.write("notes.csv", "// note\nt,x\n0,1\n1,2\n")
    scratch.write("many.csv", "w,x\na,1\nb,2\nc,3\na,4\n")
    scratch.write("two.csv", "area,price\n40,200\n120,900\n")
    scratch.write("wordy.csv", "area,name\n40,x\n120,y\n")
    scratch.write("badflats.csv", SampleData.flats + "i,60,many,3\n")
    scratch.write("holesflats.csv", SampleData.flats + "i,60,,3\n")
    for (model, distance) in [("g.json", "euclidean"), ("c.json", "cosine")] {
      _ = try CommandRun(
        [
          "fit", "flats.csv", "-k", "2", "--columns", "area,price", "--distance", distance,
          "--model", model,
        ], in: scratch)
    }
    _ = try CommandRun(
      ["fit", "flats.csv", "-k", "1", "--columns", "area", "--centroids", "numbers.npy"],
      in: scratch)
  }

  private func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

  @Test(arguments: fits + others)
  func namesOptionsOfTheVerb(_ advice: Advice) throws {
    let run = try CommandRun(words(advice.line), in: scratch)
    #expect(run.status != 0 && run.output == "")
    #expect(run.errors.contains(advice.words), "\(run.errors)")
    let message = run.errors.split(separator: "\n").filter {
      !$0.hasPrefix("Usage:") && !$0.hasPrefix("  See ")
    }.joined(separator: "\n")
    var verbs = [words(advice.line)[0]]
    // Some advice is for the fit of the model, and says so.
    if message.contains("fit it again") || message.contains("fit with ") { verbs.append("fit") }
    for found in message.matches(of: /kmeans (fit|sweep|info)/) { verbs.append(String(found.1)) }
    var options: Set<String> = []
    for verb in verbs {
      let help = try CommandRun([verb, "--help"], in: scratch).output
      options.formUnion(help.matches(of: /(--[a-z][a-z-]*|-k)\b/).map { String($0.0) })
    }
    // An option that was given may be told to be left out.
    for option in message.matches(of: /(?:^|[ (])(--[a-z][a-z-]*|-k)\b/)
    where !advice.line.contains(option.1) {
      #expect(options.contains(String(option.1)), "\(option.1) in: \(message)")
    }
  }

  @Test(arguments: (fits + others).filter { $0.followed != nil })
  func works(_ advice: Advice) throws {
    let run = try CommandRun(words(advice.followed ?? ""), in: scratch)
    #expect(run.status == 0, "\(run.errors)")
  }
}
