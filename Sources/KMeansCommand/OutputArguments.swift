import ArgumentParser
import KMeansData
import KMeansReports

/// Where results go.
///
/// The help of an option is its documentation.
struct OutputArguments: ParsableArguments {
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

  @Option(
    help: ArgumentHelp(
      "Write the centroids, in the units of the data: \(FileFormat.writable.inWords), or -.",
      valueName: "file"),
    completion: .written)
  var centroids: String?

  @Option(
    help: ArgumentHelp("Write a model that kmeans predict takes: .json.", valueName: "file"),
    completion: .model)
  var model: String?

  @Flag(
    help: """
      Draw the clusters below the answer, of more than two columns along principal axes.
      """)
  var plot = false

  @Option(
    help: ArgumentHelp(
      "Write a report to look at, with figures and words: .html.", valueName: "file"),
    completion: .page)
  var report: String?

  @Option(
    help: ArgumentHelp(
      "Show centroids as images in the report, rows by columns: 28x28.", valueName: "shape"))
  var imageShape: ImageShape?

  @Flag(help: "Answer with a JSON object instead of a table.")
  var json = false

  @Flag(help: "No progress, notices or warnings on standard error.")
  var quiet = false

  /// Refuses options that do nothing alone.
  func validate() throws {
    if imageShape != nil && report == nil {
      throw ValidationError("--image-shape is for the report; name its file with --report")
    }
  }
}
