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
    import os, pty, re, sys
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
    text = text.decode()
    print(code, " of at most 300, J = " in text and "\\r\\x1b[K" in text)
    print(re.findall("choosing [^\\r]+", text)[-1:], file=sys.stderr)
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

  /// A draw that the time limit ends.
  @Test(.enabled(if: Tools.has("python3")), arguments: ["k-means++", "k-means-parallel"])
  func tellsHowManyCentroidsAreDrawn(_ initialization: String) throws {
    scratch.write("many.csv", SampleData.noise(count: 40_000, columns: 12))
    let run = try CommandRun(
      shell: """
        python3 terminal.py "$KMEANS" fit many.csv -k 30000 --threads 1 --time-limit 3 \
          --init \(initialization)
        """, in: scratch)
    let count = /\['choosing the first centroids: [0-9,]+ of [0-9,]+ points(, .* left)?'\]\n/
    let all = /\['choosing the first centroids among [0-9,]+ points'\]\n/
    let isTold =
      run.errors.wholeMatch(of: count) != nil
      || initialization == "k-means-parallel" && run.errors.wholeMatch(of: all) != nil
    #expect(isTold, "\(run.errors)")
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
