import Testing

/// How the answer of bisecting k-means ends: it speaks of splits.
@Suite struct BisectingAnswerTests {
  let scratch = Scratch()

  private func ending(_ rows: String, _ arguments: String) throws -> (line: String, notes: String) {
    scratch.write("x.csv", "x\n" + rows)
    let run = try CommandRun(
      ["fit", "x.csv", "--variant", "bisecting"]
        + arguments.split(separator: " ").map(String.init), in: scratch)
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n").map(String.init)
    return (lines.dropLast().last ?? "", run.errors)
  }

  @Test func allSplits() throws {
    #expect(try ending("1\n2\n9\n10\n30\n", "-k 3").line == "Done after 2 splits.")
    #expect(try ending("1\n2\n9\n", "-k 2").line == "Done after 1 split.")
    #expect(try ending("1\n2\n9\n", "-k 1").line == "One cluster needs no split.")
  }

  @Test func fewerSplits() throws {
    #expect(
      try ending("4\n4\n4\n", "-k 2").line
        == "No split: no cluster is left whose points differ.")
    #expect(
      try ending("4\n4\n5\n", "-k 3").line
        == "Done after 1 split: no cluster is left whose points differ.")
  }

  @Test func limitedIterations() throws {
    let many = (0..<200).map { "\(($0 * 7919) % 1009)\n" }.joined()
    let some = try ending(many, "-k 3 --max-iterations 1")
    #expect(
      some.line == "Not converged: done after 2 splits, some of which --max-iterations ended.")
    #expect(
      some.notes
        == "kmeans: warning: not converged: --max-iterations ended some of the 2 splits; it "
        + "allows more iterations of a split\n")
  }
}
