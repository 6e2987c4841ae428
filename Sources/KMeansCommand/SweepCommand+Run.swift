import ArgumentParser
import KMeans
import KMeansMatrices
import KMeansReports

extension SweepCommand {
  /// Read, sweep, answer.
  func run() throws {
    var clock = RunClock()
    var seconds = SweepSeconds()
    try checkKernels()
    let outputs = try OutputPaths(report: report, inputs: [("the data", data)])
    let input = try PreparedData(
      data, columns: columns, clusters: k?.counts.max() ?? 2,
      threads: threads ?? Chunks.processors)
    let settings = try reporting({ CommandError.sweep($0, source: input.table.source) }) {
      () throws(SweepError) -> SweepSettings in try self.settings(points: input.x.count)
    }
    seconds.read = clock.seconds()

    Interruption.begin()
    Console.tell(input.notices, unless: quiet)
    let sweep = try sweep(input, settings)
    seconds.sweep = clock.seconds()
    seconds.total = clock.total

    let found = SweepReport(
      sweep, points: input.x.count, dimensions: input.x.dimensions,
      scaling: input.scaling.method, notices: input.notices, seconds: seconds)
    var delivery = try Delivery()
    delivery.file(outputs.report) { path throws(DataError) in
      let page = SweepPage(found, source: input.table.source, command: Console.command)
      try page.write(to: path)
    }
    delivery.answer { json ? try found.json() : found.text(width: Console.width) }
    try delivery.end()
  }

  private func sweep(
    _ input: PreparedData, _ settings: SweepSettings
  ) throws(CommandError) -> ClusterCountSweep {
    let line = ProgressLine(isQuiet: quiet)
    defer { line.end() }
    do throws(SweepError) {
      return try ClusterCountSweep(
        input.x, settings: settings, progress: line.sweepNotes, stop: Interruption.stop)
    } catch .clustering(let error) {
      throw CommandError(error, table: input.table, keptRows: input.complete.keptRows)
    } catch {
      throw .sweep(error, source: input.table.source)
    }
  }
}
