import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A fit that was cut off goes on by the same command. `Scripts/test-kills` kills more.
@Suite(.serialized) struct CheckpointCommandTests {
  let scratch = Scratch()
  /// A second or so of work.
  private let long = [
    "fit", "noise.csv", "-k", "150", "--restarts", "6", "--tolerance", "0", "--json",
  ]
  /// More work than any test waits for.
  private let endless = [
    "fit", "noise.csv", "-k", "200", "--restarts", "100000", "--tolerance", "0", "--json",
  ]
  private let short = ["fit", "flats.csv", "-k", "2", "--json", "--columns", "area,price"]

  init() {
    scratch.write("noise.csv", SampleData.noise(count: 20_000, columns: 4))
    scratch.write("flats.csv", SampleData.flats)
  }

  private func run(_ arguments: [String], _ more: String...) throws -> CommandRun {
    try CommandRun(arguments + more, in: scratch)
  }

  /// Ends a fit early by its time limit.
  private func cutOff(_ arguments: [String], _ file: String) throws {
    let ended = try CommandRun(
      arguments + ["--checkpoint", file, "--time-limit", "0.3"], in: scratch)
    #expect(ended.status == 0)
    #expect(scratch.files.contains(file))
  }

  @Test func killsChangeNothing() throws {
    let wanted = try FitAnswer(run(long, "--labels", "wanted.csv"))
    var kills = 0
    while kills < 10 {
      let started = try CommandRun.Started(
        long + ["--labels", "y.csv", "--checkpoint", "f", "--every", "5ms"], in: scratch)
      usleep(UInt32(1000 * (40 + kills * 37 % 150)))
      started.signal(SIGKILL)
      let ended = started.wait()
      if ended.status == 0 { break }
      #expect(ended.status == 128 + SIGKILL, "\(ended.errors)")
      kills += 1
    }
    #expect(kills > 0)
    let found = try FitAnswer(
      run(long, "--labels", "y.csv", "--checkpoint", "f", "--threads", "1"))
    #expect(found.result == wanted.result)
    #expect(scratch.text("y.csv") == scratch.text("wanted.csv"))
    #expect(!scratch.files.contains { $0.hasSuffix(".tmp") })
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func aSignalWritesWhereTheFitIs(_ signal: Int32) throws {
    let started = try CommandRun.Started(
      long + ["--checkpoint", "f", "--every", "1h"], in: scratch)
    usleep(300_000)
    started.signal(signal)
    let ended = started.wait()
    guard ended.status == 128 + signal else { return }
    guard scratch.files.contains("f") else { return }
    let found = try run(long, "--checkpoint", "f")
    // On a busy machine the signal may come when the fit is at its end.
    #expect(found.errors.contains("kmeans: note: goes on from f, which is at "))
    #expect(try FitAnswer(found).result == FitAnswer(run(long)).result)
  }

  @Test func aTimeLimitDividesAFit() throws {
    var pieces = 0
    let wanted = try FitAnswer(run(long)).result
    while pieces < 200 {
      pieces += 1
      let piece = try run(long, "--checkpoint", "f", "--time-limit", "0.2")
      if piece.errors.contains("which is at the end") { break }
    }
    #expect(pieces < 200)
    let found = try run(long, "--resume", "f")
    #expect(found.errors.contains("kmeans: note: goes on from f, which is at the end"))
    #expect(try FitAnswer(found).result == wanted)
  }

  @Test func aFinishedFitAnswersAgain() throws {
    let first = try FitAnswer(run(short, "--checkpoint", "f"))
    let again = try run(short, "--checkpoint", "f", "--labels", "y.csv")
    #expect(again.errors == "kmeans: note: goes on from f, which is at the end\n")
    #expect(try FitAnswer(again).result == first.result)
    #expect(scratch.text("y.csv").split(separator: "\n").count == 9)
    let quiet = try run(short, "--checkpoint", "f", "--quiet")
    #expect(quiet.errors == "")
  }

  @Test func anotherFitTakesThePlaceOfAFinishedOne() throws {
    _ = try run(short, "--checkpoint", "f")
    let other = try run(short, "--checkpoint", "f", "--seed", "4")
    #expect(other.status == 0)
    #expect(other.errors == "")
    #expect(try run(short, "--resume", "f", "--seed", "4").status == 0)
    let strict = try run(short, "--resume", "f")
    #expect(strict.status == 65)
    #expect(
      strict.errors == "kmeans: f: the checkpoint is of another fit: its seed is 4, and here it "
        + "is 0; repeat that fit, or name another checkpoint\n")
  }

  @Test func anUnfinishedFitStays() throws {
    try cutOff(endless, "f")
    let before = scratch.bytes("f")
    for more in [
      ["--checkpoint", "f"], ["--resume", "f"], ["--checkpoint", "f", "--resume", "f"],
    ] {
      let other = try CommandRun(short + more, in: scratch)
      #expect(other.status == 65)
      #expect(other.errors.contains("kmeans: f: the checkpoint is of another fit: its data is "))
      #expect(other.output == "")
    }
    _ = try run(short, "--checkpoint", "g")
    let elsewhere = try run(short, "--checkpoint", "f", "--resume", "g")
    #expect(elsewhere.status == 73)
    #expect(elsewhere.errors.hasPrefix("kmeans: f is the checkpoint of a fit that has not come to"))
    #expect(scratch.bytes("f") == before)
  }

  @Test func resumingAloneWritesNothing() throws {
    let missing = try run(short, "--resume", "none")
    #expect(missing.status == 66)
    #expect(missing.errors == "kmeans: none: no such file; check the path\n")
    try cutOff(endless, "f")
    let before = scratch.bytes("f")
    let ended = try run(endless, "--resume", "f", "--time-limit", "0.2")
    #expect(ended.status == 0)
    #expect(scratch.bytes("f") == before)
  }

  @Test func placesThatTakeNoCheckpoint() throws {
    scratch.makeFolder("folder")
    mkfifo(scratch["pipe"], 0o600)
    let cases: [(file: String, status: Int32, words: String)] = [
      ("flats.csv", 65, "flats.csv: this is no checkpoint"),
      ("folder", 73, "folder: a checkpoint needs a file of its own"),
      ("pipe", 73, "pipe: a checkpoint needs a file of its own"),
      ("none/f", 73, "none"),
      ("-", 64, "--checkpoint needs a file"),
    ]
    for (file, status, words) in cases {
      let refused = try run(short, "--checkpoint", file)
      #expect(refused.status == status, "\(file): \(refused.errors)")
      #expect(refused.errors.contains(words), "\(refused.errors)")
    }
    #expect(scratch.text("flats.csv") == SampleData.flats)
    let clash = try run(short, "--checkpoint", "y.csv", "--labels", "y.csv")
    #expect(clash.status == 64)
    #expect(clash.errors.contains("--labels y.csv is the same file as --checkpoint"))
  }

  @Test func whereThereIsNoRoomTheFitGoesOn() throws {
    let limited = try CommandRun(
      shell: "ulimit -f 8; exec \"$KMEANS\" fit noise.csv -k 20 --checkpoint f --every 0s --json",
      in: scratch)
    #expect(limited.status == 0)
    #expect(limited.errors.split(separator: "\n").count == 1)
    #expect(
      limited.errors.hasPrefix("kmeans: warning: no checkpoint could be written, and the fit goes"))
    #expect(try FitAnswer(limited).sizes.reduce(0, +) == 20_000)
  }

  /// What a killed process leaves has one name, and goes with the next checkpoint.
  @Test func leftTemporaryFilesAreRemoved() throws {
    scratch.write(".f.kmeans.tmp", "left")
    _ = try run(short, "--checkpoint", "f")
    _ = try run(short, "--checkpoint", "f", "--seed", "2")
    #expect(scratch.text(".f.kmeans.tmp") == "")
    #expect(try run(short, "--resume", "f", "--seed", "2").status == 0)
  }

  @Test func aDamagedFileStays() throws {
    _ = try run(short, "--checkpoint", "f")
    var bytes = scratch.bytes("f")
    bytes[bytes.count / 2] ^= 1
    scratch.write("f", bytes: bytes)
    let refused = try run(short, "--checkpoint", "f")
    #expect(refused.status == 65)
    #expect(refused.errors.hasPrefix("kmeans: f: the checkpoint is damaged or cut short"))
    #expect(scratch.bytes("f") == bytes)
  }

  @Test(arguments: ["5", "s", "-1s", "fast", "nans", "1e30h", "2 weeks"])
  func intervalsNeedAUnit(_ interval: String) throws {
    let refused = try run(short, "--checkpoint", "f", "--every=\(interval)")
    #expect(refused.status == 64)
    #expect(refused.errors.contains("--every"))
  }

  @Test(arguments: ["0s", "500ms", "5m", "1.5h", "2min", "90 s"])
  func intervals(_ interval: String) throws {
    #expect(try run(short, "--checkpoint", "f", "--every=\(interval)").status == 0)
    let alone = try run(short, "--every=\(interval)")
    #expect(alone.status == 64)
    #expect(alone.errors.contains("--every is for checkpoints"))
  }

  @Test(arguments: ["better", "best"])
  func qualitiesHaveNone(_ quality: String) throws {
    for option in ["--checkpoint", "--resume"] {
      let refused = try run(short, option, "f", "--quality", quality)
      #expect(refused.status == 64)
      let words = "\(option) cannot be used together with --quality \(quality)"
      #expect(refused.errors.contains(words), "\(refused.errors)")
      #expect(!scratch.files.contains("f"))
    }
    #expect(try run(short, "--checkpoint", "f", "--quality", "fast").status == 0)
  }
}
