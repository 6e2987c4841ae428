import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Under `--max-memory` files are larger than memory, and results are the same to the bit.
struct MaxMemoryTests {
  let scratch = Scratch()

  /// Values 0 … 255 in groups, by a sequence that a multiplication makes.
  private static func values(_ count: Int, dimensions: Int) -> [UInt8] {
    var state: UInt64 = 1
    return [UInt8](unsafeUninitializedCapacity: count * dimensions) { bytes, written in
      for index in bytes.indices {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let group = UInt8(index / dimensions % 5)
        bytes.initializeElement(at: index, to: 40 &* group &+ UInt8(state >> 60))
      }
      written = bytes.count
    }
  }

  private func writeNPY(_ name: String, _ type: String, _ shape: (Int, Int), _ bytes: [UInt8]) {
    var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': "
    header += "(\(shape.0), \(shape.1)), }"
    header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
    let magic: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0]
    scratch.write(name, bytes: magic + Array(header.utf8) + bytes)
  }

  /// Fits twice, and compares the answers, but for what was measured.
  private func same(
    _ arguments: [String], limit: String, input: String = "", spool: String? = nil
  ) throws -> (free: FitAnswer, limited: FitAnswer) {
    func fit(_ more: [String]) throws -> FitAnswer {
      let run = try CommandRun(
        ["fit"] + arguments + ["--json", "--quiet", "--threads", "2"] + more, in: scratch,
        input: input, environment: spool.map { ["TMPDIR": scratch[$0]] } ?? [:])
      #expect(run.errors == "")
      return try FitAnswer(run)
    }
    let (free, limited) = (try fit([]), try fit(["--max-memory", limit]))
    #expect(free.centroids == limited.centroids)
    #expect(free.history == limited.history)
    #expect(free.objective == limited.objective)
    #expect(free.sizes == limited.sizes)
    #expect(free.withinSumOfSquares == limited.withinSumOfSquares)
    return (free, limited)
  }

  /// Four times the limit.
  @Test func aLargeFile() throws {
    let (count, d) = (320_000, 1000)
    writeNPY("x.npy", "|u1", (count, d), Self.values(count, dimensions: d))
    let (free, limited) = try same(
      ["x.npy", "-k", "5", "--max-iterations", "4", "--labels", "y.npy"], limit: "80MB")
    #expect(limited.peakMemoryBytes < 80_000_000)
    #expect(free.peakMemoryBytes > 320_000_000)
  }

  /// Text, a pipe, and values that a matrix does not take as they are, become a temporary file.
  @Test func filesThatAreConverted() throws {
    scratch.makeFolder("spool")
    let (count, d) = (40_000, 50)
    let values = Self.values(count, dimensions: d)
    var text = ""
    for row in 0..<count {
      text += (0..<d).map { String(values[row * d + $0]) }.joined(separator: ",") + "\n"
    }
    scratch.write("x.csv", text)
    writeNPY("wide.npy", "<u4", (count, d), values.flatMap { [$0, 0, 0, 0] })
    writeNPY("x.npy", "<f4", (count, d), values.flatMap { [0, 0, $0 & 0x70, 0x43] })
    for arguments in [
      ["x.csv", "-k", "5"], ["x.csv", "-k", "3", "--scale", "standard"],
      ["wide.npy", "-k", "5"], ["x.npy", "-k", "4", "--distance", "cosine"],
      ["x.csv", "-k", "3", "--columns", "column1-column20", "--header", "no"],
      ["x.csv", "-k", "3", "--weights", "column7", "--header", "no", "--restarts", "3"],
      ["x.csv", "-k", "4", "--variant", "bisecting"],
    ] {
      _ = try same(arguments, limit: "64MB", spool: "spool")
    }
    // A folder with a file in it cannot be removed.
    #expect(rmdir(scratch["spool"]) == 0)
  }

  @Test func missingValues() throws {
    let rows = (0..<60_000).map { row in
      "\(row % 7),\(row % 1000 == 3 ? "" : String(row % 91)),\((row * row) % 1013)\n"
    }
    scratch.write("x.csv", "a,b,c\n" + rows.joined())
    for policy in ["drop", "mean"] {
      _ = try same(
        ["x.csv", "-k", "4", "--missing", policy, "--scale", "minmax"], limit: "64MB")
    }
  }

  @Test func standardInput() throws {
    let rows = (0..<400_000).map { "\($0 % 7) \($0 % 91) \(($0 &* $0) % 1013)\n" }
    _ = try same(["-", "-k", "4"], limit: "64MB", input: rows.joined())
  }

  @Test func aFolderThatTakesNoFile() throws {
    let rows = (0..<400_000).map { "\($0 % 7),\($0 % 91),\(($0 &* $0) % 1013)\n" }
    scratch.write("x.csv", rows.joined())
    let run = try CommandRun(
      ["fit", "x.csv", "-k", "4", "--max-memory", "64MB", "--labels", "y.csv"], in: scratch,
      environment: ["TMPDIR": scratch["none"]])
    #expect(run.status == 74)
    #expect(run.output == "")
    #expect(
      run.errors.hasPrefix("kmeans: x.csv needs a temporary file of ")
        && run.errors.hasSuffix(
          " bytes in \(scratch["none"]), where it cannot be made: No such file or directory; "
            + "make room there, or name another folder by TMPDIR\n")
    )
    #expect(!scratch.files.contains("y.csv"))
  }

  @Test func tooLittleForThePoints() throws {
    writeNPY("x.npy", "|u1", (3_000_000, 2), [UInt8](repeating: 3, count: 5_999_999) + [9])
    let run = try CommandRun(
      ["fit", "x.npy", "-k", "2", "--max-memory", "64MB", "--labels", "y.npy"], in: scratch)
    #expect(run.status == 71)
    #expect(run.errors.contains("MB of memory, more than "))
    #expect(!scratch.files.contains("y.npy"))
  }

  @Test(arguments: ["2", "63MB", "-1GB", "many", "5 parsecs", "nan", "1e40GB"])
  func sizes(_ size: String) throws {
    let run = try CommandRun(
      ["fit", "x.csv", "-k", "2", "--max-memory=\(size)"], in: scratch)
    #expect(run.status == 64)
    #expect(run.errors.contains("--max-memory"))
  }
}
