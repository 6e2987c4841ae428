import Testing

/// Tables of thousands of columns, as genes have: columns are looked up in one walk, answers stay
/// short, and a matrix that may lie the wrong way round is told.
@Suite struct ManyColumnsTests {
  let scratch = Scratch()

  /// Rows of whole numbers under the names g0, g1, …
  private func table(rows: Int, columns: Int, isReversed: Bool = false) -> String {
    let numbers = isReversed ? Array((0..<columns).reversed()) : Array(0..<columns)
    var text = numbers.map { "g\($0)" }.joined(separator: ",") + "\n"
    for row in 0..<rows {
      text +=
        numbers.map { String(($0 * 7919 + row * row * 104_729) % 1009) }
        .joined(separator: ",") + "\n"
    }
    return text
  }

  /// A float64 matrix of zeros and ones.
  private func npy(rows: Int, columns: Int) -> [UInt8] {
    let shape = "{'descr': '|u1', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
    let header = shape + String(repeating: " ", count: 117 - shape.count) + "\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8)
      + (0..<rows * columns).map { UInt8($0 % 7 % 2) }
  }

  @Test func lookingColumnsUpTakesNoLongerThanReadingThem() throws {
    let columns = 9000
    scratch.write("t.csv", table(rows: 4, columns: columns))
    scratch.write("reversed.csv", table(rows: 4, columns: columns, isReversed: true))
    scratch.write("y.csv", "cluster\n0\n0\n1\n1\n")
    let fit = try CommandRun(
      ["fit", "t.csv", "-k", "2", "--model", "m.json", "--labels", "f.csv", "--quiet"],
      in: scratch)
    #expect(fit.status == 0)
    let names = (0..<columns / 2).map { "g\($0)" }.joined(separator: ",")
    let others: [[String]] = [
      ["predict", "m.json", "t.csv", "--labels", "p.csv"],
      ["predict", "m.json", "reversed.csv", "--labels", "r.csv"],
      ["evaluate", "reversed.csv", "--model", "m.json", "--silhouette", "none"],
      ["fit", "t.csv", "-k", "2", "--columns", names, "--quiet"],
      ["fit", "t.csv", "-k", "2", "--exclude", names, "--quiet"],
      ["info", "t.csv"], ["info", "m.json"],
      ["evaluate", "t.csv", "--labels", "y.csv", "--exclude", names, "--silhouette", "none"],
    ]
    for verb in others {
      let run = try CommandRun(verb, in: scratch)
      #expect(run.status == 0, "\(verb.prefix(2)): \(run.errors.prefix(200))")
      // Every pair of names compared costs some twenty times as much as all the rest.
      #expect(
        run.processorSeconds < fit.processorSeconds * 5,
        "\(verb.prefix(2)) cost \(run.processorSeconds) s, the fit \(fit.processorSeconds) s")
    }
    #expect(scratch.text("p.csv") == scratch.text("f.csv"))
    #expect(scratch.text("r.csv") == scratch.text("f.csv"))
  }

  @Test func theHintOfTheWrongWayRound() throws {
    scratch.write("wide.npy", bytes: npy(rows: 3, columns: 10_345))
    scratch.write("tall.npy", bytes: npy(rows: 10_345, columns: 3))
    scratch.write("genes.npy", bytes: npy(rows: 101, columns: 10_000))
    let hint =
      "3 points of 10,345 columns: if the columns are the points, turn the matrix first, in NumPy "
      + "by np.save(path, x.T)"
    for verb in [
      ["fit", "wide.npy", "-k", "2"], ["sweep", "wide.npy", "--references", "0", "--k", "2"],
    ] {
      let run = try CommandRun(verb, in: scratch)
      #expect(run.status == 0)
      #expect(run.errors.contains("kmeans: note: \(hint)\n"))
    }
    let info = try CommandRun(["info", "wide.npy"], in: scratch)
    #expect(info.output.contains("  - \(hint)\n"))
    for name in ["tall.npy", "genes.npy"] {
      let run = try CommandRun(["fit", name, "-k", "2", "--max-iterations", "1"], in: scratch)
      #expect(run.status == 0)
      #expect(!run.errors.contains("turn the matrix"))
    }
  }

  @Test func manyColumnsWithoutNumbersStayShort() throws {
    let names = (0..<3000).map { "t\($0)" }
    scratch.write(
      "t.csv",
      "x," + names.joined(separator: ",") + "\n1," + names.joined(separator: ",") + "\n2,"
        + names.joined(separator: ",") + "\n")
    let info = try CommandRun(["info", "t.csv"], in: scratch)
    #expect(info.output.split(separator: "\n").count < 60)
    #expect(info.output.contains("  (2,965 columns not shown)\n"))
    #expect(info.output.contains("  (2,988 columns not shown)\n"))
  }

  @Test func manyIdentifiersAreOneNotice() throws {
    let names = (0..<200).map { "part\($0)_id" }
    var text = names.joined(separator: ",") + "\n"
    for row in 0..<4 {
      text += names.indices.map { "\($0 * row % 13)" }.joined(separator: ",") + "\n"
    }
    scratch.write("ids.csv", text)
    let notice =
      "200 columns look like identifiers: \"part0_id\", \"part1_id\", \"part2_id\", \"part3_id\", "
      + "\"part4_id\", \"part5_id\", \"part6_id\", \"part7_id\" and 192 more; --exclude leaves "
      + "columns out"
    let fit = try CommandRun(["fit", "ids.csv", "-k", "2"], in: scratch)
    #expect(fit.errors.contains(notice))
    let info = try CommandRun(["info", "ids.csv"], in: scratch)
    #expect(info.output.contains(notice))
  }

  /// Of more columns than any terminal has, the table is that of all of them.
  @Test func theTableOfManyColumnsIsThatOfAll() throws {
    scratch.write("t.csv", table(rows: 4, columns: 5000))
    let run = try CommandRun(["fit", "t.csv", "-k", "2"], in: scratch)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(
      lines[1] == "Cluster means of the 12 columns of 5,000 that differ most between clusters")
    #expect(lines.count { $0.hasPrefix("  g") } == 12)
  }
}
