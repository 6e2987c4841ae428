import Testing

/// Negative numbers: a minus for readers whose locale has one, and a hyphen for programs.
@Suite struct MinusTests {
  let scratch = Scratch()

  init() {
    let rows = (0..<60).map { "\(-20 + $0 % 3 * 10 - $0 % 7),\(-1000 * ($0 % 3) - $0)" }
    scratch.write("cold.csv", (["a\u{2212}b,height"] + rows).joined(separator: "\n") + "\n")
  }

  /// What each verb prints, with at least one negative number in it.
  private func answers(_ environment: [String: String]) throws -> [String] {
    try [
      "fit cold.csv -k 3 --plot --model m.json --quiet", "info cold.csv", "info m.json",
      "predict m.json cold.csv", "evaluate cold.csv --model m.json",
      "sweep cold.csv -k 2..4 --quiet", "merge m.json -k 2",
    ].map { command in
      let words = command.split(separator: " ").map(String.init)
      let run = try CommandRun(words, in: scratch, environment: environment)
      #expect(run.status == 0, "\(command): \(run.errors)")
      return run.output
    }
  }

  /// A name of the file is no number.
  private func numbers(_ answer: String) -> String {
    answer.replacing("a\u{2212}b", with: "")
  }

  @Test(arguments: [
    ["LC_ALL": "C.UTF-8"], ["LANG": "en_US.utf8"], ["LC_ALL": "", "LANG": "de_DE.UTF-8@euro"],
    ["LC_CTYPE": "UTF-8", "LANG": "C"],
  ])
  func readersOfUnicodeSeeAMinus(_ environment: [String: String]) throws {
    for answer in try answers(environment) {
      #expect(numbers(answer).contains(/\u{2212}[0-9]/), "\(answer)")
      #expect(!numbers(answer).contains(/-[0-9]/), "\(answer)")
    }
  }

  @Test(arguments: [
    [:], ["LC_ALL": "C", "LANG": "en_US.UTF-8"], ["LANG": "en_US.ISO-8859-1"],
    ["LC_CTYPE": "POSIX", "LANG": "en_US.UTF-8"],
  ])
  func othersSeeAHyphen(_ environment: [String: String]) throws {
    for answer in try answers(environment) {
      #expect(!answer.contains("\u{2212}"), "\(answer)")
      #expect(answer.contains(/-[0-9]/), "\(answer)")
    }
  }

  @Test func programsReadAHyphen() throws {
    let unicode = ["LC_ALL": "C.UTF-8"]
    let fit = try CommandRun(
      ["fit", "cold.csv", "-k", "3", "--json", "--centroids", "c.csv", "--append", "o.tsv"],
      in: scratch, environment: unicode)
    for text in [fit.output, scratch.text("c.csv"), scratch.text("o.tsv")] {
      #expect(text.contains("a\u{2212}b") && text.contains(/-[0-9]/), "\(text)")
      #expect(!numbers(text).contains("\u{2212}"), "\(text)")
    }
    // What a message quotes stays as it is written.
    let refused = try CommandRun(
      ["fit", "cold.csv", "-k", "3", "--tolerance", "-1"], in: scratch, environment: unicode)
    #expect(refused.status == 64 && refused.errors.contains("-1"))
    #expect(!refused.errors.contains("\u{2212}"), "\(refused.errors)")
  }
}
