import Testing

/// Scores by the cosine: of a model that goes by it, and of labels with `--distance cosine`.
@Suite struct EvaluateCosineTests {
  let scratch = Scratch()

  init() throws {
    // Unit vectors (1, 0), (0.96, 0.28), (0, 1), (0.28, 0.96).
    scratch.write("rays.csv", "x,y\n1,0\n48,14\n0,2\n70,240\n")
    scratch.write("labels.csv", "cluster\n0\n0\n1\n1\n")
  }

  func answer(_ arguments: String...) throws -> EvaluateAnswer {
    let run = try CommandRun(["evaluate"] + arguments + ["--json"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    return try EvaluateAnswer(run)
  }

  @Test func valuesByHand() throws {
    let found = try answer("rays.csv", "--labels", "labels.csv", "--distance", "cosine")
    #expect(found.distance == "cosine")
    let silhouette = try #require(found.silhouette)
    // 1 - cos is 0.04 within; 1 and 0.72, and 0.72 and 0.4624, to the others.
    let mean = (0.82 / 0.86 + 0.5512 / 0.5912) / 2
    #expect(silhouette.method == "exact" && abs(silhouette.mean - mean) < 1e-14)
    #expect(abs(found.withinSumOfSquares[0] - 0.04) < 1e-15)
    #expect(found.bic == nil && found.dunn != nil && found.objective == nil)
    #expect(found.warnings.isEmpty)
    #expect(try answer("rays.csv", "--labels", "labels.csv").distance == "euclidean")
  }

  @Test func aModelScoresAsItsLabels() throws {
    let fit = try CommandRun(
      [
        "fit", "rays.csv", "-k", "2", "--distance", "cosine", "--model", "m.json", "--labels",
        "l.csv", "--json", "--quiet",
      ], in: scratch)
    #expect(fit.status == 0)
    let model = try answer("rays.csv", "--model", "m.json", "--truth", "labels.csv")
    let labels = try answer("rays.csv", "--labels", "l.csv", "--distance", "cosine")
    #expect(model.distance == "cosine" && model.silhouette == labels.silhouette)
    #expect(model.withinSumOfSquares == labels.withinSumOfSquares)
    #expect(model.objective == (try FitAnswer(fit)).objective)
    #expect(model.truth?.adjustedRand == 1 && model.truth?.centroidIndex == 0)
    // Lengths do not count.
    scratch.write("longer.csv", "x,y\n7,0\n24,7\n0,9\n7,24\n")
    let longer = try answer("longer.csv", "--labels", "l.csv", "--distance", "cosine")
    #expect(longer.silhouette == labels.silhouette)
  }

  @Test func theAnswerForReaders() throws {
    _ = try CommandRun(
      [
        "fit", "rays.csv", "-k", "2", "--distance", "cosine", "--order", "first", "--model",
        "m.json", "--quiet",
      ], in: scratch)
    let run = try CommandRun(["evaluate", "rays.csv", "--model", "m.json"], in: scratch)
    #expect(
      run.timelessOutput == """
        2 clusters of 4 points in 2 columns
        Rows count by their directions: distances and squares are those of unit vectors.

          cluster  points  within SS  mean distance  silhouette  nearest
                0       2    0.04000         0.1414      0.9429        1
                1       2    0.04000         0.1414      0.9429        0

        Sums of squares: within 0.08, between 1.411, total 1.491 (between/total 94.6 %)
        Sum of 1 - cos about the model's centroids: 0.0402

          Silhouette         0.9429  by 1 - cos; higher is better, from -1 to 1
          Calinski-Harabasz   35.28  higher is better
          Davies-Bouldin     0.2381  lower is better, from 0
          Dunn                  3.4  higher is better
          Dunn of means         4.2  higher is better
          BIC                     -  left out: it is of Gaussian clouds, not of angles

        TIME for 4 points.

        """)
  }

  @Test(arguments: ["exact", "sampled", "simplified"])
  func everyMethod(method: String) throws {
    let found = try answer(
      "rays.csv", "--labels", "labels.csv", "--distance", "cosine", "--silhouette", method)
    #expect(found.silhouette?.method == method)
    #expect((0.9..<1).contains(found.silhouette?.mean ?? 0))
  }

  @Test func whatCannotBeScored() throws {
    scratch.write("zero.csv", "x,y\n1,0\n0,0\n0,2\n0,0\n")
    func errors(_ arguments: String...) throws -> (String, Int32) {
      let run = try CommandRun(["evaluate"] + arguments, in: scratch)
      #expect(run.output.isEmpty)
      return (run.errors, run.status)
    }
    let zero = try errors("zero.csv", "--labels", "labels.csv", "--distance", "cosine")
    #expect(zero.1 == 65)
    #expect(zero.0.hasPrefix("kmeans: zero.csv, line 3: the row is all 0"))
    let unknown = try errors("rays.csv", "--labels", "labels.csv", "--distance", "taxi")
    #expect(unknown.1 == 64 && unknown.0.contains("euclidean") && unknown.0.contains("cosine"))
    scratch.write("none.json", "{}")
    let both = try errors("rays.csv", "--model", "none.json", "--distance", "cosine")
    #expect(both.1 == 64)
    #expect(both.0.contains("--distance cannot be used with --model, which knows its distance"))
  }
}
