import Testing

@testable import KMeansData

/// Whatever a run tells its reader, it tells once: in the answer or beside it, on a terminal and in
/// pipes.
@Suite struct SaidOnceTests {
  let scratch = Scratch()

  /// Runs with many notices, warnings, outputs and errors. Those that need the files of others come
  /// behind them.
  static let commands = [
    "fit rows.csv -k 3 --labels l.csv --model m.json --centroids c.csv --append o.csv",
    "fit rows.csv -k 3 --report r.html",
    "fit rows.csv -k 3 --plot", "fit rows.csv -k 3 --json", "fit rows.csv -k 3 --max-iterations 1",
    "fit rows.csv -k 3 --max-iterations 1 --json",
    "fit rows.csv -k 3 --max-iterations 1 --labels -",
    "fit rows.csv -k 3 --max-iterations 1 --model n.json --report r.html --restarts 3",
    "fit rows.csv -k 3 --time-limit 0.000001", "fit rows.csv -k 3 --variant bisecting",
    "fit rows.csv -k 3 --variant bisecting --max-iterations 1 --tolerance 0",
    "fit rows.csv -k 3 --variant minibatch --epochs 1",
    "fit rows.csv -k 3 --quality best --effort 2",
    "fit rows.csv -k 3 --sizes equal", "fit rows.csv -k 3 --categories onehot --distance cosine",
    "fit rows.csv -k 3 --warm-start m.json", "fit rows.csv -k 3 --init c.csv --plot",
    "fit rows.csv -k 3 --variant stream --snapshot s.json",
    "fit rows.csv -k 3 --checkpoint cp", "fit rows.csv -k 3 --resume cp",
    "fit same.csv -k 5 --model e.json --labels el.csv", "fit same.csv -k 5 --json",
    "fit same.csv -k 5 --max-iterations 1 --restarts 4",
    "fit holes.csv -k 3 --missing drop --labels hl.csv --append ho.csv --model h.json",
    "fit holes.csv -k 3 --missing mean --scale standard --json", "fit holes.csv -k 3",
    "fit rows.csv -k 3 --labels no/l.csv --model no/m.json", "fit rows.csv -k 300", "fit rows.csv",
    "fit rows.csv -k 3 --nothing", "fit bad.csv -k 2", "fit none.csv -k 2",
    "predict m.json rows.csv", "predict m.json rows.csv --json", "predict h.json holes.csv",
    "predict m.json rows.csv --labels p.csv --append q.csv --outlier-factor 1",
    "predict m.json rows.csv --labels -", "predict m.json same.csv", "predict n.json holes.csv",
    "evaluate rows.csv --model m.json", "evaluate rows.csv --model m.json --json",
    "evaluate rows.csv --labels l.csv --truth rows.csv --truth-column colour",
    "evaluate rows.csv --labels l.csv --silhouette sampled", "evaluate same.csv --labels el.csv",
    "evaluate holes.csv --model h.json",
    "sweep rows.csv -k 2..5", "sweep rows.csv -k 2..4 --json --quiet", "sweep same.csv -k 2..5",
    "sweep rows.csv -k 2..4 --stability 3 --report s.html",
    "sweep holes.csv -k 2..4 --missing drop",
    "explain rows.csv -k 3 --output x.html", "explain same.csv -k 3 --output x.html",
    "explain holes.csv -k 3 --missing drop --output x.html",
    "info rows.csv", "info holes.csv", "info same.csv", "info m.json", "info e.json",
    "info bad.csv",
    "info rows.csv --json", "merge m.json n.json -k 2 --model g.json", "merge m.json -k 2 --json",
    "merge e.json -k 2", "palette p.png -k 4 --output q.png --report r.html",
    "palette p.png -k 4 --json", "palette p.png -k 40", "fit p.png -k 3", "info p.png",
    "help fit", "--version",
  ]

  init() {
    let rows = (0..<240).map { row in
      let (group, noise) = (row % 3, Double(row * 37 % 101) / 50)
      let colour = ["red", "green", "blue"][group]
      return "r\(row),\(colour),\(Double(5 * group) + noise),\(noise - Double(3 * group)),"
        + "\(100_000 * group + row * 7919 % 30_000),1"
    }
    scratch.write("rows.csv", (["id,colour,x,y,area,one"] + rows).joined(separator: "\n") + "\n")
    let holes = (0..<240).map { row in
      "\(row % 7 == 0 ? "" : "\(row % 3 * 5 + row % 2)"),\(row * 31 % 17),\(row * 7919 % 30_000),"
        + "2024-01-\(10 + row % 18)"
    }
    scratch.write("holes.csv", (["x,y,area,day"] + holes).joined(separator: "\n") + "\n")
    scratch.write("same.csv", "x,y\n" + String(repeating: "1,2\n3,4\n", count: 30))
    scratch.write("bad.csv", "x,y\n1,2\n3,oops\n4,5\n5,1\n")
    scratch.write("terminal.py", terminal)
    // Without the library the commands say so.
    let pixels = (0..<24 * 16 * 3).map { UInt8($0 * 37 % 251) }
    let picture = try? PNGPicture.encode(
      pixels, hasAlpha: false, width: 24, height: 16, path: "p.png")
    if let picture { scratch.write("p.png", bytes: picture) }
  }

  /// A terminal for one program after the other, and what each showed.
  private let terminal = """
    import os, pty, sys
    for line in sys.stdin.read().splitlines():
        child, terminal = pty.fork()
        if child == 0:
            os.execv(sys.argv[1], [sys.argv[1], *line.split()])
        text = b""
        try:
            while block := os.read(terminal, 65536):
                text += block
        except OSError:
            pass
        os.waitpid(child, 0)
        sys.stdout.buffer.write(b"\\0" + text)
    """

  /// The lines that stand twice in a text, by their letters: numbers and marks may differ.
  ///
  /// A terminal's line that is rewritten in place counts as many, colours as nothing. Short lines
  /// say too little to repeat something.
  static func repeated(in text: String) -> [String] {
    var seen: Set<String> = []
    let plain = text.replacing(/\u{1B}\[[0-9;]*[A-Za-z]/, with: "").replacing("\r", with: "\n")
    return plain.split(separator: "\n").map(String.init).filter { line in
      let bare = line.replacing(/^kmeans: ((note|warning): )?/, with: "")
      let letters = bare.filter(\.isLetter)
      return letters.count > 20 && !seen.insert(letters).inserted
    }
  }

  /// What is no prose: objects of JSON, and labels.
  private static func isProse(_ command: String) -> Bool {
    !command.contains("--json") && !command.contains("--labels -")
  }

  @Test func inPipes() throws {
    for command in Self.commands {
      let words = command.split(separator: " ").map(String.init)
      let run = try CommandRun(words, in: scratch)
      let told = Self.isProse(command) ? run.output + "\n" + run.errors : run.errors
      #expect(Self.repeated(in: told) == [], "\(command)")
    }
  }

  /// Both streams in one place, as in a log, where the end of a fit is told by its answer alone.
  @Test func inOneFile() throws {
    for command in Self.commands where Self.isProse(command) {
      let run = try CommandRun(shell: "\"$KMEANS\" \(command) 2>&1", in: scratch)
      #expect(Self.repeated(in: run.output) == [], "\(command)")
      #expect(run.output.ranges(of: /[Nn]ot converged/).count <= 1, "\(command): \(run.output)")
    }
  }

  @Test(.enabled(if: Tools.has("python3")))
  func onATerminal() throws {
    let prose = Self.commands.filter(Self.isProse)
    scratch.write("commands.txt", prose.joined(separator: "\n"))
    let run = try CommandRun(
      shell: "python3 terminal.py \"$KMEANS\" < commands.txt", in: scratch)
    let texts = run.output.split(separator: "\0", omittingEmptySubsequences: false).dropFirst()
    try #require(texts.count == prose.count)
    for (command, text) in zip(prose, texts) {
      #expect(!text.isEmpty, "\(command)")
      #expect(Self.repeated(in: String(text)) == [], "\(command)")
    }
  }

  @Test func theLinesThatAreFound() {
    let twice = "kmeans: warning: not converged after 1 iteration; allows more\n"
    #expect(Self.repeated(in: twice + "Not converged.\n" + twice).count == 1)
    #expect(Self.repeated(in: twice + "not converged after 2 iterations; allows more").isEmpty)
    #expect(Self.repeated(in: "\u{1B}[31m1 1\u{1B}[0m 1\n\u{1B}[31m1 1\u{1B}[0m 1").isEmpty)
  }
}
