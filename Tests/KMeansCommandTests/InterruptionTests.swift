import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Long work can be ended, and then gives the best so far.
@Suite(.serialized) struct InterruptionTests {
  let scratch = Scratch()
  /// Hours of work, if nobody ends it; the note about the text column tells that it has begun.
  let endless = [
    "fit", "noise.csv", "-k", "200", "--restarts", "1000000", "--tolerance", "0", "--init",
    "random", "--labels", "labels.csv",
  ]

  /// One start that takes a while, step by small step, whatever the machine and the build.
  let plodding = [
    "fit", "few.csv", "-k", "40", "--tolerance", "0", "--init", "random", "--restarts", "1",
    "--algorithm", "textbook", "--max-iterations", "1000000",
  ]

  init() {
    for (name, count) in [("noise.csv", 20_000), ("few.csv", 3000)] {
      let rows = SampleData.noise(count: count, columns: 4).split(separator: "\n")
      scratch.write(name, rows.map { $0 + ",word\n" }.joined())
    }
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func signalKeepsTheBestSoFar(_ signal: Int32) throws {
    let run = try CommandRun.Started(endless + ["--json"], in: scratch)
    #expect(run.waitForErrors(containing: "left out"))
    usleep(500_000)
    run.signal(signal)
    let ended = run.wait()
    #expect(ended.status == 128 + signal)
    let answer = try FitAnswer(ended)
    #expect(answer.sizes.reduce(0, +) == 20_000)
    #expect(scratch.text("labels.csv").split(separator: "\n").count == 20_001)
  }

  @Test func interruptedAnswerSaysSo() throws {
    let run = try CommandRun.Started(plodding, in: scratch)
    #expect(run.waitForErrors(containing: "left out"))
    run.signal(SIGINT)
    let ended = run.wait()
    #expect(ended.status == 130)
    #expect(ended.output.contains("Not converged: interrupted after "))
    #expect(ended.errors.contains("kmeans: warning: not converged: interrupted after "))
  }

  @Test func interruptionWhileReadingEndsAtOnce() throws {
    // A pipe that nobody writes to.
    mkfifo(scratch["pipe.csv"], 0o600)
    let run = try CommandRun.Started(
      ["fit", "pipe.csv", "-k", "2", "--labels", "labels.csv"], in: scratch)
    usleep(300_000)
    run.signal(SIGINT)
    let ended = run.wait()
    #expect(ended.status == 130)
    #expect(ended.output == "")
    #expect(scratch.text("labels.csv") == "")
  }

  @Test func secondSignalEndsAtOnce() throws {
    let run = try CommandRun.Started(
      endless.map { $0 == "random" ? "k-means++" : $0 } + ["--algorithm", "textbook"], in: scratch)
    #expect(run.waitForErrors(containing: "left out"))
    run.signal(SIGINT)
    usleep(50_000)
    run.signal(SIGTERM)
    let ended = run.wait()
    #expect(ended.status == 130)
  }

  @Test func timeLimitIsNoFailure() throws {
    let run = try CommandRun(endless + ["--json", "--time-limit", "0.5"], in: scratch)
    #expect(run.status == 0)
    let answer = try FitAnswer(run)
    #expect(answer.sizes.reduce(0, +) == 20_000)
    // Hours of work end; how soon depends on what else the machine does.
    #expect(answer.seconds.total >= 0.5)
  }

  @Test func timeLimitIsAReasonToStop() throws {
    let run = try CommandRun(plodding + ["--time-limit", "0.05", "--json"], in: scratch)
    #expect(run.status == 0)
    let answer = try FitAnswer(run)
    #expect(answer.stopReason == "timeLimit")
    #expect(!answer.converged)
    #expect(
      answer.warnings.last
        == "not converged: the time was up after \(answer.iterations) iteration"
        + "\(answer.iterations == 1 ? "" : "s"); --time-limit allows more")
  }
}
