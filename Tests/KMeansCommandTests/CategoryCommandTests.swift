import Testing

/// Columns of words and dates, from the file to labels of further files.
@Suite struct CategoryCommandTests {
  let scratch = Scratch()

  /// Passengers of two kinds, with holes.
  private static let ships: String = {
    var text = "name,sex,class,age,port,joined,fare\n"
    for row in 0..<60 {
      let isRich = row % 3 == 0
      text += "p\(row),\(row % 4 == 0 ? "female" : "male"),\(isRich ? 1 : 3),\(20 + row % 7),"
      text += "\(row == 7 ? "" : ["S", "C", "Q"][(row + row / 3) % 3]),"
      text += "\(1 + row % 28)/\(1 + row % 12)/2024,\"\(isRich ? "80" : "7"),\(row % 10)\"\n"
    }
    return text
  }()

  private static let options = [
    "--categories", "onehot", "--one-hot", "class", "--dates", "joined=days:dmy", "--decimal", ",",
    "--na", "age=26", "--missing", "mean",
  ]

  init() { scratch.write("ships.csv", Self.ships) }

  private func run(_ arguments: [String]) throws -> CommandRun {
    try CommandRun(arguments, in: scratch)
  }

  @Test(arguments: ["none", "standard", "minmax", "robust"])
  func aModelReadsTheRawFileAsItsFitDid(_ scale: String) throws {
    let fit = try run(
      ["fit", "ships.csv", "-k", "3", "--scale", scale, "--labels", "a.csv", "--model", "m.json"]
        + ["--append", "a.tsv"] + Self.options)
    #expect(fit.status == 0, "\(fit.errors)")
    #expect(fit.output.contains("class=1") && fit.output.contains("port=Q"))
    let predict = try run(
      ["predict", "m.json", "ships.csv", "--labels", "b.csv", "--append", "b.tsv"])
    #expect(predict.status == 0, "\(predict.errors)")
    #expect(scratch.text("a.csv") == scratch.text("b.csv"))
    #expect(scratch.text("a.tsv") == scratch.text("b.tsv"))
    // The file with the labels has the columns of the original.
    #expect(scratch.text("a.tsv").hasPrefix("name\tsex\tclass\tage\tport\tjoined\tfare\tcluster\n"))
    let score = try run(["evaluate", "ships.csv", "--model", "m.json"])
    #expect(score.status == 0, "\(score.errors)")
    let labelled = try run(
      ["evaluate", "ships.csv", "--labels", "a.csv", "--scale", scale] + Self.options)
    #expect(labelled.status == 0, "\(labelled.errors)")
    // Columns in another order, without the names.
    let again = try run(
      ["fit", "ships.csv", "-k", "3", "--scale", scale, "--init", "m.json", "--labels", "c.csv"]
        + Self.options)
    #expect(again.status == 0, "\(again.errors)")
    #expect(scratch.text("a.csv") == scratch.text("c.csv"))
  }

  /// Every column of the file has the same say: 7 columns of variance 1.
  @Test func standardGivesEveryColumnTheSameSay() throws {
    let fit = try run(
      ["fit", "ships.csv", "-k", "2", "--scale", "standard", "--exclude", "name", "--json"]
        + Self.options)
    let total = try #require(
      fit.output.firstMatch(of: /"totalSumOfSquares": ([0-9.]+)/).flatMap { Double($0.1) })
    #expect(abs(total - 6 * 60) < 1e-9)
    #expect(
      fit.output.contains(
        "\"columns\": [\"sex=female\", \"sex=male\", \"class=1\", \"class=3\", \"age\", "
          + "\"port=C\", \"port=Q\", \"port=S\", \"joined\", \"fare\"]"), "\(fit.output)")
  }

  /// A column of two words counts as the same column of 0 and 1 does.
  @Test(arguments: ["none", "standard", "minmax"])
  func twoWordsAreAsGoodAsZeroAndOne(_ scale: String) throws {
    let rows = (0..<40).map { "\($0 % 5 < 2 ? "yes" : "no"),\(Double($0 * $0 % 11) / 4)" }
    scratch.write("b.csv", "on,x\n" + rows.joined(separator: "\n") + "\n")
    let common = ["fit", "b.csv", "-k", "3", "--scale", scale, "--json", "--labels"]
    let words = try FitAnswer(try run(common + ["a.csv", "--categories", "onehot"]))
    let bits = try FitAnswer(try run(common + ["b2.csv", "--booleans"]))
    #expect(abs(words.objective - bits.objective) <= 1e-12 * bits.objective)
    #expect(scratch.text("a.csv") == scratch.text("b2.csv"))
  }

  @Test func whatTheModelDoesNotKnowIsSaid() throws {
    _ = try run(["fit", "ships.csv", "-k", "2", "--model", "m.json"] + Self.options)
    let new = Self.ships.replacing(",S,", with: ",X,").replacing("p5,male", with: "p5,diverse")
    scratch.write("new.csv", new)
    let predict = try run(["predict", "m.json", "new.csv", "--json"])
    #expect(predict.status == 0)
    #expect(predict.errors.contains("column \"sex\": the model does not know \"diverse\" (1 row)"))
    #expect(predict.errors.contains("column \"port\": the model does not know \"X\" ("))
    #expect(predict.output.contains("does not know"))
    // Quiet is quiet, but the JSON says it.
    let quiet = try run(["predict", "m.json", "new.csv", "--quiet", "--json"])
    #expect(quiet.errors == "" && quiet.output.contains("does not know"))
  }

  @Test func flagsOfPredictionGoBeforeTheModels() throws {
    scratch.write("de.csv", "x;y\n1,5;-9\n2,5;3\n9,5;4\n8,5;5\n")
    _ = try run([
      "fit", "de.csv", "-k", "2", "--decimal", ",", "--na", "-9", "--missing", "drop", "--model",
      "m.json",
    ])
    scratch.write("de2.csv", "x;y\n1,234;3\n2,500;-9\n")
    let alike = try run(["predict", "m.json", "de2.csv", "--labels", "-"])
    #expect(alike.output == "cluster\n0\n-1\n" || alike.output == "cluster\n1\n-1\n")
    let other = try run(
      ["predict", "m.json", "de2.csv", "--na", "-8", "--decimal", ".", "--json"])
    #expect(other.status == 0 && other.output.contains("\"points\": 2"), "\(other.errors)")
    let info = try run(["info", "m.json"])
    #expect(info.output.contains("Files are read with --decimal , --na -9."), "\(info.output)")
  }

  @Test func infoTellsOfTheModel() throws {
    _ = try run(["fit", "ships.csv", "-k", "2", "--model", "m.json", "--booleans"] + Self.options)
    let info = try run(["info", "m.json"])
    #expect(info.output.contains("Categories of \"port\": C, Q, S."))
    #expect(
      info.output.contains("Dates of \"joined\": days since 1970-01-01, the day first."))
    #expect(try run(["info", "m.json", "--json"]).output.contains("\"reading\": {"))
    scratch.write("plain.csv", "x,y\n1,2\n5,9\n")
    _ = try run(["fit", "plain.csv", "-k", "1", "--model", "p.json"])
    #expect(!(try run(["info", "p.json", "--json"])).output.contains("reading"))
  }

  @Test func infoPointsAtOptionsThatWork() throws {
    let info = try run(["info", "ships.csv", "--decimal", ","])
    #expect(info.output.contains("\"sex\", \"port\" hold few different words; --categories onehot"))
    #expect(info.output.contains("--dates joined=days"))
    let followed = try run(
      ["info", "ships.csv", "--decimal", ",", "--categories", "onehot", "--dates", "joined=days"])
    #expect(followed.status == 0 && followed.output.contains("port=Q"), "\(followed.errors)")
    #expect(!followed.output.contains("--categories"))
  }

  /// A file without names, read by positions.
  @Test func filesWithoutNamesGoByPosition() throws {
    let rows = Self.ships.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false)[1...3].joined(separator: ",")
    }
    scratch.write("rows.csv", rows.joined(separator: "\n") + "\n")
    let fit = try run([
      "fit", "rows.csv", "-k", "2", "--one-hot", "1,2", "--header", "no", "--model", "m.json",
      "--labels", "a.csv",
    ])
    #expect(fit.status == 0, "\(fit.errors)")
    let predict = try run(
      ["predict", "m.json", "rows.csv", "--header", "no", "--labels", "b.csv"])
    #expect(predict.status == 0, "\(predict.errors)")
    #expect(scratch.text("a.csv") == scratch.text("b.csv"))
    scratch.write("named.csv", "sex,class,age\n" + scratch.text("rows.csv"))
    let named = try run(["predict", "m.json", "named.csv", "--labels", "c.csv"])
    #expect(named.status == 0, "\(named.errors)")
    #expect(scratch.text("a.csv") == scratch.text("c.csv"))
    _ = try run([
      "fit", "named.csv", "-k", "2", "--one-hot", "sex,class", "--model", "n.json", "--quiet",
    ])
    let back = try run(
      ["predict", "n.json", "rows.csv", "--header", "no", "--labels", "d.csv"])
    #expect(back.status == 0, "\(back.errors)")
    #expect(scratch.text("a.csv") == scratch.text("d.csv"))
  }

  @Test func otherVerbsTakeThem() throws {
    let options = ["--decimal", ",", "--one-hot", "sex,class", "--scale", "standard"]
    let sweep = try run(
      ["sweep", "ships.csv", "-k", "2..3", "--references", "0", "--quiet"] + options)
    #expect(sweep.status == 0, "\(sweep.errors)")
    let explain = try run(
      ["explain", "ships.csv", "-k", "2", "--text", "--columns", "age,sex"] + options)
    #expect(explain.status == 0 && explain.output.contains("sex=male"), "\(explain.errors)")
  }

  @Test(arguments: [
    ["--dates", "moons"], ["--dates", "joined=days:myd"], ["--dates", "=days"], ["--one-hot", ","],
    ["--categories", "hot"],
  ])
  func wrongOptionsAreUsage(_ options: [String]) throws {
    let run = try run(["info", "ships.csv"] + options)
    #expect(run.status == 64 && run.errors.contains(options[0]), "\(run.errors)")
  }

  @Test func aModelKnowsItsColumns() throws {
    _ = try run(["fit", "ships.csv", "-k", "2", "--model", "m.json"] + Self.options)
    for option in [["--categories", "onehot"], ["--one-hot", "sex"], ["--dates", "days"]] {
      let run = try run(["evaluate", "ships.csv", "--model", "m.json"] + option)
      #expect(run.status == 64 && run.errors.contains("\(option[0]) cannot be used with --model"))
    }
  }

  /// Numbers that a further file leaves open are read as those of the fit were proven to be.
  @Test func aModelKeepsTheDecimalCommasThatItsFileProved() throws {
    scratch.write(
      "t.csv", "income,age\n\"1.000,50\",30\n\"1.100,00\",31\n\"5.000,00\",60\n\"5.200,75\",61\n")
    scratch.write("p.csv", "income,age\n\"5.000\",60\n\"1.200\",31\n")
    scratch.write("points.csv", "income,age\n5000.50,60\n1200.25,31\n")
    let fit = try run(["fit", "t.csv", "-k", "2", "--order", "size", "--model", "m.json"])
    #expect(fit.status == 0, "\(fit.errors)")
    let told = try run(["fit", "t.csv", "-k", "2", "--decimal", ",", "--model", "told.json"])
    #expect(told.status == 0, "\(told.errors)")
    for (model, file) in [("m.json", "p.csv"), ("told.json", "p.csv"), ("m.json", "points.csv")] {
      let predict = try run(["predict", model, file, "--labels", "l.csv", "--json", "--quiet"])
      #expect(predict.status == 0, "\(predict.errors)")
      let labels = scratch.text("l.csv").split(separator: "\n").dropFirst().map(String.init)
      #expect(labels.count == 2 && labels[0] != labels[1], "\(model) \(file)")
    }
  }

  /// A single row may miss a value: the model's rule decides what becomes of it.
  @Test func aColumnWithoutValuesFollowsTheModelsRule() throws {
    scratch.write("xy.csv", "x,y\n1,2\n2,3\n9,9\n")
    scratch.write("row.csv", "x,y\n,2\n")
    scratch.write("rows.csv", "x,y\n,2\n,9\n")
    for (rule, labels) in [("mean", ["0", "1"]), ("drop", ["-1", "-1"])] {
      let fit = try run(
        ["fit", "xy.csv", "-k", "2", "--missing", rule, "--order", "size", "--model", "xy.json"])
      #expect(fit.status == 0, "\(fit.errors)")
      for (file, count) in [("row.csv", 1), ("rows.csv", 2)] {
        let predict = try run(["predict", "xy.json", file, "--labels", "l.csv"])
        #expect(predict.status == 0, "\(predict.errors)")
        let found = scratch.text("l.csv").split(separator: "\n").dropFirst().map(String.init)
        #expect(found == Array(labels.prefix(count)), "\(rule) \(file)")
      }
    }
    let strict = try run(["fit", "xy.csv", "-k", "2", "--model", "xy.json"])
    #expect(strict.status == 0)
    let refused = try run(["predict", "xy.json", "row.csv"])
    #expect(refused.status == 65 && refused.errors.contains("missing"), "\(refused.errors)")
  }
}
