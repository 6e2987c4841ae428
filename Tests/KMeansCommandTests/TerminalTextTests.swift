import Testing

/// What a file, a path or an argument holds is shown by a terminal and never obeyed.
@Suite struct TerminalTextTests {
  /// Names with the controls of terminals, with what turns text around, and with an end of line.
  static let names = "a\u{1B}]0;title\u{7},b\u{9B}2J,\u{202E}txt\u{2066},\"x\ny\",z\u{7F}\u{2028}"
  static let shown = [
    "a\\u{1B}]0;title\\u{07}", "b\\u{009B}2J", "\\u{202E}txt\\u{2066}", "x\\ny",
    "z\\u{7F}\\u{2028}",
  ]

  let scratch = Scratch()

  init() {
    scratch.write("names.csv", Self.names + "\n1,2,3,4,5\n3,4,5,6,7\n5,9,1,2,9\n8,8,8,8,1\n")
    scratch.write("text.csv", "x,\u{1B}[31mred\n1,\u{1B}[2J\n2,\u{9B}m\n3,w\n4,v\n")
    scratch.write("classes.csv", "class\n\u{1B}[2Jone\ntwo\n\u{1B}[2Jone\ntwo\n")
    scratch.write("evil\u{1B}[2J.csv", "x\n1\n2\nword\n")
  }

  /// Whether a text has nothing but what a terminal shows, and ends of lines.
  static func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n"
        || ![.control, .format, .lineSeparator].contains(
          scalar.properties.generalCategory)
    }
  }

  static let verbs: [[String]] = [
    ["fit", "names.csv", "-k", "2", "--model", "m.json"],
    ["fit", "names.csv", "-k", "2", "--columns", "1,2", "--plot"],
    ["info", "names.csv"], ["info", "text.csv"], ["info", "m.json"],
    ["info", "names.csv", "--json"],
    ["fit", "names.csv", "-k", "2", "--json"], ["info", "m.json", "--json"],
    ["predict", "m.json", "names.csv"], ["predict", "m.json", "text.csv"],
    ["evaluate", "names.csv", "--model", "m.json", "--truth", "classes.csv"],
    ["evaluate", "names.csv", "--labels", "classes.csv"],
    ["explain", "names.csv", "-k", "2", "--text"],
    ["sweep", "names.csv", "--references", "0"],
    ["fit", "evil\u{1B}[2J.csv", "-k", "2"], ["info", "evil\u{1B}[2J.csv"],
    ["fit", "none\u{1B}[2J\n\u{202E}.csv", "-k", "2"],
    ["fit", "names.csv", "-k", "2", "--columns", "\u{1B}[2J"],
    ["fit", "names.csv", "-k", "2", "--init", "\u{1B}[2J"],
    ["fit", "names.csv", "-k", "2", "--labels", "no\u{1B}[2J/a.csv"],
    ["fit", "names.csv", "-k", "\u{1B}[2J"], ["fit", "names.csv", "-k", "2", "--\u{1B}[2J"],
    ["fit", "names.csv", "-k", "2", "--scale", "\u{9B}2J\n"], ["\u{1B}[2J"],
    ["fit", "-\u{1B}[2Jh.csv", "-k", "2"],
    ["evaluate", "names.csv", "--labels", "classes.csv", "--weights", "\u{1B}[2J"],
  ]

  @Test(arguments: verbs)
  func nothingIsObeyed(_ arguments: [String]) throws {
    _ = try CommandRun(Self.verbs[0], in: scratch)
    let run = try CommandRun(arguments, in: scratch)
    #expect(Self.isHarmless(run.output))
    #expect(Self.isHarmless(run.errors))
    #expect(!(run.output + run.errors).isEmpty)
  }

  @Test func namesAreShownAndTablesAligned() throws {
    let run = try CommandRun(["fit", "names.csv", "-k", "1"], in: scratch)
    for name in Self.shown { #expect(run.output.contains(name)) }
    let lines = run.output.split(separator: "\n").map(String.init)
    let heading = try #require(lines.firstIndex { $0.contains("cluster  points") })
    #expect(lines[heading].count == lines[heading + 1].count)
  }

  @Test func wideCharactersTakeTwoColumns() throws {
    scratch.write("wide.csv", "面積,価格,a\n1,2,3\n4,5,6\n")
    let run = try CommandRun(["fit", "wide.csv", "-k", "1"], in: scratch)
    #expect(run.output.contains("  cluster  points   面積   価格      a\n"))
    #expect(run.output.contains("        0       2  2.500  3.500  4.500\n"))
  }

  @Test func jsonKeepsTheNames() throws {
    let run = try CommandRun(["info", "names.csv", "--json"], in: scratch)
    #expect(run.output.contains("\"a\\u001b]0;title\\u0007\"") || run.output.contains("\\u001B"))
    #expect(run.output.contains("\"b\\u009b2J\""))
    #expect(run.output.contains("\"\\u202etxt\\u2066\""))
    #expect(run.status == 0)
    // A model with such names finds them again.
    _ = try CommandRun(["fit", "names.csv", "-k", "2", "--model", "m.json"], in: scratch)
    #expect(try CommandRun(["predict", "m.json", "names.csv"], in: scratch).status == 0)
  }
}
