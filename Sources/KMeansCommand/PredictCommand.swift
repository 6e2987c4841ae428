import ArgumentParser
import KMeans
import KMeansData
import KMeansModels
import KMeansReports

/// `kmeans predict`: the clusters of rows, by a model.
///
/// The help of an option is its documentation.
struct PredictCommand: ParsableCommand {
  /// The name, and the help that teaches by examples.
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Find the clusters of a file's rows, by a model.",
    discussion: """
      The model scales the data and treats missing values as its fit did. Columns are found by \
      their names, and by position in a file without names.

      EXAMPLES
        kmeans fit houses.csv -k 4 --exclude id --model houses.json
        kmeans predict houses.json new.csv --append new-grouped.csv
        kmeans predict houses.json new.csv --labels labels.npy --json
        kmeans predict houses.json new.csv --append sure.csv --with all
        kmeans predict houses.json new.csv --distances distances.npy
      """)

  @Argument(
    help: "A model that kmeans fit --model wrote.", completion: .model)
  var model: String

  @Argument(
    help: "The data, in the units that the fit had; - for standard input.",
    completion: .data)
  var data: String

  @Option(
    help: ArgumentHelp(
      "Write the cluster of every row, from 0: \(FileFormat.writable.inWords), or -.",
      valueName: "file"),
    completion: .written)
  var labels: String?

  @Option(
    help: ArgumentHelp(
      "Write the data with the column cluster at its end: \(FileFormat.appendable.inWords), or -.",
      valueName: "file"),
    completion: .appendable)
  var append: String?

  @OptionGroup var details: DetailArguments

  @OptionGroup(title: "Columns") var weighting: WeightsArgument
  @OptionGroup(title: "Reading") var reading: ReadingArguments

  @Flag(help: "Answer with a JSON object instead of a table.")
  var json = false

  @Flag(help: "No notices on standard error.")
  var quiet = false

  /// Read, label, write, answer.
  func run() throws {
    var clock = RunClock()
    var seconds = RunFacts.Seconds()
    try checkKernels()
    reading.maxMemory?.apply()
    let outputs = try OutputPaths(
      labels: labels, append: append, distances: details.distances,
      inputs: [("the data", data), ("the model", model)], isJSON: json)

    let model = try reporting({ CommandError.model($0, source: self.model) }) {
      () throws(ModelError) in try ModelFile.read(self.model)
    }
    try details.check(model, source: self.model)
    let table = try reporting({ .pipeline(.dataFor(.modelData, $0)) }) { () throws(DataError) in
      let table = try DataTable(
        reading: data, for: model, text: reading.text(), format: reading.format,
        weights: weighting.weights)
      if let append { try table.checkAppending(to: append) }
      if details.distances != nil { try table.checkRows(for: "--distances") }
      return table
    }
    seconds.read = clock.seconds()

    let labelled = try reporting(CommandError.pipeline) { () throws(PipelineError) in
      try LabelledData(table, by: model, detailedWith: details.factor)
    }
    seconds.iterate = clock.seconds()

    var delivery = try Delivery()
    // From here on, a signal must not lose results.
    Interruption.begin()
    delivery.file(outputs.labels) { path throws(DataError) in
      try labelled.write(labels: path, with: details.columns)
    }
    delivery.file(outputs.append) { path throws(DataError) in
      try labelled.write(appended: path, with: details.columns)
    }
    try writeDistances(of: table, by: model, to: outputs.distances, &delivery)
    seconds.write = clock.seconds()
    seconds.total = clock.total

    let report = PredictReport(
      labelled, by: model,
      facts: RunFacts(seconds: seconds, peakMemoryBytes: PeakMemory.bytes))
    delivery.answer(beside: outputs.takeStandardOutput, isQuiet: quiet) {
      json ? try report.json() : Console.readable(report.text(width: Console.width))
    }
    Console.tell(report.notices, unless: quiet)
    try delivery.end()
  }

  /// Writes the distances to all centroids, where they are wanted.
  private func writeDistances(
    of table: DataTable, by model: ClusterModel, to path: String?, _ delivery: inout Delivery
  ) throws(CommandError) {
    guard let path else { return }
    let distances = try reporting({ CommandError.model($0, source: self.model) }) {
      () throws(ModelError) in try model.distances(table)
    }
    delivery.file(path) { path throws(DataError) in
      try CentroidFile.write(
        distances, columns: (0..<model.clusters).map { "cluster_\($0)" }, to: path)
    }
  }
}
