import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A large file is mapped and not copied. When another program writes to it meanwhile, results
/// would mix values of different times, so there are none.
@Suite(.serialized) struct ChangedInputTests {
  let scratch = Scratch()
  static let rows = 1 << 20
  static let columns = 64

  /// A file that is just large enough to be mapped, mostly of zeros, which take no room.
  init() throws {
    var header = "{'descr': '|u1', 'fortran_order': False, 'shape': "
    header += "(\(Self.rows), \(Self.columns)), }"
    header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
    let magic: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0]
    scratch.write("x.npy", bytes: magic + Array(header.utf8))
    truncate(scratch["x.npy"], off_t(128 + Self.rows * Self.columns))
    let line = { (value: String) in
      Array(repeating: value, count: Self.columns).joined(separator: ",") + "\n"
    }
    scratch.write("centroids.csv", line("0") + line("200"))
    change { file in
      let ones = [UInt8](repeating: 255, count: 64 * 1000)
      return pwrite(file, ones, ones.count, 128)
    }
  }

  private func change(_ body: (Int32) -> Int) {
    let file = open(scratch["x.npy"], O_WRONLY)
    defer { close(file) }
    #expect(body(file) >= 0)
  }

  /// The run that waits for the first centroids has the data mapped.
  private func run(_ verb: String, meanwhile: () -> Void) throws -> CommandRun {
    mkfifo(scratch["init.csv"], 0o600)
    defer { unlink(scratch["init.csv"]) }
    let run = try CommandRun.Started(
      verb.split(separator: " ").map(String.init) + ["--init", "init.csv"], in: scratch)
    var writer: Int32 = -1
    for _ in 0..<6000 where writer < 0 {
      writer = open(scratch["init.csv"], O_WRONLY | O_NONBLOCK)
      if writer < 0 { usleep(10_000) }
    }
    meanwhile()
    let text = scratch.bytes("centroids.csv")
    #expect(write(writer, text, text.count) == text.count)
    close(writer)
    return run.wait()
  }

  static let message = "kmeans: x.npy changed while it was read; run it again\n"
  static let fit =
    "fit x.npy -k 2 --max-iterations 2 --quiet --labels y.npy --model m.json --report r.html"

  @Test(arguments: [fit, "explain x.npy -k 2 --quiet --output page.html"])
  func otherValues(_ verb: String) throws {
    let before = scratch.files
    let ended = try run(verb) { change { pwrite($0, [7 as UInt8], 1, 128 + 1_000_000) } }
    #expect(ended.errors == Self.message)
    #expect(ended.output == "")
    #expect(ended.status == 74)
    #expect(scratch.files == before)
  }

  @Test func moreValues() throws {
    let before = scratch.files
    let ended = try run(Self.fit) {
      change { ftruncate($0, off_t(200 + Self.rows * Self.columns)) == 0 ? 0 : -1 }
    }
    #expect(ended.errors == Self.message)
    #expect(ended.status == 74)
    #expect(scratch.files == before)
  }

  /// The system answers the reading of what is no more by a signal.
  @Test func fewerValues() throws {
    let before = scratch.files
    let ended = try run(Self.fit) { change { ftruncate($0, 4096) == 0 ? 0 : -1 } }
    #expect(ended.errors == Self.message)
    #expect(ended.output == "")
    #expect(ended.status == 74)
    #expect(scratch.files == before)
  }

  /// The same signal for another reason does what it always does.
  @Test func otherFaults() throws {
    let paused = try CommandRun.Started(
      shell: """
        ulimit -c 0; mkfifo wait.csv
        exec "$KMEANS" fit x.npy -k 2 --init wait.csv
        """, in: scratch)
    var writer: Int32 = -1
    for _ in 0..<6000 where writer < 0 {
      writer = open(scratch["wait.csv"], O_WRONLY | O_NONBLOCK)
      if writer < 0 { usleep(10_000) }
    }
    paused.signal(SIGBUS)
    usleep(300_000)
    close(writer)
    let ended = paused.wait()
    #expect(ended.status == 128 + SIGBUS)
    #expect(!ended.errors.contains("changed while"))
  }

  /// Another file by the same name is none of our business.
  @Test func replacedFile() throws {
    let ended = try run("fit x.npy -k 2 --max-iterations 2 --quiet --labels y.npy") {
      scratch.write("other", "nothing")
      rename(scratch["other"], scratch["x.npy"])
    }
    #expect(ended.errors == "")
    #expect(ended.status == 0)
    #expect(scratch.bytes("y.npy").count == 128 + 4 * Self.rows)
  }

  #if os(Linux)
    /// Sizes afterwards: what grows is found at the end, and what shrinks when it is missed.
    static let verbs = [
      ("predict model.json x.npy --labels y.npy", 128 + rows * columns + 1),
      ("predict model.json x.npy --labels y.npy", 4096),
      ("evaluate x.npy --model model.json --silhouette none", 4096),
      ("sweep x.npy --k 2 --references 0 --silhouette none --quiet --report r.html", 4096),
      ("info x.npy", 4096),
    ]

    /// The run is stopped as soon as the file is in its memory.
    @Test(arguments: verbs)
    func otherVerbs(_ verb: String, _ size: Int) throws {
      let model = try CommandRun(
        ["fit", "centroids.csv", "-k", "2", "--model", "model.json"], in: scratch)
      #expect(model.status == 0)
      let before = scratch.files
      // On a busy machine a run may be over before this thread has seen it begin.
      for _ in 0..<20 {
        guard let ended = try stopped(verb, resizing: size) else {
          for file in scratch.files where !before.contains(file) { unlink(scratch[file]) }
          continue
        }
        #expect(ended.errors == Self.message)
        #expect(ended.output == "")
        #expect(ended.status == 74)
        #expect(scratch.files == before)
        return
      }
      Issue.record("no run was stopped while it had the file")
    }

    /// A run whose file gets another size while it has the file mapped; nil where it had looked at
    /// the file for the last time before.
    private func stopped(_ verb: String, resizing size: Int) throws -> CommandRun? {
      let started = try CommandRun.Started(
        verb.split(separator: " ").map(String.init), in: scratch)
      let hasFile = { Scratch.text(of: "/proc/\(started.process)/maps").contains("x.npy") }
      while !started.isOver && !hasFile() { usleep(1000) }
      started.signal(SIGSTOP)
      while !started.isOver && !started.isStopped { usleep(1000) }
      let isInTime = hasFile()
      if isInTime { change { ftruncate($0, off_t(size)) == 0 ? 0 : -1 } }
      started.signal(SIGCONT)
      let ended = started.wait()
      if isInTime && ended.status != 0 { return ended }
      change { ftruncate($0, off_t(128 + Self.rows * Self.columns)) == 0 ? 0 : -1 }
      return nil
    }
  #endif
}

#if os(Linux)
  extension CommandRun.Started {
    fileprivate var isOver: Bool { state == "Z" }
    fileprivate var isStopped: Bool { state == "T" }

    /// The letter that the system gives for what the process does; it follows the name in brackets.
    private var state: Character? {
      Scratch.text(of: "/proc/\(process)/stat").split(separator: ")").last?.dropFirst().first
    }
  }
#endif
