import Testing

/// Scores by a model or a file of labels.
@Suite struct EvaluateTests {
  let scratch = Scratch()

  init() throws {
    scratch.write("flats.csv", SampleData.flats)
    scratch.write("labels.csv", "cluster\n0\n0\n0\n0\n1\n1\n1\n1\n")
    scratch.write(
      "kinds.csv", "flat,kind\na,old\nb,old\nc,old\nd,new\ne,new\nf,new\ng,new\nh,new\n")
  }

  /// A model of the flats in two groups, and their labels.
  func fit(_ options: String...) throws {
    let run = try CommandRun(
      [
        "fit", "flats.csv", "-k", "2", "--columns", "area,price", "--order", "first", "--quiet",
        "--model", "m.json", "--labels", "l.npy",
      ] + options, in: scratch)
    #expect(run.status == 0)
  }

  func answer(_ arguments: String...) throws -> EvaluateAnswer {
    let run = try CommandRun(["evaluate"] + arguments + ["--json"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    return try EvaluateAnswer(run)
  }

  @Test func valuesByHand() throws {
    try fit()
    let found = try answer("flats.csv", "--model", "m.json", "--threads", "2")
    #expect(found.schema == "kmeans.evaluate/1")
    #expect(found.points == 8 && found.dimensions == 2 && found.clusters == 2)
    #expect(found.names == nil)
    #expect(found.sizes == [4, 4])
    #expect(found.withinSumOfSquares == [520, 2020])
    #expect(found.betweenSumOfSquares == [503_425, 503_425])
    #expect(found.totalSumOfSquares == 1_009_390)
    #expect(found.objective == 2540)
    #expect(found.nearestClusters == [1, 0])
    #expect(found.calinskiHarabasz == 1_006_850 / (2540.0 / 6))
    // From 220 to 880 in price, 44 to 118 in area; the widest is 880 to 940.
    let dunn = ((660 * 660 + 74 * 74) / (60 * 60 + 6 * 6) as Double).squareRoot()
    #expect(found.dunn?.value == dunn)
    #expect(found.silhouette?.method == "exact")
    #expect(found.silhouette?.sampled == nil && found.silhouette?.margin == nil)
    let byCluster = try #require(found.silhouette?.byCluster)
    #expect(byCluster.count == 2 && byCluster[0] > byCluster[1] && byCluster[1] > 0.9)
    #expect(found.truth == nil)
    #expect(found.threads == 2)
    #expect(found.warnings.isEmpty)
    #expect(found.seconds.total >= found.seconds.read)
  }

  @Test(arguments: ["none", "standard", "minmax", "robust"])
  func labelsScoreAsTheModel(scale: String) throws {
    try fit("--scale", scale)
    let model = try answer("flats.csv", "--model", "m.json", "--truth", "labels.csv")
    let labels = try answer(
      "flats.csv", "--labels", "l.npy", "--columns", "area,price", "--scale", scale, "--truth",
      "labels.csv")
    #expect(model.withinSumOfSquares == labels.withinSumOfSquares)
    #expect(model.betweenSumOfSquares == labels.betweenSumOfSquares)
    #expect(model.silhouette == labels.silhouette)
    #expect(model.bic == labels.bic && model.dunn == labels.dunn)
    #expect(model.truth == labels.truth)
    #expect(model.objective != nil && labels.objective == nil)
    #expect(model.truth?.adjustedRand == 1)
  }

  @Test func truthOfTextLabels() throws {
    try fit()
    let truth = try #require(
      try answer(
        "flats.csv", "--model", "m.json", "--truth", "kinds.csv", "--truth-column", "kind"
      ).truth)
    #expect(truth.points == 8)
    #expect(truth.classes == ["old", "new"])
    #expect(truth.contingency == [[3, 0], [1, 4]])
    // Of 28 pairs, 3 + 6 are together in both and 12 in neither.
    #expect(truth.rand == 21.0 / 28)
    #expect(truth.centroidIndex == 0)
    #expect(abs(truth.vMeasure - truth.normalizedMutualInformation) < 1e-15)
  }

  @Test func rowsWithoutLabelsAreLeftOut() throws {
    scratch.write("some.csv", "cluster\n0\n0\n-1\n0\n1\n1\n1\n-1\n")
    scratch.write("truth.csv", "class\n7\n7\n7\n-1\n9\n9\n9\n9\n")
    let run = try CommandRun(
      [
        "evaluate", "flats.csv", "--labels", "some.csv", "--columns", "area", "--truth",
        "truth.csv", "--json",
      ], in: scratch)
    #expect(
      run.errors == """
        kmeans: note: 2 of 8 rows left out, because they have no label
        kmeans: note: 1 of 6 rows left out of the comparison with the truth, because they have no \
        class

        """)
    let found = try EvaluateAnswer(run)
    #expect(found.points == 6 && found.sizes == [3, 3])
    #expect(found.truth?.points == 5 && found.truth?.classes == ["7", "9"])
    #expect(found.truth?.contingency == [[2, 0], [0, 3]])
    #expect(found.warnings.count == 2)
  }

  @Test(arguments: ["drop", "mean"])
  func missingValuesAsInTheFit(missing: String) throws {
    scratch.write("gaps.csv", PredictTests.gaps)
    _ = try CommandRun(
      [
        "fit", "gaps.csv", "-k", "4", "--missing", missing, "--scale", "standard", "--model",
        "g.json", "--labels", "g.csv", "--quiet",
      ], in: scratch)
    let model = try answer("gaps.csv", "--model", "g.json")
    let labels = try answer(
      "gaps.csv", "--labels", "g.csv", "--missing", missing, "--scale", "standard")
    #expect(model.points == (missing == "drop" ? 282 : 300))
    #expect(model.withinSumOfSquares == labels.withinSumOfSquares)
    #expect(model.silhouette == labels.silhouette)
    #expect(model.warnings.count == 1)
  }

  @Test func labelsStayWithTheirRows() throws {
    scratch.write("gap.csv", "x,y\n7,\n1,0\n2,0\n8,0\n9,0\n")
    scratch.write("l.csv", "cluster\n1\n0\n0\n1\n1\n")
    scratch.write("t.csv", "kind\na\nb\nb\nb\nc\n")
    let found = try answer(
      "gap.csv", "--labels", "l.csv", "--truth", "t.csv", "--missing", "drop")
    #expect(found.points == 4)
    #expect(found.sizes == [2, 2])
    #expect(found.withinSumOfSquares == [0.5, 0.5])
    #expect(found.truth?.classes == ["b", "c"])
    #expect(found.truth?.contingency == [[2, 1], [0, 1]])
    #expect(
      found.warnings == [
        "1 of 5 rows left out, because values are missing",
        "column \"y\" has one value in all rows, and so no say",
      ])
  }

  @Test func labelsInTheDataAreNoFeature() throws {
    scratch.write("grouped.csv", "x,y,cluster,kind\n1,2,0,5\n2,1,0,5\n8,9,3,6\n9,8,3,5\n")
    let found = try answer(
      "grouped.csv", "--labels", "./grouped.csv", "--truth", "grouped.csv", "--truth-column",
      "kind")
    #expect(found.dimensions == 2)
    #expect(found.clusters == 2 && found.sizes == [2, 2] && found.names == ["0", "3"])
    #expect(found.nearestClusters == [1, 0])
    #expect(found.truth?.contingency == [[2, 1], [0, 1]])
  }

  @Test func labelsFarApartAreNames() throws {
    scratch.write("far.csv", "5\n5\n5\n5\n2000000000\n2000000000\n7\n7\n")
    let found = try answer("flats.csv", "--labels", "far.csv", "--columns", "area,price")
    #expect(found.names == ["5", "7", "2000000000"])
    #expect(found.sizes == [4, 2, 2])
  }

  @Test func oneClusterHasNoScores() throws {
    scratch.write("one.csv", "cluster\n0\n0\n0\n0\n0\n0\n0\n0\n")
    let arguments = ["flats.csv", "--labels", "one.csv", "--columns", "area"]
    let found = try answer("flats.csv", "--labels", "one.csv", "--columns", "area")
    #expect(found.silhouette == nil && found.calinskiHarabasz == nil)
    #expect(found.daviesBouldin == nil && found.dunn == nil && found.dunnCentroids == nil)
    #expect(found.bic?.value.isFinite == true)
    #expect(found.nearestClusters == [nil])
    let run = try CommandRun(["evaluate"] + arguments, in: scratch)
    #expect(run.status == 0)
    #expect(
      run.output.contains(
        "  Silhouette              -  only 1 cluster has points; the score needs at least 2\n"))
    let keys = try CommandRun(["evaluate"] + arguments + ["--json"], in: scratch).output
    #expect(keys.contains("  \"silhouette\": null,\n"))
    #expect(keys.contains("  \"truth\": null,\n"))
  }

  @Test func everyPointOnItsOwn() throws {
    scratch.write("own.csv", "cluster\n0\n1\n2\n3\n4\n5\n6\n7\n")
    let found = try answer("flats.csv", "--labels", "own.csv", "--columns", "area")
    #expect(found.silhouette == nil && found.dunn == nil && found.bic == nil)
    #expect(found.withinSumOfSquares.allSatisfy { $0 == 0 })
  }

  @Test func equalPointsHaveNoBound() throws {
    scratch.write("equal.csv", "x,cluster\n1,0\n1,0\n5,1\n5,1\n")
    let found = try answer("equal.csv", "--labels", "equal.csv", "--silhouette", "none")
    #expect(found.bic?.value == .infinity)
    #expect(found.dunn?.value == .infinity && found.dunnCentroids?.value == .infinity)
    #expect(found.calinskiHarabasz == 1)
    #expect(found.silhouette == nil)
  }

  @Test func threadsDoNotMatter() throws {
    scratch.write("noise.csv", SampleData.noise(count: 4000, columns: 20))
    _ = try CommandRun(
      ["fit", "noise.csv", "-k", "6", "--model", "n.json", "--quiet"], in: scratch)
    let first = try answer("noise.csv", "--model", "n.json", "--threads", "1")
    let second = try answer("noise.csv", "--model", "n.json", "--threads", "3")
    #expect(first.withinSumOfSquares == second.withinSumOfSquares)
    #expect(first.silhouette == second.silhouette)
    #expect(first.dunn == second.dunn && first.daviesBouldin == second.daviesBouldin)
    #expect(first.bic == second.bic)
  }

  @Test func manyPointsAreSampledAndItIsSaid() throws {
    scratch.write("noise.csv", SampleData.noise(count: 20_001))
    _ = try CommandRun(
      ["fit", "noise.csv", "-k", "3", "--model", "n.json", "--quiet"], in: scratch)
    let found = try answer("noise.csv", "--model", "n.json", "--seed", "4")
    #expect(found.silhouette?.method == "sampled" && found.silhouette?.sampled == 2000)
    #expect((found.silhouette?.margin ?? 0) > 0)
    #expect(found.silhouette?.byCluster == nil)
    #expect(found.dunn == nil && found.dunnCentroids != nil)
    #expect(
      found.warnings == [
        "the silhouette is that of 2,000 points drawn from 20,001; --silhouette exact takes all",
        "Dunn's index left out: 20,001 points have too many pairs",
      ])
    let run = try CommandRun(["evaluate", "noise.csv", "--model", "n.json"], in: scratch)
    #expect(run.output.contains(" (95 %), from 2,000 points drawn; higher is better"))
    #expect(run.output.contains("-  left out beyond 20,000 points\n"))
    let simple = try answer("noise.csv", "--model", "n.json", "--silhouette", "simplified")
    #expect(simple.silhouette?.method == "simplified")
    #expect(simple.silhouette?.byCluster?.count == 3)
  }
}

/// The answer for readers, to the letter.
@Suite struct EvaluateTextTests {
  let scratch = Scratch()

  @Test func flats() throws {
    scratch.write("flats.csv", SampleData.flats)
    scratch.write("kinds.csv", "kind\nold\nold\nold\nnew\nnew\nnew\nnew\nnew\n")
    _ = try CommandRun(
      [
        "fit", "flats.csv", "-k", "2", "--columns", "area,price", "--order", "first", "--model",
        "m.json",
      ], in: scratch)
    let run = try CommandRun(
      ["evaluate", "flats.csv", "--model", "m.json", "--truth", "kinds.csv"], in: scratch)
    #expect(
      run.timelessOutput == """
        2 clusters of 8 points in 2 columns

          cluster  points  within SS  mean distance  silhouette  nearest
                0       4        520          10.20      0.9760        1
                1       4       2020          20.10      0.9527        0

        Sums of squares: within 2540, between 1,006,850, total 1,009,390 (between/total 99.7 %)
        Sum of squares about the model's centroids: 2540

          Silhouette         0.9644  higher is better, from -1 to 1
          Calinski-Harabasz    2378  higher is better
          Davies-Bouldin     0.0427  lower is better, from 0
          Dunn                11.01  higher is better
          Dunn of means       17.65  higher is better
          BIC                -75.33  higher is better, for the same points

        Against the truth (2 classes):
          Adjusted Rand                  0.4948  1 is agreement, 0 is chance
          Adjusted mutual information    0.5001  1 is agreement, 0 is chance
          Normalised mutual information  0.5616  higher is better, from 0 to 1
          Homogeneity                     0.575  1 when no cluster mixes classes
          Completeness                   0.5488  1 when no class is split
          V-measure                      0.5616  higher is better, from 0 to 1
          Fowlkes-Mallows                0.7206  higher is better, from 0 to 1
          Rand                             0.75  higher is better, from 0 to 1
          Centroid index                      0  lower is better, 0 when each has its class

        Points by class and cluster:
          class  0  1
          old    3  0
          new    1  4

        TIME for 8 points.

        """)
    #expect(run.errors == "")
    #expect(run.status == 0)
  }

  @Test(
    .enabled(
      if: SampleData.folder != nil,
      "the real data is not there; set KMEANS_TEST_DATA to its folder"))
  func iris() throws {
    let iris = "\(SampleData.folder ?? "")/csv/iris.csv"
    _ = try CommandRun(
      [
        "fit", iris, "-k", "3", "--restarts", "20", "--tolerance", "0", "--model", "m.json",
        "--quiet",
      ], in: scratch)
    let run = try CommandRun(
      [
        "evaluate", iris, "--model", "m.json", "--truth", iris, "--truth-column", "species",
        "--json",
      ], in: scratch)
    let found = try EvaluateAnswer(run)
    func rounded(_ value: Double?) -> Double { ((value ?? .nan) * 1e6).rounded() }
    #expect(rounded(found.silhouette?.mean) == 552_819)
    #expect(rounded(found.truth?.adjustedRand) == 730_238)
    #expect(rounded(found.objective) == 78_851_441)
    #expect(found.truth?.classes == ["setosa", "versicolor", "virginica"])
    #expect(found.truth?.centroidIndex == 0)
  }
}
