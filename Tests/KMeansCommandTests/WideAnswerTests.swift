import Testing

/// Many columns and many clusters stay readable.
@Suite struct WideAnswerTests {
  let scratch = Scratch()

  @Test func columnsThatDoNotFitGoBelow() throws {
    scratch.write("wide.csv", SampleData.noise(count: 50, columns: 12))
    let run = try CommandRun(["fit", "wide.csv", "-k", "2"], in: scratch)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 80 })
    let headings = lines.filter { $0.hasPrefix("  cluster  points") }
    #expect(headings.count == 2)
    #expect(headings.last?.hasSuffix("x12") == true)
  }

  @Test func ofHundredsOfColumnsTheTellingOnesAreShown() throws {
    scratch.write("wide.csv", SampleData.noise(count: 20, columns: 300))
    let run = try CommandRun(["fit", "wide.csv", "-k", "2"], in: scratch)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines[2] == "Cluster means of the 12 columns of 300 that differ most between clusters")
    #expect(lines.count { $0.hasPrefix("  x") } == 12)
  }

  @Test func hundredsOfClustersAreLeftOutInTheMiddle() throws {
    scratch.write("many.csv", SampleData.noise(count: 2000))
    let run = try CommandRun(
      ["fit", "many.csv", "-k", "300", "--max-iterations", "3", "--quiet"], in: scratch)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].hasPrefix("K-means clustering with 300 clusters of "))
    #expect(lines[0].hasSuffix(" points"))
    #expect(run.output.contains("\n  (265 clusters not shown)\n"))
    #expect(lines.count < 70)
  }
}
