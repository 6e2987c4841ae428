import ArgumentParser
import KMeans
import KMeansCore
import KMeansData
import KMeansModels
import KMeansReports
import KMeansSelection

extension SweepCommand {
  /// Read, sweep, answer.
  func run() throws {
    var clock = RunClock()
    var seconds = SweepReport.Seconds()
    try checkKernels()
    columns.reading.maxMemory?.apply()
    let outputs = try OutputPaths(
      report: report, inputs: [("the data", data)], isJSON: json)
    let options = try columns.options(weights: weighting.weights, threads: threads)
    let input = try reporting(CommandError.pipeline) { () throws(PipelineError) in
      try PreparedData(reading: data, options, clusters: k?.counts?.max() ?? 2)
    }
    let settings = try reporting({ .pipeline(.sweep($0, source: input.table.source)) }) {
      () throws(SweepError) -> ClusterCountSweep.Settings in
      try self.settings(points: input.x.count)
    }
    let notices = Notice.of(input.facts) + weighting.notices(input.x.weights)
    seconds.read = clock.seconds()

    Interruption.begin()
    if let timeLimit { Interruption.end(after: timeLimit) }
    Console.tell(notices, unless: quiet)
    let sweep = try sweep(input, settings)
    seconds.sweep = clock.seconds()
    seconds.total = clock.total

    let found = SweepReport(
      sweep, points: input.x.count, dimensions: input.x.dimensions,
      weight: input.x.weights == nil ? nil : input.x.totalWeight.rounded,
      preparation: PreparationFacts(input), isTimeUp: Interruption.isTimeUp, notices: notices,
      seconds: seconds, command: Console.command)
    var delivery = try Delivery()
    delivery.file(outputs.report) { path throws(DataError) in
      let page = SweepPage(
        found, source: input.table.source, command: Console.command, x: input.x)
      try page.write(to: path)
    }
    delivery.answer(beside: outputs.takeStandardOutput, isQuiet: quiet) {
      json ? try found.json() : Console.readable(found.text(width: Console.width))
    }
    try delivery.end()
  }

  private func sweep(
    _ input: PreparedData, _ settings: ClusterCountSweep.Settings
  ) throws(CommandError) -> ClusterCountSweep {
    let line = ProgressLine(isQuiet: quiet)
    defer { line.end() }
    let sweep = try reporting(CommandError.pipeline) { () throws(PipelineError) in
      try input.sweep(settings, progress: line.sweepNotes, stop: Interruption.stop)
    }
    if sweep.entries.isEmpty {
      let error: ClusteringError = Interruption.isTimeUp ? .outOfTime : .stopped
      throw .pipeline(.clustering(error, source: input.table.source))
    }
    return sweep
  }
}
