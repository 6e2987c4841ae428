import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Signals that whoever started the program has it ignore, that come twice for one reason, and
/// that come while results are written.
@Suite(.serialized) struct SignalTests {
  let scratch = Scratch()
  /// Hours of work, if nobody ends it.
  let endless = """
    "$KMEANS" fit noise.csv -k 200 --restarts 1000000 --tolerance 0 --init random \
    --labels labels.csv --json
    """

  init() {
    let rows = SampleData.noise(count: 20_000, columns: 4).split(separator: "\n")
    scratch.write("noise.csv", rows.map { $0 + ",word\n" }.joined())
  }

  private func begin(_ script: String) throws -> CommandRun.Started {
    let run = try CommandRun.Started(shell: script, in: scratch)
    #expect(run.waitForErrors(containing: "left out"))
    usleep(500_000)
    return run
  }

  /// As `nohup` and the background of a shell have it.
  @Test(arguments: [("INT", SIGINT, SIGTERM), ("HUP", SIGHUP, SIGTERM), ("TERM", SIGTERM, SIGINT)])
  func ignoredSignals(_ name: String, _ ignored: Int32, _ other: Int32) throws {
    let run = try begin("trap '' \(name); exec \(endless)")
    run.signal(ignored)
    usleep(300_000)
    run.signal(other)
    let ended = run.wait()
    #expect(ended.status == 128 + other)
    #expect(try FitAnswer(ended).points == 20_000)
  }

  /// A terminal that closes says so by the system and by the shell; `timeout` signals twice, too.
  @Test(arguments: [[SIGHUP, SIGHUP], [SIGTERM, SIGHUP], [SIGTERM, SIGTERM]])
  func echoes(_ signals: [Int32]) throws {
    // A busy machine may keep two signals so far apart that they are no echoes.
    for _ in 0..<10 {
      let run = try begin("exec \(endless)")
      for signal in signals {
        run.signal(signal)
        usleep(1000)
      }
      let ended = run.wait()
      #expect(ended.status == 128 + signals[0])
      if ended.output.isEmpty { continue }
      #expect(try FitAnswer(ended).points == 20_000)
      #expect(scratch.text("labels.csv").split(separator: "\n").count == 20_001)
      return
    }
    Issue.record("every run ended at once")
  }

  #if os(Linux)
    @Test(.enabled(if: Tools.has("timeout")))
    func timeout() throws {
      let run = try begin("timeout 6 \(endless)")
      #expect(try FitAnswer(run.wait()).points == 20_000)
      #expect(scratch.text("labels.csv").split(separator: "\n").count == 20_001)
    }
  #endif

  /// What the program prints then goes nowhere, which is no failure of its own.
  @Test(.enabled(if: Tools.has("python3")))
  func closedTerminal() throws {
    scratch.write(
      "hang-up.py",
      """
      import os, pty, sys, time
      child, terminal = pty.fork()
      if child == 0:
          os.execv(os.environ["KMEANS"], ["kmeans"] + sys.argv[1:])
      text = b""
      while b"left out" not in text:
          text += os.read(terminal, 1024)
      time.sleep(0.5)
      os.close(terminal)
      print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
      """)
    let run = try CommandRun(
      shell: """
        python3 hang-up.py fit noise.csv -k 200 --restarts 1000000 --tolerance 0 --init random \
        --labels labels.csv
        """, in: scratch)
    #expect(run.output == "129\n")
    #expect(scratch.text("labels.csv").split(separator: "\n").count == 20_001)
  }

  /// A pipe that is full holds the program in the middle of an output.
  @Test(arguments: [
    "fit noise.csv -k 2 --max-iterations 1 --append pipe.csv --centroids other.csv",
    "predict model.json noise.csv --append pipe.csv --labels other.csv",
    "explain few.csv -k 2 --output pipe.html",
  ])
  func whileResultsAreWritten(_ verb: String) throws {
    let few = SampleData.noise(count: 50)
    scratch.write("few.csv", few)
    let model = try CommandRun(
      ["fit", "noise.csv", "-k", "2", "--max-iterations", "1", "--model", "model.json"],
      in: scratch)
    #expect(model.status == 0)
    let pipe = scratch[verb.contains("html") ? "pipe.html" : "pipe.csv"]
    mkfifo(pipe, 0o600)
    let run = try CommandRun.Started(shell: "exec \"$KMEANS\" \(verb)", in: scratch)
    let reader = open(pipe, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    var waiting = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
    #expect(poll(&waiting, 1, 60_000) == 1)
    run.signal(SIGINT)
    usleep(100_000)
    let text = readAll(reader)
    let ended = run.wait()
    #expect(ended.status == 130)
    #expect(ended.output != "")
    if verb.contains("html") {
      #expect(text.hasSuffix("</html>\n"))
    } else {
      #expect(text.split(separator: "\n").count == 20_001)
      #expect(scratch.text("other.csv") != "")
    }
  }

  private func readAll(_ file: Int32) -> String {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 60_000) == 1 {
      let count = read(file, &block, block.count)
      if count <= 0 { break }
      bytes += block[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  #if os(Linux)
    /// A file without a name goes with the process that writes it.
    @Test func nothingIsLeftBehind() throws {
      let script = """
        "$KMEANS" fit noise.csv -k 2 --max-iterations 1 --append a.csv --report r.html & p=$!
        while [ -e /proc/$p/fd/1 ]; do
          ls -l /proc/$p/fd | grep -q '(deleted)\\|[.]kmeans-' && kill -KILL $p && break
        done
        wait $p
        """
      // A run may be over before anybody has looked.
      for _ in 0..<10 {
        let run = try CommandRun(shell: script, in: scratch)
        #expect(scratch.hiddenFiles == [])
        if run.status > 128 { return }
      }
      Issue.record("no run was caught while it wrote")
    }
  #endif
}
