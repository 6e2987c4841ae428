import ArgumentParser
import KMeans
import KMeansMatrices
import KMeansReports

extension EvaluateCommand {
  /// Read, label, score, answer.
  func run() throws {
    var clock = RunClock()
    var seconds = EvaluateSeconds()
    try checkKernels()
    let input = try EvaluateInput(self)
    seconds.read = clock.seconds()

    Console.tell(input.notices, unless: quiet)
    let line = ProgressLine(isQuiet: quiet)
    defer { line.end() }
    let scores = try scoring(input.source) { () throws(MetricError) in
      try EvaluateScores(
        input.x, input.y, silhouette: silhouette, seed: seed, threads: threads,
        progress: { line.note($0, clusters: input.y.clusters) })
    }
    let truth = try input.truth.map { truth in
      line.note("comparing with known classes")
      return try scoring(truth.path) { () throws(MetricError) in
        try EvaluateTruth(
          input.x, input.y, truth: truth.labels, names: truth.names, threads: threads)
      }
    }
    line.end()
    seconds.silhouette = scores.silhouetteSeconds
    seconds.scores = clock.seconds() - scores.silhouetteSeconds
    seconds.total = clock.total

    let report = EvaluateReport(
      scores, truth: truth, objective: input.objective, names: input.names,
      scaling: input.scaling, notices: input.notices, seconds: seconds,
      threads: threads ?? Chunks.processors)
    var delivery = try Delivery()
    delivery.answer { json ? try report.json() : report.text(width: Console.width) }
    try delivery.end()
  }

  private func scoring<Value>(
    _ source: String, _ body: () throws(MetricError) -> Value
  ) throws(CommandError) -> Value {
    try reporting({ CommandError.metric($0, source: source) }, body)
  }
}
