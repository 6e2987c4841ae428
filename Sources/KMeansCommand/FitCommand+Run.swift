import ArgumentParser
import KMeans
import KMeansCore
import KMeansData
import KMeansModels
import KMeansReports

extension FitCommand {
  /// Read, check, scale, fit, write, answer.
  func run() throws {
    if method.wanted.isStream { return try runStream() }
    var clock = RunClock()
    var seconds = RunFacts.Seconds()
    try checkKernels()
    columns.reading.maxMemory?.apply()
    try method.initialization.check()
    let outputs = try outputPaths()
    try checkpoints.check()

    let (data, configuration) = try prepared()
    if let shape = output.imageShape, shape.pixels != data.x.dimensions {
      throw CommandError.imageShape(shape, columns: data.x.dimensions)
    }
    if outputs.report != nil && data.units != nil {
      throw CommandError.unshownValues(source: data.table.source)
    }
    if let append = outputs.append {
      try reporting(CommandError.data) { () throws(DataError) in
        try data.table.checkAppending(to: append)
      }
    }
    seconds.read = clock.seconds()

    Interruption.begin()
    Console.tell(Notice.of(data.facts), unless: output.quiet)
    let fit = try fit(data, configuration)
    seconds.initialize = fit.clustering.initializing.seconds
    seconds.iterate = fit.clustering.iterating.seconds
    _ = clock.seconds()

    var delivery = try Delivery()
    write(fit, to: outputs, by: &delivery)
    delivery.file(outputs.report) { path throws(DataError) in
      let page = FitPage(
        report(fit, seconds), of: fit, command: Console.command, shape: output.imageShape)
      try page.write(to: path, after: MappedInputs.checkUnchanged)
    }
    (seconds.write, seconds.total) = (clock.seconds(), clock.total)

    let result = report(fit, seconds)
    delivery.answer(beside: outputs.takeStandardOutput, isQuiet: output.quiet) {
      try answer(result, of: fit)
    }
    // The answer tells how the fit ended. Where both go to one place, it is not told again.
    let isTold = !output.json && Console.areStreamsOne
    let warnings = Notice.of(warningsOf: fit).filter { !isTold || !$0.isAboutEnding }
    Console.tell(warnings, unless: output.quiet)
    try delivery.end()
  }

  private func outputPaths() throws(CommandError) -> OutputPaths {
    var inputs = [(name: "the data", path: data)]
    if let path = method.initialization.path { inputs.append(("the file of --init", path)) }
    inputs += checkpoints.paths
    return try OutputPaths(
      labels: output.labels, append: output.append, centroids: output.centroids,
      model: output.model, report: output.report, inputs: inputs, isJSON: output.json)
  }

  /// The data, and the settings with given centroids in the clustered space.
  private func prepared() throws(CommandError) -> (PreparedData, Clusterer.Configuration) {
    let drawn = try configuration(nil)
    var (data, settings): (PreparedData, Clusterer.Configuration)
    if let model = try models.model() {
      (data, settings) = try prepared(as: model, drawn)
    } else {
      let options = try columns.options(
        weights: weighting.weights, distance: method.distance, threads: drawn.threads)
      data = try reporting(CommandError.pipeline) { () throws(PipelineError) in
        try PreparedData(reading: self.data, options, clusters: method.k)
      }
      let given = try method.initialization.given(for: data, clusters: method.k)
      settings = given == nil ? drawn : try configuration(given)
    }
    settings.reference = try models.reference(for: data)
    return (data, settings)
  }

  /// The settings with what `--init` names; nil for a stand-in for its file.
  private func configuration(
    _ given: Clusterer.Initialization?
  ) throws(CommandError) -> Clusterer.Configuration {
    try reporting(CommandError.configuration) { () throws(ConfigurationError) in
      try method.configuration(initialization: given)
    }
  }

  /// The data as those of a model, and the settings of a fit that goes on from it.
  private func prepared(
    as model: ClusterModel, _ drawn: Clusterer.Configuration
  ) throws(CommandError) -> (PreparedData, Clusterer.Configuration) {
    let wanted = method.clusters?.count
    if let wanted, wanted < model.clusters, !models.frozen {
      throw .fewerThanModel(
        source: models.warmStart ?? "", clusters: model.clusters, wanted: wanted)
    }
    let settings = try reporting(CommandError.configuration) { () throws(ConfigurationError) in
      try PreparedData.settings(drawn, clusters: wanted, from: model, frozen: models.frozen)
    }
    let table = try reporting({ .pipeline(.dataFor(.modelData, $0)) }) { () throws(DataError) in
      try DataTable(
        reading: self.data, for: model, text: columns.reading.text(),
        format: columns.reading.format, id: columns.choice.id, weights: weighting.weights)
    }
    let data = try reporting(CommandError.pipeline) { () throws(PipelineError) in
      try PreparedData(table, as: model, clusters: settings.clusters, threads: drawn.threads)
    }
    return (data, settings)
  }

  private func fit(
    _ data: PreparedData, _ configuration: Clusterer.Configuration
  ) throws(CommandError) -> Fit {
    let line = ProgressLine(
      isQuiet: output.quiet, step: method.variant.splits ? "split" : "iteration",
      limit: method.variant.splits ? nil : configuration.iterationLimit)
    defer { line.end() }
    return try checkpoints.fit(
      data, configuration, every: interval.every?.duration ?? .seconds(60), isQuiet: output.quiet
    ) { line.note($0) }
  }

  private func write(_ fit: Fit, to outputs: OutputPaths, by delivery: inout Delivery) {
    delivery.file(outputs.labels) { path throws(DataError) in try fit.write(labels: path) }
    delivery.file(outputs.append) { path throws(DataError) in try fit.write(appended: path) }
    delivery.file(outputs.centroids) { path throws(DataError) in try fit.write(centroids: path) }
    guard let path = outputs.model else { return }
    delivery.output { () throws(CommandError) in
      let model = try reporting({ CommandError.model($0, source: path) }) {
        () throws(ModelError) in try fit.model
      }
      try reporting(CommandError.data) { () throws(DataError) in try model.write(to: path) }
    }
  }

  private func report(_ fit: Fit, _ seconds: RunFacts.Seconds) -> FitReport {
    FitReport(fit, facts: RunFacts(seconds: seconds, peakMemoryBytes: PeakMemory.bytes))
  }

  private func answer(_ report: FitReport, of fit: Fit) throws -> String {
    if output.json { return try report.json() }
    let text = report.text(width: Console.width, raw: fit.data.raw)
    guard output.plot else { return Console.readable(text) }
    let plot = report.plot(of: fit, width: Console.width, isColored: Console.isColored)
    return Console.readable(text + "\n" + plot)
  }
}
