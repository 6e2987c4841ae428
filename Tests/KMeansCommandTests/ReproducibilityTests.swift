import KMeansCore
import Testing

/// One seed, one answer: whatever computes it, and however the data arrives.
@Suite struct ReproducibilityTests {
  let scratch = Scratch()

  init() { scratch.write("noise.csv", SampleData.noise(count: 1200, columns: 5, seed: 9)) }

  private func answer(
    _ options: [String], environment: [String: String] = [:]
  ) throws -> [String] {
    let run = try CommandRun(
      ["fit", "noise.csv", "-k", "12", "--json", "--tolerance", "0", "--labels", "l.npy"] + options,
      in: scratch, environment: environment)
    #expect(run.status == 0)
    return try FitAnswer(run).result + ["\(scratch.bytes("l.npy"))"]
  }

  @Test func threads() throws {
    let one = try answer(["--threads", "1"])
    for threads in [2, 3, 8] {
      #expect(try answer(["--threads", "\(threads)"]) == one, "\(threads) threads")
    }
  }

  @Test func instructionSets() throws {
    let names = Kernels.all.map(\.name)
    let first = try answer([], environment: ["KMEANS_INSTRUCTION_SET": names[0]])
    for name in names.dropFirst() {
      #expect(try answer([], environment: ["KMEANS_INSTRUCTION_SET": name]) == first, "\(name)")
    }
  }

  @Test func algorithms() throws {
    let auto = try answer(["--restarts", "2"])
    #expect(try answer(["--restarts", "2", "--algorithm", "lloyd"]) == auto)
    #expect(try answer(["--restarts", "2", "--algorithm", "textbook"]) == auto)
  }

  @Test func givenCentroidsComeBack() throws {
    scratch.write("flats.csv", SampleData.flats)
    for scale in ["none", "standard"] {
      let first = try CommandRun(
        [
          "fit", "noise.csv", "-k", "7", "--scale", scale, "--centroids", "m.npy", "--json",
          "--tolerance", "0",
        ], in: scratch)
      let again = try CommandRun(
        ["fit", "noise.csv", "-k", "7", "--scale", scale, "--init", "m.npy", "--json"], in: scratch)
      let (before, after) = (try FitAnswer(first), try FitAnswer(again))
      #expect(after.iterations == 1)
      #expect(after.initialization == "given")
      #expect(after.sizes == before.sizes)
      #expect(after.objective == before.objective)
    }
  }

  @Test func givenCentroidsAreMatchedByName() throws {
    scratch.write("flats.csv", SampleData.flats)
    scratch.write("start.csv", "price,area\n910,121\n205,41\n")
    let run = try CommandRun(
      ["fit", "flats.csv", "-k", "2", "--columns", "area,price", "--init", "start.csv", "--json"],
      in: scratch)
    let answer = try FitAnswer(run)
    #expect(answer.centroids == [[121, 910], [41, 205]])
    #expect(answer.history == [2540])
  }

  @Test func standardInputIsAFile() throws {
    let file = try answer([])
    let text = scratch.text("noise.csv")
    let run = try CommandRun(
      ["fit", "-", "-k", "12", "--json", "--tolerance", "0", "--labels", "l.npy"], in: scratch,
      input: text)
    #expect(try FitAnswer(run).result + ["\(scratch.bytes("l.npy"))"] == file)
  }

  @Test func ordersOfClusters() throws {
    func answer(_ options: String...) throws -> FitAnswer {
      try FitAnswer(CommandRun(["fit", "noise.csv", "-k", "9", "--json"] + options, in: scratch))
    }
    let bySize = try answer("--order", "size")
    #expect(bySize.sizes == bySize.sizes.sorted(by: >))
    let byFirst = try answer("--order", "first")
    #expect(byFirst.centroids.map { $0[0] } == byFirst.centroids.map { $0[0] }.sorted())
    #expect(byFirst.objective == bySize.objective)
    #expect(Set(byFirst.centroids) == Set(try answer().centroids))
  }

  @Test func wholeWeightsAreCopies() throws {
    scratch.write("weighted.csv", "x,y,w\n1,2,3\n2,1,1\n9,8,2\n8,9,1\n7,7,0\n")
    scratch.write("copies.csv", "x,y\n1,2\n1,2\n1,2\n2,1\n9,8\n9,8\n8,9\n")
    scratch.write("start.csv", "x,y\n0,0\n10,10\n")
    let options = ["-k", "2", "--init", "start.csv", "--tolerance", "0", "--json"]
    let weighted = try FitAnswer(
      CommandRun(["fit", "weighted.csv", "--weights", "w"] + options, in: scratch))
    let copies = try FitAnswer(CommandRun(["fit", "copies.csv"] + options, in: scratch))
    #expect(weighted.centroids == copies.centroids)
    #expect(weighted.objective == copies.objective)
    #expect(weighted.history == copies.history)
    #expect(weighted.points == 5 && copies.points == 7)
  }
}
