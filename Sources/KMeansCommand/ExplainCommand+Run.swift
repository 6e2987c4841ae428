import ArgumentParser
import KMeans
import KMeansData
import KMeansMatrices
import KMeansReports

extension ExplainCommand {
  /// Read, sample, run, write or print.
  func run() throws {
    try checkKernels()
    try checkPaths()
    let input = try PreparedData(
      data, columns: columns, clusters: k, threads: Chunks.processors)
    let table = input.complete.table
    let sample = try reporting({ CommandError.points($0, source: table.source) }) {
      () throws(ObservationError) in try ExplainSample(of: input.x, seed: seed)
    }
    guard sample.holds(clusters: k) else {
      throw CommandError.tooMuchToExplain(
        source: table.source, columns: table.columns.count, clusters: k)
    }
    let configuration = try configuration(for: input)
    let trace: Trace
    do throws(ClusteringError) {
      trace = try Trace(sample.x, configuration)
    } catch {
      throw CommandError(error, table: input.table, keptRows: input.complete.keptRows)
    }
    let report = ExplainReport(
      trace, configuration: configuration, sample: sample, source: table.source,
      columns: table.columns, ids: table.ids, keptRows: input.complete.keptRows,
      scaling: input.scaling)
    Console.tell(input.notices, unless: quiet)
    var delivery = try Delivery()
    if output != nil { Interruption.begin() }
    var shows = ""
    delivery.file(output) { path throws(DataError) in
      try ExplainFile.write(report, to: path, after: MappedInputs.checkUnchanged)
      shows = "\n\(onOneLine(path)) shows every step; open it in a browser.\n"
    }
    delivery.answer { output == nil ? report.markdown() : report.summary + shows }
    try delivery.end()
  }

  private func checkPaths() throws(CommandError) {
    var inputs = [(name: "the data", path: data)]
    if case .file(let path) = initialization {
      try GivenCentroids.check(path)
      inputs.append(("the file of --init", path))
    }
    guard let output else { return }
    if output == "-" { throw .outputIsAnswer(option: "--output") }
    let identity = FileIdentity(output)
    for input in inputs where input.path != "-" && FileIdentity(input.path) == identity {
      throw .sameFile(output, option: "--output", other: input.name)
    }
    try reporting(CommandError.data) { () throws(DataError) in try ExplainFile.check(output) }
  }

  private func configuration(for input: PreparedData) throws(CommandError) -> Configuration {
    var given: Initialization?
    if case .file(let path) = initialization {
      given = .centroids(try GivenCentroids.scaled(path, for: input, k: k))
    }
    return try reporting(CommandError.configuration) { () throws(ConfigurationError) in
      try configuration(initialization: given)
    }
  }
}
