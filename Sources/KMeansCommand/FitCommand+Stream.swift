import ArgumentParser
import KMeans
import KMeansCore
import KMeansData
import KMeansModels
import KMeansReports

extension FitCommand {
  /// What a stream leaves behind.
  private struct Ended {
    let stream: StreamClusterer
    let model: ClusterModel
    let data: PreparationFacts
    let notices: [Notice]
    let rows: StreamReport.Rows
    let ending: StreamReport.Ending
  }

  /// Reads, counts, and writes as long as rows come.
  func runStream() throws {
    var (clock, seconds) = (RunClock(), RunFacts.Seconds())
    try checkKernels()
    columns.reading.maxMemory?.apply()
    try method.initialization.check()
    var inputs = [(name: "the data", path: data)]
    if let path = method.initialization.path { inputs.append(("the file of --init", path)) }
    if let path = stream.snapshot { inputs.append(("the file of --snapshot", path)) }
    let outputs = try OutputPaths(
      labels: output.labels, centroids: output.centroids, model: output.model, inputs: inputs,
      isJSON: output.json)
    if let path = stream.snapshot {
      try reporting(CommandError.data) { () throws(DataError) in try ModelFile.check(path) }
    }
    Interruption.begin()
    if let limit = method.timeLimit { Interruption.end(after: limit) }
    var labels = LabelOutput(outputs.labels)
    var failure: CommandError?
    let ended = try count(&labels, &failure)
    seconds.iterate = clock.seconds()

    var delivery = try Delivery()
    delivery.output { () throws(CommandError) in
      try reporting(CommandError.data) { () throws(DataError) in try labels.finish() }
    }
    delivery.file(outputs.centroids) { path throws(DataError) in
      try CentroidFile.write(
        ended.model.centroidsInInputUnits, columns: ended.model.columns, to: path)
    }
    delivery.file(outputs.model) { path throws(DataError) in try ended.model.write(to: path) }
    seconds.write = clock.seconds()
    seconds.total = clock.total
    let report = StreamReport(
      ended.stream, ended.model, ended.data, rows: ended.rows, ending: ended.ending,
      notices: ended.notices,
      facts: RunFacts(seconds: seconds, peakMemoryBytes: PeakMemory.bytes))
    delivery.answer(beside: outputs.takeStandardOutput, isQuiet: output.quiet) {
      output.json ? try report.json() : Console.readable(report.text(width: Console.width))
    }
    if let failure { delivery.output { () throws(CommandError) in throw failure } }
    try delivery.end()
  }

  /// Counts the rows to their end. An error once there is a result is handed over beside it.
  private func count(
    _ labels: inout LabelOutput, _ failure: inout CommandError?
  ) throws(CommandError) -> Ended {
    var writer = SnapshotWriter(
      stream.snapshot, every: interval.every?.interval, isQuiet: output.quiet)
    let known = try goneOnFrom()
    var fit = try opened(known)
    let begun = try reporting(CommandError.pipeline) { () throws(PipelineError) in
      try fit.begin(isEnding: { () throws(DataError) in Self.isEnding })
    }
    guard let first = begun else { throw .pipeline(.clustering(.stopped, source: fit.source)) }
    let notices = Notice.of(first.facts) + scaleNotice(first, known)
    Console.tell(notices, unless: output.quiet)
    fit.start(
      try streamer(first, known),
      initialization: known?.snapshot.map { $0.model.initialization })
    do throws(CommandError) { try feed(&fit, &writer, &labels) } catch {
      guard fit.stream?.batches ?? 0 > known?.snapshot?.state.batches ?? 0 else { throw error }
      failure = error
    }
    do throws(DataError) { try writer.write() } catch { failure = failure ?? .data(error) }
    let model = try modelling(fit.source) { () throws(ModelError) in try fit.model() }
    guard let stream = fit.stream, let model else {
      throw .pipeline(.clustering(.stopped, source: fit.source))
    }
    return Ended(
      stream: stream, model: model, data: PreparationFacts(first), notices: notices,
      rows: .init(all: fit.rows, batch: fit.batch, snapshots: writer.count),
      ending: Self.ending(failure))
  }

  /// Whether a signal came, or the time is up.
  private static var isEnding: Bool { Interruption.first != 0 || Interruption.isTimeUp }

  private static func ending(_ failure: CommandError?) -> StreamReport.Ending {
    if failure?.exitCode == 65 { return .unreadableRow }
    if Interruption.first != 0 { return .interrupted }
    return Interruption.isTimeUp ? .timeLimit : .endOfInput
  }

  /// Counts batch after batch, and writes what comes of each.
  private func feed(
    _ fit: inout StreamFit, _ writer: inout SnapshotWriter, _ labels: inout LabelOutput
  ) throws(CommandError) {
    let line = ProgressLine(isQuiet: output.quiet)
    defer { line.end() }
    func isEnding() throws(DataError) -> Bool {
      writer.writeIfWanted()
      return Self.isEnding
    }
    while true {
      let next: StreamFit.Batch?
      do { next = try fit.next(isEnding: isEnding, stop: Interruption.stop) } catch {
        throw .pipeline(error)
      }
      guard let batch = next else { return }
      do throws(DataError) { try labels.write(batch.labels) } catch { throw .data(error) }
      let snapshot = try modelling(fit.source) { () throws(ModelError) in try fit.snapshot() }
      writer.note(snapshot, points: batch.points)
      if let stream = fit.stream { line.note(StreamReport.progress(stream)) }
    }
  }

  private func modelling<Result>(
    _ source: String, _ body: () throws(ModelError) -> Result
  ) throws(CommandError) -> Result {
    try reporting({ CommandError.model($0, source: source) }, body)
  }

  /// The model of `--warm-start`, with what a stream needs to go on; nil without one.
  private func goneOnFrom() throws(CommandError) -> (
    model: ClusterModel, snapshot: StreamSnapshot?
  )? {
    guard let path = models.warmStart else { return nil }
    let found = try modelling(path) { () throws(ModelError) in try ModelFile.readSnapshot(path) }
    if let wanted = method.clusters?.count, wanted != found.model.clusters {
      throw .fewerThanModel(source: path, clusters: found.model.clusters, wanted: wanted)
    }
    return found
  }

  private func opened(
    _ known: (model: ClusterModel, snapshot: StreamSnapshot?)?
  ) throws(CommandError) -> StreamFit {
    let options = try columns.options(weights: weighting.weights, threads: method.threads)
    let clusters = known?.model.clusters ?? method.k
    let batch =
      method.batch ?? known?.snapshot?.batch ?? StreamClusterer.usualBatch(clusters: clusters)
    do {
      return try StreamFit(
        reading: data, options, as: known?.model, batch: batch, rows: known?.snapshot?.rows ?? 0)
    } catch {
      throw .pipeline(error)
    }
  }

  /// A stream that has not begun, or goes on.
  private func streamer(
    _ first: PreparedData, _ known: (model: ClusterModel, snapshot: StreamSnapshot?)?
  ) throws(CommandError) -> StreamClusterer {
    let given = try method.initialization.given(for: first, clusters: method.k)
    return try reporting(CommandError.configuration) { () throws(ConfigurationError) in
      var settings = try method.configuration(initialization: given)
      guard let known else {
        return try StreamClusterer(settings, halfLife: stream.halfLifeOfStream)
      }
      if let snapshot = known.snapshot {
        let resumed = try StreamClusterer(
          resuming: snapshot.state, at: known.model.centroids, settings)
        return resumed.changing(halfLife: stream.halfLifeOfStream ?? resumed.halfLife)
      }
      settings.clusters = known.model.clusters
      settings.distance = known.model.distance
      settings.initialization = .centroids(known.model.centroids)
      var begun = try StreamClusterer(settings, halfLife: stream.halfLifeOfStream)
      begun.count(
        weights: known.model.statistics.weights ?? known.model.sizes.map { Double($0) },
        sizes: known.model.sizes, withinSumOfSquares: known.model.statistics.withinSumOfSquares)
      return begun
    }
  }

  private func scaleNotice(
    _ first: PreparedData, _ known: (model: ClusterModel, snapshot: StreamSnapshot?)?
  ) -> [Notice] {
    columns.scale == .none || known != nil
      ? [] : [.scaledByFirstRows(first.x.count, columns.scale)]
  }
}

/// Labels that are written while batches pass, where they are asked for.
private struct LabelOutput: ~Copyable {
  private let path: String?
  private var stream: LabelStream?

  init(_ path: String?) { self.path = path }

  mutating func write(_ labels: [Int32]) throws(DataError) {
    guard let path else { return }
    if stream == nil { stream = try LabelStream(path) }
    try stream?.write(labels)
  }

  mutating func finish() throws(DataError) { try stream?.finish() }
}
