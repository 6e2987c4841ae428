import ArgumentParser
import KMeans
import KMeansData
import KMeansModels
import KMeansReports

/// `kmeans merge`: one model out of the clusters of several.
///
/// The help of an option is its documentation.
struct MergeCommand: ParsableCommand {
  /// The name, and the help that teaches by examples.
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make one model out of the clusters of several.",
    discussion: """
      Clusters stay whole: each counts as its centroid, with the weight of its points. Sizes are \
      exact. Means and sums of squares are those of all points where every centroid is the mean \
      of its points, as after a fit with --tolerance 0; otherwise they are near. The models must \
      look at data alike, as models do that began with one: kmeans fit --warm-start. Clusters \
      keep the numbers that they have in the first model, as far as they go.

      EXAMPLES
        kmeans fit north.csv -k 8 --scale standard --model north.json
        kmeans fit south.csv --warm-start north.json --model south.json
        kmeans merge north.json south.json -k 8 --model all.json
      """)

  @Argument(help: "Models that kmeans fit --model wrote.", completion: .model)
  var models: [String]

  @Option(
    name: .customShort("k", allowingJoined: true), parsing: .unconditional,
    help: ArgumentHelp("How many clusters.", valueName: "k"))
  var clusters: Int

  @Option(
    help: ArgumentHelp("Write a model that kmeans predict takes: .json.", valueName: "file"),
    completion: .model)
  var model: String?

  @Flag(help: "Answer with a JSON object instead of a table.")
  var json = false

  @Flag(help: "No answer on standard error, where --model - is on standard output.")
  var quiet = false

  /// Read, merge, write, answer.
  func run() throws {
    var clock = RunClock()
    var seconds = RunFacts.Seconds()
    try checkKernels()
    let outputs = try OutputPaths(model: model, inputs: [], isJSON: json)
    var read: [ClusterModel] = []
    for path in models {
      let model = try reporting({ CommandError.model($0, source: path) }) {
        () throws(ModelError) in try ModelFile.read(path)
      }
      read.append(model)
    }
    seconds.read = clock.seconds()
    let merged = try reporting({ CommandError.merging($0, source: $0.index.map { models[$0] }) }) {
      () throws(MergingError) in try ModelMerging(read, into: clusters)
    }
    seconds.iterate = clock.seconds()
    var delivery = try Delivery()
    delivery.file(outputs.model) { path throws(DataError) in try merged.model.write(to: path) }
    seconds.write = clock.seconds()
    seconds.total = clock.total
    let report = MergeReport(
      merged, of: Array(zip(models, read)),
      facts: RunFacts(seconds: seconds, peakMemoryBytes: PeakMemory.bytes))
    delivery.answer(beside: outputs.takeStandardOutput, isQuiet: quiet) {
      json ? try report.json() : Console.readable(report.text(width: Console.width))
    }
    try delivery.end()
  }
}
