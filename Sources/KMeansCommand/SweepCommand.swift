import ArgumentParser
import KMeansData
import KMeansMetrics
import KMeansSelection

/// `kmeans sweep`: its arguments. What is done with them is in `SweepCommand+Run.swift`.
///
/// The help of an option is its documentation.
struct SweepCommand: ParsableCommand {
  /// The name, and the help that teaches by examples.
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Try numbers of clusters, and tell which the data speak for, if any.",
    discussion: """
      Every k is clustered, and scored by the silhouette, by the indices of Calinski and Harabasz \
      and of Davies and Bouldin, by BIC, and by the gap statistic, which compares with uniform \
      data. The answer is a number of clusters where most of them agree, and "no clear k" where \
      they do not, or where the data cluster no better than uniform data.

      EXAMPLES
        kmeans sweep iris.csv
        kmeans sweep houses.csv -k 2..12 --columns sqft_living,price --scale standard
        kmeans sweep vectors.npy -k 10,20,50,100 --references 0 --json
        kmeans sweep survey.csv -k 2..8 --stability 20
        kmeans sweep iris.csv --report iris.html
      """)

  @Argument(
    help: """
      The data, one row a point: \(FileFormat.readable.inWords); - for standard input.
      """,
    completion: .data)
  var data: String

  @Option(
    name: .customShort("k", allowingJoined: true), parsing: .unconditional,
    help: ArgumentHelp(
      "The numbers of clusters to try: 2..20, or 2,4,8. (default: 2..20, fewer for few points)",
      valueName: "numbers"))
  var k: ClusterCounts?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many starts each k has of its own; one more begins with the k before.",
      valueName: "number"))
  var restarts = 3

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many uniform data sets the gap statistic compares with; 0 for none.",
      valueName: "number"))
  var references = 10

  @Option(
    help: ArgumentHelp(
      """
      exact, sampled (2,000 points), simplified (by means) or none. (default: exact up to 20,000 \
      points, beyond that sampled)
      """, valueName: "method"))
  var silhouette: SilhouetteScore.Method?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many pairs of resampled data to cluster for the stability of each k.",
      valueName: "pairs"))
  var stability = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of all random draws.", valueName: "number"))
  var seed: UInt64 = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many threads; the result is the same for any number. (default: all)", valueName: "number"
    ))
  var threads: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seconds after which what is done so far is the answer.", valueName: "seconds"))
  var timeLimit: Double?

  @Option(
    help: ArgumentHelp(
      "Write a report to look at, with figures and words: .html.", valueName: "file"),
    completion: .page)
  var report: String?

  @OptionGroup(title: "Columns") var columns: ColumnArguments
  @OptionGroup(title: "Columns") var weighting: ScoreWeightsArguments

  @Flag(help: "Answer with a JSON object instead of a table.")
  var json = false

  @Flag(help: "No progress or notices on standard error.")
  var quiet = false

  /// Refuses settings that cannot be used, before anything is read.
  func validate() throws {
    try checkTimeLimit(timeLimit)
    do { _ = try settings(points: .max) } catch { throw ValidationError(error.description) }
  }

  /// The settings for this number of points.
  ///
  /// - Throws: `SweepError` for the first that is out of its range.
  func settings(points: Int) throws(SweepError) -> ClusterCountSweep.Settings {
    // With one cluster a point there is nothing to score.
    let usual = Array(2...max(2, min(20, points - 1)))
    return try ClusterCountSweep.Settings(
      clusterCounts: k?.counts ?? usual, restarts: restarts, seed: seed, references: references,
      silhouette: silhouette, stabilityPairs: stability, threads: threads,
      weightMeaning: weighting.weightsAre)
  }
}
