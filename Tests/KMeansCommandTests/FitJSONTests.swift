import Testing

/// The object that programs read.
@Suite struct FitJSONTests {
  let scratch = Scratch()

  @Test func everyFieldIsThere() throws {
    scratch.write("flats.csv", SampleData.flats)
    let run = try CommandRun(
      [
        "fit", "flats.csv", "-k", "2", "--json", "--seed", "18446744073709551615", "--threads", "3",
        "--order", "first", "--algorithm", "textbook",
      ], in: scratch, environment: ["KMEANS_INSTRUCTION_SET": "scalar"])
    let answer = try FitAnswer(run)
    #expect(answer.schema == "kmeans.fit/1")
    #expect(answer.points == 8)
    #expect(answer.dimensions == 3)
    #expect(answer.clusters == 2)
    #expect(answer.seed == .max)
    #expect(answer.algorithm == "textbook")
    #expect(answer.initialization == "k-means++")
    #expect(answer.iterations == 2)
    #expect(answer.converged)
    #expect(answer.stopReason == "labelsUnchanged")
    #expect(answer.objective == 2542.75)
    #expect(answer.totalSumOfSquares == 1_009_413.875)
    #expect(answer.sizes == [4, 4])
    #expect(answer.withinSumOfSquares == [520.75, 2022])
    #expect(answer.centroids == [[41, 205, 1.75], [121, 910, 5]])
    #expect(answer.history == [2542.75, 2542.75])
    #expect(answer.threads == 3)
    #expect(answer.instructionSet == "scalar")
    #expect(answer.warnings.count == 2)
    #expect(answer.peakMemoryBytes > 1 << 20)
  }

  @Test func timesAddUp() throws {
    scratch.write("noise.csv", SampleData.noise(count: 5000))
    let answer = try FitAnswer(
      CommandRun(["fit", "noise.csv", "-k", "20", "--json"], in: scratch))
    let seconds = answer.seconds
    let parts = [seconds.read, seconds.initialize, seconds.iterate, seconds.write]
    #expect(parts.allSatisfy { $0 > 0 })
    #expect(seconds.total >= parts.reduce(0, +))
    #expect(answer.work.distances >= 5000 * 20)
  }

  @Test func listsOfNumbersStayOnOneLine() throws {
    scratch.write("flats.csv", SampleData.flats)
    let run = try CommandRun(
      ["fit", "flats.csv", "-k", "2", "--json", "--order", "first"], in: scratch)
    #expect(
      run.output.hasPrefix(
        """
        {
          "algorithm": "auto",
          "assignment": {"used": "direct"},
          "centroids": [
            [41, 205, 1.75],
            [121, 910, 5]
          ],
          "clusters": 2,
          "columns": ["area", "price", "rooms"],
          "converged": true,
        """))
    #expect(run.output.hasSuffix("}\n"))
  }

  @Test func toleranceAndLimitAreReasonsToStop() throws {
    scratch.write("noise.csv", SampleData.noise(count: 3000))
    func answer(_ options: String...) throws -> FitAnswer {
      try FitAnswer(CommandRun(["fit", "noise.csv", "-k", "20", "--json"] + options, in: scratch))
    }
    let tolerant = try answer("--tolerance", "0.01")
    #expect(tolerant.stopReason == "tolerance" && tolerant.converged)
    let limited = try answer("--tolerance", "0", "--max-iterations", "3")
    #expect(limited.stopReason == "iterationLimit" && !limited.converged)
    #expect(limited.iterations == 3)
    #expect(limited.warnings == ["not converged after 3 iterations; --max-iterations allows more"])
    let exact = try answer("--tolerance", "0", "--max-iterations", "1000")
    #expect(exact.stopReason == "labelsUnchanged" && exact.objective < tolerant.objective)
  }
}
