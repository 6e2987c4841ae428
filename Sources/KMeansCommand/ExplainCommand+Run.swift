import ArgumentParser
import KMeans
import KMeansCore
import KMeansData
import KMeansReports

extension ExplainCommand {
  /// Read, sample, run, write or print.
  func run() throws {
    try checkKernels()
    columns.reading.maxMemory?.apply()
    try checkPaths()
    let options = try columns.options(weights: weighting.weights)
    let input = try reporting(CommandError.pipeline) { () throws(PipelineError) in
      try PreparedData(reading: data, options, clusters: k)
    }
    let given = try initialization.given(for: input, clusters: k)
    let configuration = try reporting(CommandError.configuration) {
      () throws(ConfigurationError) in try self.configuration(initialization: given)
    }
    let report = try ExplainReport(of: input, configuration)
    Console.tell(Notice.of(input.facts), unless: quiet)
    var delivery = try Delivery()
    if output != nil { Interruption.begin() }
    var shows = ""
    delivery.file(output) { path throws(DataError) in
      try ExplainFile.write(report, to: path, after: MappedInputs.checkUnchanged)
      shows = path == "-" ? "" : "\n\(onOneLine(path)) shows every step; open it in a browser.\n"
    }
    delivery.answer(beside: output == "-", isQuiet: quiet) {
      output == nil ? report.markdown() : Console.readable(report.summary + shows)
    }
    try delivery.end()
  }

  private func checkPaths() throws(CommandError) {
    var inputs = [(name: "the data", path: data)]
    try initialization.check()
    if let path = initialization.path { inputs.append(("the file of --init", path)) }
    guard let output else { return }
    let identity = FileIdentity(output)
    for input in inputs
    where output != "-" && input.path != "-" && FileIdentity(input.path) == identity {
      throw .sameFile(output, option: "--output", other: input.name)
    }
    try reporting(CommandError.data) { () throws(DataError) in try ExplainFile.check(output) }
  }
}
