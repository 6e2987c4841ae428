import Testing

/// Known answers on real data, where the data is.
@Suite(
  .enabled(
    if: SampleData.folder != nil,
    "the real data is not there; set KMEANS_TEST_DATA to its folder"))
struct RealDataTests {
  let scratch = Scratch()
  let folder = SampleData.folder ?? ""

  @Test func iris() throws {
    let run = try CommandRun(
      [
        "fit", "\(folder)/csv/iris.csv", "-k", "3", "--restarts", "20", "--tolerance", "0",
        "--order",
        "first", "--json",
      ], in: scratch)
    let answer = try FitAnswer(run)
    #expect((answer.objective * 1e4).rounded() == 788_514)
    #expect(answer.sizes == [50, 62, 38])
  }

  @Test(arguments: [
    ("csv/diamonds.csv", 7), ("csv/geyser.csv", 2), ("csv/iris.csv", 4), ("csv/mpg.csv", 7),
    ("csv/penguins.csv", 4), ("csv/titanic.csv", 6), ("housing/california_housing.csv", 9),
    ("housing/kc_house_data.csv", 20),
  ])
  func everyFileClusters(_ file: String, _ columns: Int) throws {
    let run = try CommandRun(
      [
        "fit", "\(folder)/\(file)", "-k", "2", "--missing", "mean", "--scale", "standard",
        "--max-iterations", "2", "--json",
      ], in: scratch)
    #expect(run.status == 0)
    let answer = try FitAnswer(run)
    #expect(answer.dimensions == columns)
    #expect(answer.objective > 0 && answer.objective < answer.totalSumOfSquares)
  }
}
