import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a container or a login node limits: a fit goes on, or says what is missing.
@Suite(.serialized) struct ProcessLimitTests {
  let scratch = Scratch()

  private func run(_ limit: String, _ arguments: String) throws -> CommandRun {
    try CommandRun(shell: "\(limit); exec \"$KMEANS\" \(arguments)", in: scratch)
  }

  /// Whatever the limit of the address space, a fit ends well or in words.
  @Test(arguments: ["fit x.csv -k 10 --json", "fit x.csv -k 300 --init random --json"])
  func memory(_ arguments: String) throws {
    scratch.write("x.csv", SampleData.noise(count: 60_000, columns: 4))
    let whole = try FitAnswer(run("true", "\(arguments) --max-iterations 3"))
    var codes: Set<Int32> = []
    for megabytes in stride(from: 64, through: 264, by: 4) {
      let found = try run(
        "ulimit -v \(megabytes * 1024)", "\(arguments) --max-iterations 3 --quiet")
      codes.insert(found.status)
      // Below, the program itself does not start.
      guard found.status != 127 && found.errors.contains("kmeans: ") || found.status == 0 else {
        continue
      }
      if found.status == 0 {
        #expect(try FitAnswer(found).objective == whole.objective)
      } else {
        #expect(found.status == 71, "\(megabytes) MB: \(found.errors)")
        #expect(found.errors.contains("memory"))
      }
    }
    #expect(codes.contains(71))
    #expect(!codes.contains(134) && !codes.contains(139) && !codes.contains(132))
  }

  /// A file that cannot be mapped for want of memory is no file that cannot be read.
  @Test func mappedFiles() throws {
    // 64 MiB, of which nothing is kept.
    scratch.write("x.fbin", bytes: [0, 0, 128, 0, 2, 0, 0, 0])
    #expect(truncate(scratch["x.fbin"], 8 + 64 << 20) == 0)
    var told = 0
    for megabytes in stride(from: 30, through: 110, by: 10) {
      let found = try run("ulimit -v \(megabytes * 1024)", "fit x.fbin -k 2 --quiet")
      guard found.status != 127, found.errors.contains("kmeans: ") else { continue }
      #expect(found.status == 71, "\(megabytes) MB: \(found.errors)")
      if found.errors.contains("x.fbin needs 67108872 bytes of memory") { told += 1 }
    }
    #expect(told > 0)
  }

  #if os(Linux)
    static let canLimit =
      geteuid() == 0 && ["setpriv", "prlimit", "timeout"].allSatisfy(Tools.has)

    /// A user who may have one process gets the same answer, from one thread.
    @Test(.enabled(if: canLimit))
    func threads() throws {
      scratch.write("x.csv", SampleData.noise(count: 60_000, columns: 4))
      let arguments = "fit x.csv -k 10 --json --threads 2"
      let free = try FitAnswer(CommandRun(shell: "\"$KMEANS\" \(arguments)", in: scratch))
      let bound = try CommandRun(
        shell: """
          chmod 755 .; chmod 644 x.csv; cp "$KMEANS" kmeans; chmod 755 kmeans
          nobody="setpriv --reuid=54321 --clear-groups"
          $nobody ./kmeans --version > /dev/null 2>&1 || { echo no libraries; exit 0; }
          exec timeout -s KILL 600 prlimit --nproc=1 $nobody ./kmeans \(arguments)
          """, in: scratch)
      if bound.output == "no libraries\n" { return }
      #expect(try FitAnswer(bound).objective == free.objective)
    }
  #endif
}
