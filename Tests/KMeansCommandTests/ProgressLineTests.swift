import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The line of progress on a terminal, with a thread of its own and without.
@Suite struct ProgressLineTests {
  let scratch = Scratch()
  static let canLimit =
    geteuid() == 0 && ["python3", "setpriv", "prlimit", "timeout"].allSatisfy(Tools.has)

  /// A terminal for one program, and what it showed.
  private let terminal = """
    import os, pty, sys, time
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(sys.argv[1], sys.argv[1:])
    text = b""
    try:
        while block := os.read(terminal, 1024):
            text += block
    except OSError:
        pass
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(code, b" of at most 300, J = " in text and b"\\r\\x1b[K" in text)
    """

  init() {
    scratch.write("noise.csv", SampleData.noise(count: 3000, columns: 4))
    scratch.write("terminal.py", terminal)
  }

  private let fit = """
    fit noise.csv -k 40 --threads 1 --tolerance 0 --init random --restarts 100000 \
    --time-limit 2
    """

  @Test(.enabled(if: Tools.has("python3")))
  func isShown() throws {
    let run = try CommandRun(
      shell: "python3 terminal.py \"$KMEANS\" \(fit)", in: scratch)
    #expect(run.output == "0 True\n")
  }

  #if os(Linux)
    /// A user who may have one process gets no thread beside it.
    @Test(.enabled(if: canLimit))
    func isShownWithoutAThread() throws {
      let run = try CommandRun(
        shell: """
          chmod 755 .; chmod 644 noise.csv; cp "$KMEANS" kmeans; chmod 755 kmeans
          nobody="setpriv --reuid=54321 --clear-groups"
          $nobody ./kmeans --version > /dev/null 2>&1 || { echo no libraries; exit 0; }
          timeout 600 python3 terminal.py prlimit --nproc=1 $nobody ./kmeans \(fit)
          """, in: scratch)
      #expect(run.output == "0 True\n" || run.output == "no libraries\n")
    }
  #endif
}
