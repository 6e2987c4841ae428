import ArgumentParser
import KMeansCore
import KMeansData

/// `kmeans fit`: its arguments. What is done with them is in `FitCommand+Run.swift`.
///
/// The help of an option is its documentation.
struct FitCommand: ParsableCommand {
  /// The name, and the help that teaches by examples.
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Cluster the rows of a file.",
    discussion: """
      An output named - goes to standard output, and the answer to standard error.

      EXAMPLES
        kmeans fit iris.csv -k 3
        kmeans fit houses.csv -k 4 --columns sqft_living,price --scale standard
        kmeans fit houses.csv -k 4 --exclude id,zipcode --append grouped.csv
        kmeans fit survey.csv -k 5 --missing drop --labels groups.csv --id name
        kmeans fit vectors.npy -k 100 --restarts 5 --centroids means.npy
        kmeans fit houses.csv -k 4 --scale standard --report houses.html
        kmeans fit vectors.npy -k 100 --init means.npy --json > result.json
        kmeans fit houses.csv -k 4 --append - --quiet | sort -t, -k 3
        kmeans fit prices.csv.gz -k 8 --decimal , --na -999
        kmeans fit today.csv --warm-start houses.json --model houses.json
        kmeans fit today.csv --warm-start houses.json --frozen -k 2
        kmeans fit today.csv -k 4 --match houses.json
        kmeans fit vectors.npy -k 5000 --checkpoint fit.ckpt --every 5m
        tail -f log.csv | kmeans fit - -k 8 --variant stream --half-life 100000points
      """)

  @Argument(
    help: """
      The data, one row a point: \(FileFormat.readable.inWords); - for standard input.
      """,
    completion: .data)
  var data: String

  @OptionGroup(title: "Method") var method: MethodArguments
  @OptionGroup(title: "Method") var models: WarmStartArguments
  @OptionGroup(title: "Streams") var stream: StreamArguments
  @OptionGroup(title: "Columns") var columns: ColumnArguments
  @OptionGroup(title: "Columns") var weighting: WeightsArgument
  @OptionGroup(title: "Output") var output: OutputArguments
  @OptionGroup(title: "Checkpoints") var checkpoints: CheckpointArguments
  @OptionGroup(title: "Checkpoints") var interval: EveryArguments

  /// Refuses settings that cannot be used, before anything is read.
  func validate() throws {
    if output.plot && output.json {
      throw ValidationError("--plot and --json cannot be used together; JSON has no plots")
    }
    try method.clusters?.validate(for: "fit", data: data)
    try checkpoints.validate(quality: method.quality.quality)
    try models.validate(method, columns)
    try stream.validate(self)
    try interval.validate(
      isStream: method.wanted.isStream, checkpoint: checkpoints.checkpoint,
      snapshot: stream.snapshot)
    do {
      _ = try method.configuration(initialization: nil)
    } catch {
      throw ValidationError(error.description)
    }
  }
}
