import ArgumentParser
import KMeans
import KMeansData
import KMeansMatrices

extension FitCommand {
  /// Read, check, scale, fit, write, answer.
  func run() throws {
    var clock = RunClock()
    var seconds = RunSeconds()
    try checkKernels()
    if case .file(let path) = method.initialization { try GivenCentroids.check(path) }
    let outputs = try outputPaths()

    let input = try FitInput(self)
    if let shape = output.imageShape, shape.pixels != input.x.dimensions {
      throw CommandError.imageShape(shape, columns: input.x.dimensions)
    }
    if let append = outputs.append {
      try reporting(CommandError.data) { () throws(DataError) in
        try input.table.checkAppending(to: append)
      }
    }
    seconds.read = clock.seconds()

    Interruption.begin()
    Console.tell(input.data.notices, unless: output.quiet)
    let clustering = try fit(input, stop: Interruption.stop)
    seconds.initialize = clustering.initializing.seconds
    seconds.iterate = clustering.iterating.seconds
    _ = clock.seconds()

    var delivery = try Delivery()
    write(clustering, of: input, to: outputs, by: &delivery)
    delivery.file(outputs.report) { path throws(DataError) in
      try writeReport(report(clustering, of: input, seconds: seconds), of: input, to: path)
    }
    seconds.write = clock.seconds()
    seconds.total = clock.total

    let result = report(clustering, of: input, seconds: seconds)
    delivery.answer { try answer(result, of: input) }
    Console.tell(found(clustering, of: input), unless: output.quiet)
    try delivery.end()
  }

  private func outputPaths() throws(CommandError) -> OutputPaths {
    var inputs = [(name: "the data", path: data)]
    if case .file(let path) = method.initialization { inputs.append(("the file of --init", path)) }
    return try OutputPaths(
      labels: output.labels, append: output.append, centroids: output.centroids,
      model: output.model, report: output.report, inputs: inputs)
  }

  private func fit(_ input: FitInput, stop: StopSignal) throws(CommandError) -> Clustering {
    let line = ProgressLine(isQuiet: output.quiet)
    defer { line.end() }
    do throws(ClusteringError) {
      return try Clusterer(input.configuration).fit(
        input.x, progress: { line.note($0) }, stop: stop)
    } catch {
      throw CommandError(error, table: input.table, keptRows: input.complete.keptRows)
    }
  }

  private func write(
    _ clustering: Clustering, of input: FitInput, to outputs: OutputPaths,
    by delivery: inout Delivery
  ) {
    let table = input.table
    let labels = input.complete.labelsByRowOfFile(clustering.labels.labels)
    delivery.file(outputs.labels) { path throws(DataError) in
      try table.write(labels: labels, to: path)
    }
    delivery.file(outputs.append) { path throws(DataError) in
      try table.write(appending: labels, to: path)
    }
    delivery.file(outputs.centroids) { path throws(DataError) in
      let centroids = input.scaling.invert(clustering.centroids)
      try CentroidFile.write(centroids, columns: table.columns, to: path)
    }
    guard let path = outputs.model else { return }
    delivery.output { () throws(CommandError) in
      let model = try reporting({ CommandError.model($0, source: path) }) {
        () throws(ModelError) in
        try ClusterModel(
          clustering, columns: table.columns, hasColumnNames: table.hasHeader,
          scaling: input.scaling, missing: columns.missing, imputation: input.imputation,
          isWeighted: table.weights != nil)
      }
      try reporting(CommandError.data) { () throws(DataError) in
        try ModelFile.write(model, to: path)
      }
    }
  }

  private func writeReport(
    _ report: FitReport, of input: FitInput, to path: String
  ) throws(DataError) {
    let page = FitPage(
      report, data: input.complete, x: input.x, raw: input.data.raw, command: Console.command,
      shape: output.imageShape)
    try page.write(to: path, after: MappedInputs.checkUnchanged)
  }

  private func report(
    _ clustering: Clustering, of input: FitInput, seconds: RunSeconds
  ) -> FitReport {
    let known = input.data.notices
    return FitReport(
      clustering, columns: input.table.columns, scaling: input.scaling,
      notices: known + found(clustering, of: input),
      facts: RunFacts(seconds: seconds, peakMemoryBytes: PeakMemory.bytes))
  }

  /// What the fit itself has to tell.
  private func found(_ clustering: Clustering, of input: FitInput) -> [Notice] {
    clustering.warnings.map { Notice($0, columns: input.table.columns) }
      .filter { !$0.isAboutColumn(of: input.data.notices) }
  }

  private func answer(_ report: FitReport, of input: FitInput) throws -> String {
    if output.json { return try report.json() }
    let text = report.text(width: Console.width)
    guard output.plot else { return text }
    let plot = report.plot(
      input.complete.table.points, report.clustering.labels, width: Console.width,
      isColored: Console.isColored)
    return text + "\n" + plot
  }
}
