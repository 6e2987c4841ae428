import ArgumentParser
import KMeans
import KMeansCore
import KMeansData
import KMeansModels
import KMeansReports

/// What a prediction tells beside the clusters of rows.
///
/// The help of an option is its documentation.
struct DetailArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Further columns of --append and --labels, with commas between: "
        + PredictionColumn.allCases.map(\.rawValue).joined(separator: ", ") + "; or all.",
      valueName: "columns"))
  var with: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      How far outliers lie: beyond the upper quartile of their cluster's distances by this times \
      the range of its middle half.
      """, valueName: "number"))
  var outlierFactor = DistanceQuartiles.usualFactor

  @Option(
    help: ArgumentHelp(
      "Write the distance of every row to every centroid, a column a cluster: "
        + "\(FileFormat.writable.inWords), or -.",
      valueName: "file"),
    completion: .written)
  var distances: String?

  /// Refuses names that there are not, before anything is read.
  func validate() throws {
    for name in with.splitAtCommas where name != "all" && PredictionColumn(rawValue: name) == nil {
      throw ValidationError(
        "--with \(onOneLine(name)): give "
          + PredictionColumn.allCases.map(\.rawValue).joined(separator: ", ") + ", or all")
    }
    if !with.isEmpty && with.splitAtCommas.isEmpty {
      throw ValidationError("--with names no column")
    }
    guard outlierFactor >= 0 && outlierFactor.isFinite else {
      throw ValidationError(
        "--outlier-factor is \(outlierFactor); it must be 0 or a positive number")
    }
  }

  /// The columns that are wanted, in the order of their names.
  var columns: [PredictionColumn] {
    let names = with.splitAtCommas
    if names.contains("all") { return PredictionColumn.allCases }
    return names.compactMap { PredictionColumn(rawValue: $0) }
  }

  /// How far outliers lie; nil where nothing but clusters is wanted.
  var factor: Double? { columns.isEmpty ? nil : outlierFactor }

  /// Throws where outliers are wanted, but not known to the model.
  func check(_ model: ClusterModel, source: String) throws(CommandError) {
    // Among all, outliers that are not known have empty cells.
    if with.splitAtCommas.contains("all") { return }
    if columns.contains(.outlier) && model.statistics.distances == nil {
      throw .noQuartiles(source: source)
    }
  }
}
