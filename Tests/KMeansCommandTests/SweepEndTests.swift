import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Sweeps that are ended early.
@Suite(.serialized) struct SweepEndTests {
  let scratch = Scratch()

  init() {
    let rows = SampleData.noise(count: 20_000, columns: 4).split(separator: "\n")
    scratch.write("noise.csv", rows.map { $0 + ",word\n" }.joined())
  }

  @Test func timeLimits() throws {
    let none = try CommandRun(
      ["sweep", "noise.csv", "--time-limit", "0.000001", "--quiet"], in: scratch)
    #expect(none.status == 75 && none.output == "")
    #expect(none.errors.contains("the time limit passed before"))
    scratch.write("few.csv", "x\n1\n2\n9\n10\n")
    let all = try CommandRun(["sweep", "few.csv", "--time-limit", "1e9", "--json"], in: scratch)
    #expect(all.status == 0 && all.output.contains("\"complete\": true"))
    #expect(all.output.contains("\"stopReason\": null"))
  }

  /// Whatever was done is told, and no score is begun any more: the silhouettes of a thousand
  /// numbers of clusters would take an hour.
  @Test func interrupted() throws {
    let run = try CommandRun.Started(
      [
        "sweep", "noise.csv", "-k", "2..900", "--restarts", "1", "--silhouette", "exact",
        "--references", "0",
      ], in: scratch)
    #expect(run.waitForErrors(containing: "left out"))
    usleep(3_000_000)
    run.signal(SIGINT)
    let ended = run.wait()
    #expect(ended.status == 130)
    if ended.output.isEmpty {
      #expect(ended.errors.contains("interrupted before there was a result"))
    } else {
      #expect(ended.output.contains("Interrupted: "))
      #expect(ended.output.contains("of 899 numbers of clusters were tried"))
    }
  }

  /// The first signal ends the sweep, and what is done is the answer; a second one ends the program
  /// at once, also while that is written: here to a pipe that nobody reads.
  @Test func interruptedTwice() throws {
    let pipe = scratch["pipe.html"]
    mkfifo(pipe, 0o600)
    let run = try CommandRun.Started(
      [
        "sweep", "noise.csv", "-k", "2,3", "--references", "0", "--silhouette", "none",
        "--report", "pipe.html",
      ], in: scratch)
    #expect(run.waitForErrors(containing: "left out"))
    usleep(2_000_000)
    run.signal(SIGINT)
    usleep(500_000)
    run.signal(SIGINT)
    usleep(1_000_000)
    // Lets a program go on that does not heed the second one, so that it shows.
    let reader = open(pipe, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    let ended = run.wait()
    #expect(ended.status == 130 && ended.output == "")
  }
}
