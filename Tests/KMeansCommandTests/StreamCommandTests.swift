import Foundation
import Testing

/// `kmeans fit --variant stream`: rows as they come, snapshots, resumption, signals.
struct StreamCommandTests {
  let scratch = Scratch()

  /// The answer of a stream.
  struct Answer: Decodable {
    let schema: String
    let variant: String
    let approximate: Bool
    let points: Int
    let rows: Int
    let batches: Int
    let batch: Int
    let halfLife: String?
    let stopReason: String
    let snapshots: Int
    let revivals: Int
    let drift: Double?
    let objective: Double
    let sizes: [Int]
    let weights: [Double]
    let centroids: [[Double]]
    let initialization: String
    let warnings: [String]

    init(_ text: String) throws {
      self = try JSONDecoder().decode(Answer.self, from: Data(text.utf8))
    }
  }

  /// Rows of three groups.
  static func rows(_ range: Range<Int>) -> String {
    range.map { row in
      let group = row &* 2_654_435_761 >> 7 % 3
      let (a, b) = (row &* 7919 % 101, row &* 104_729 % 89)
      return "\(group * 300 + a).\(b % 10),\(group * 200 - b)\n"
    }.joined()
  }

  private func fit(
    _ input: String, _ more: [String], header: Bool = true
  ) throws -> CommandRun {
    try CommandRun(
      ["fit", "-", "--variant", "stream", "--json", "--quiet"] + more, in: scratch,
      input: (header ? "a,b\n" : "") + input)
  }

  private func answer(
    _ input: String, _ more: [String], header: Bool = true
  ) throws -> Answer {
    let run = try fit(input, more, header: header)
    #expect(run.errors == "" && run.status == 0)
    return try Answer(run.output)
  }

  @Test func theAnswerSaysWhatItIs() throws {
    let found = try answer(
      Self.rows(0..<1000), ["-k", "3", "--batch", "100", "--half-life", "250points"])
    #expect(found.schema == "kmeans.stream/1" && found.variant == "stream" && found.approximate)
    #expect(found.points == 1000 && found.rows == 1000 && found.batches == 10)
    #expect(found.halfLife == "250points" && found.stopReason == "endOfInput")
    #expect(found.sizes.reduce(0, +) == 1000 && found.weights.reduce(0, +) < 600)
    let drift = try #require(found.drift)
    #expect(drift > 0.5 && drift < 2)
    let text = try CommandRun(
      ["fit", "-", "-k", "3", "--variant", "stream", "--batch", "100"], in: scratch,
      input: Self.rows(0..<1000))
    #expect(text.output.contains("K-means of a stream: 1,000 points in 10 batches, drift"))
    #expect(text.output.contains("Approximate, one pass: the input has ended; all points count"))
  }

  /// One batch that holds everything is a fit, counted once.
  @Test func oneBatchIsAFit() throws {
    let input = Self.rows(0..<900)
    let stream = try answer(input, ["-k", "3", "--tolerance", "0"])
    let whole = try FitAnswer(
      CommandRun(
        ["fit", "-", "-k", "3", "--json", "--quiet", "--tolerance", "0"], in: scratch,
        input: "a,b\n" + input))
    #expect(stream.centroids == whole.centroids && stream.sizes == whole.sizes)
    #expect(stream.batches == 1)
    #expect(abs(stream.objective - whole.objective) < 1e-9 * whole.objective)
  }

  /// How the pipe cuts the text into pieces decides nothing.
  @Test func piecesOfTheTextDoNotCount() throws {
    let input = "a,b\n" + Self.rows(0..<3000)
    scratch.write("all.csv", input)
    let options = "-k 3 --variant stream --batch 250 --scale standard --json --quiet"
    let whole = try CommandRun(shell: "\"$KMEANS\" fit all.csv \(options)", in: scratch)
    let pieces = try CommandRun(
      shell: """
        { head -c 1001 all.csv; sleep 0.3; tail -c +1002 all.csv | head -c 5000; sleep 0.3
        tail -c +6002 all.csv; } | "$KMEANS" fit - \(options)
        """, in: scratch)
    #expect(try Answer(whole.output).centroids == Answer(pieces.output).centroids)
    #expect(try Answer(whole.output).drift == Answer(pieces.output).drift)
  }

  @Test func aSnapshotIsAModelAndGoesOnToTheSameBits() throws {
    let options = [
      "-k", "3", "--batch-size", "100", "--half-life", "3batches", "--scale", "minmax",
    ]
    let whole = try answer(
      Self.rows(0..<1500), options + ["--snapshot", "whole.json", "--model", "m.json"])
    for cut in [100, 700, 1400] {
      _ = try answer(Self.rows(0..<cut), options + ["--snapshot", "part.json"])
      let rest = try answer(
        Self.rows(cut..<1500), ["--warm-start", "part.json", "--snapshot", "part.json"])
      #expect(rest.centroids == whole.centroids && rest.weights == whole.weights, "\(cut)")
      #expect(rest.points == 1500 && rest.rows == 1500 && rest.batches == 15, "\(cut)")
      #expect(rest.halfLife == "3batches" && rest.drift == whole.drift, "\(cut)")
      #expect(scratch.text("part.json") == scratch.text("whole.json"), "\(cut)")
    }
    let predicted = try ["whole.json", "m.json"].map {
      try CommandRun(
        ["predict", $0, "-", "--labels", "-", "--quiet"], in: scratch,
        input: "a,b\n" + Self.rows(0..<50))
    }
    #expect(predicted[0].status == 0 && predicted[0].errors == "")
    #expect(predicted[0].output == predicted[1].output)
  }

  @Test func aModelOfAFitGoesOnAsAStream() throws {
    let first = try CommandRun(
      ["fit", "-", "-k", "3", "--model", "m.json", "--quiet"], in: scratch,
      input: "a,b\n" + Self.rows(0..<600))
    #expect(first.status == 0)
    let found = try answer(Self.rows(600..<900), ["--warm-start", "m.json", "--batch", "100"])
    #expect(found.sizes.reduce(0, +) == 900 && found.points == 300)
    #expect(found.weights.reduce(0, +) == 900)
    let other = try fit(Self.rows(0..<50), ["--warm-start", "m.json", "-k", "4"])
    #expect(other.status == 64)
  }

  @Test func aPipeThatStaysOpenGivesSnapshotsOnRequest() throws {
    scratch.write("one.csv", "a,b\n" + Self.rows(0..<430))
    scratch.write("two.csv", Self.rows(430..<800))
    mkfifo(scratch["pipe"], 0o600)
    let run = try CommandRun.Started(
      shell: """
        exec "$KMEANS" fit - -k 3 --variant stream --batch 100 --snapshot s.json --every 4batches \
        --json <pipe
        """, in: scratch)
    let pipe = try #require(fopen(scratch["pipe"], "w"))
    fputs(scratch.text("one.csv"), pipe)
    fflush(pipe)
    func waitForSnapshot() {
      for _ in 0..<30_000 where !scratch.files.contains("s.json") { usleep(10_000) }
    }
    // The first comes by itself, and shows that the program counts; the second is asked for.
    waitForSnapshot()
    unlink(scratch["s.json"])
    run.signal(SIGUSR1)
    waitForSnapshot()
    let text = scratch.text("s.json")
    #expect(run.waitForErrors(containing: "a snapshot of"))
    #expect(text.contains("\"points\": 400"))
    #expect(text.contains("\"rows\": 400"))
    fputs(scratch.text("two.csv"), pipe)
    fclose(pipe)
    let ended = try Answer(run.wait().output)
    #expect(ended.points == 800 && ended.batches == 8 && ended.stopReason == "endOfInput")
    let whole = try answer(Self.rows(0..<800), ["-k", "3", "--batch", "100"])
    #expect(ended.centroids == whole.centroids)
    #expect(scratch.hiddenFiles.isEmpty)
  }

  @Test func controlCEndsWithTheModel() throws {
    mkfifo(scratch["pipe"], 0o600)
    let run = try CommandRun.Started(
      shell: """
        exec "$KMEANS" fit - -k 3 --variant stream --batch 100 --model m.json --snapshot s.json \
        --every 1batch --json <pipe
        """, in: scratch)
    let pipe = try #require(fopen(scratch["pipe"], "w"))
    // The last line is half written when the signal comes, and is no row.
    fputs("a,b\n" + Self.rows(0..<250) + "30", pipe)
    fflush(pipe)
    for _ in 0..<3000 where !scratch.text("s.json").contains("\"points\": 200") { usleep(10_000) }
    run.signal(SIGINT)
    let ended = run.wait()
    fclose(pipe)
    #expect(ended.status == 130)
    let found = try Answer(ended.output)
    #expect(found.points == 250 && found.stopReason == "interrupted")
    #expect(scratch.text("m.json").contains("kmeans.model/1"))
  }

  @Test func aLaterRowThatContradictsIsNamedAfterTheModelIsWritten() throws {
    for (bad, what) in [
      ("1,2,3\n", "line 452"), ("x,1\n", "line 452"), ("1,\n", "line 452"), ("inf,1\n", "line 452"),
    ] {
      let run = try fit(
        Self.rows(0..<450) + bad + Self.rows(451..<500),
        ["-k", "3", "--batch", "100", "--model", "m.json"])
      #expect(run.status == 65, "\(bad)")
      #expect(run.errors.contains(what), "\(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
      let found = try Answer(run.output)
      #expect(found.points == 450 && found.stopReason == "unreadableRow", "\(bad)")
      #expect(scratch.text("m.json").contains("centroids"))
    }
  }

  @Test func labelsComeWhileBatchesPass() throws {
    let input = Self.rows(0..<250) + ",5\n" + Self.rows(250..<310)
    let run = try CommandRun(
      [
        "fit", "-", "-k", "3", "--variant", "stream", "--batch", "100", "--labels", "l.csv",
        "--missing", "drop", "--json",
      ], in: scratch, input: "a,b\n" + input)
    #expect(run.status == 0)
    let labels = scratch.text("l.csv").split(separator: "\n")
    #expect(labels.count == 312 && labels[0] == "cluster" && labels[251] == "-1")
    #expect(try Answer(run.output).rows == 311)
    let shown = try CommandRun(
      ["fit", "-", "-k", "3", "--variant", "stream", "--batch", "100", "--labels", "-", "--quiet"],
      in: scratch, input: "a,b\n" + Self.rows(0..<310))
    #expect(shown.output.split(separator: "\n").count == 311)
  }

  @Test func weightsAndDecimalCommasAreReadToTheEnd() throws {
    let lines = (0..<700).map { "\($0 % 7),5;\($0 % 3);2,0" }
    let found = try answer(
      "a;b;w\n" + lines.joined(separator: "\n"),
      ["-k", "2", "--batch", "90", "--weights", "w"], header: false)
    #expect(found.weights.reduce(0, +) == 1400 && found.points == 700)
    #expect(found.centroids[0].count == 2)
  }

  @Test func optionsWithoutMeaningAreRefused() throws {
    for (options, word) in [
      (["--half-life", "10"], "half-life"), (["--half-life", "5s"], "half-life"),
      (["--every", "5batches"], "--snapshot"), (["--report", "r.html"], "--report"),
      (["--distance", "cosine"], "--distance"), (["--categories", "onehot"], "--categories"),
      (["--batch", "0"], "--batch-size"), (["--append", "a.csv"], "--append"),
      (["--snapshot", "s.txt"], ".json"), (["--batch", "2"], "k is 3"),
    ] {
      let run = try fit(Self.rows(0..<50), ["-k", "3"] + options)
      #expect(run.status == 64 || run.status == 73 || run.status == 65, "\(options)")
      #expect(run.errors.contains(word), "\(options): \(run.errors)")
    }
    let plain = try CommandRun(
      ["fit", "-", "-k", "3", "--half-life", "5batches"], in: scratch, input: Self.rows(0..<9))
    #expect(plain.status == 64 && plain.errors.contains("--variant stream"))
  }
}
