import ArgumentParser
import KMeans
import KMeansCore
import KMeansData
import KMeansModels

/// Which columns take part, and how.
///
/// The help of an option is its documentation.
struct ColumnArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Use these columns only: names or positions from 1, with commas between; also 2-5, \
      first-last and question_*.
      """, valueName: "names"))
  var columns: [String] = []

  @Option(
    help: ArgumentHelp(
      "Leave these columns out: names or positions from 1, with commas between.", valueName: "names"
    ))
  var exclude: [String] = []

  @Option(
    help: ArgumentHelp(
      "The column that identifies a row; it does not take part.", valueName: "name"))
  var id: String?

  @Option(
    help: ArgumentHelp(
      "Rows with missing values: refuse them, drop them, or put the column's mean in.",
      valueName: "rule"))
  var missing: MissingPolicy = .error

  @Option(
    help: ArgumentHelp(
      """
      Bring columns to one scale: standard (mean 0, deviation 1), minmax (0 to 1), robust (median \
      0, quartile range 1).
      """, valueName: "method"))
  var scale: ScalingMethod = .none

  @OptionGroup(title: "Reading") var reading: ReadingArguments

  /// Refuses values that cannot be used, before anything is read.
  func validate() throws {
    if !columns.isEmpty && !exclude.isEmpty {
      throw ValidationError("--columns and --exclude cannot be used together; give one of them")
    }
    if !columns.isEmpty && columns.splitAtCommas.isEmpty {
      throw ValidationError("--columns names no column")
    }
  }

  /// The options as the library takes them.
  ///
  /// - Parameters:
  ///   - weights: the column of weights, if there is one.
  ///   - distance: how far apart points are.
  ///   - threads: nil for all processors.
  /// - Returns: the options of a preparation.
  /// - Throws: `CommandError.data` where options contradict each other.
  func options(
    weights: String? = nil, distance: Clusterer.Distance = .euclidean, threads: Int? = nil
  ) throws(CommandError) -> PreparationOptions {
    try reporting(CommandError.data) { () throws(DataError) in
      try PreparationOptions(
        columns: columns.isEmpty ? nil : columns.splitAtCommas, excluded: exclude.splitAtCommas,
        id: id, weights: weights, missing: missing, scaling: scale, distance: distance,
        threads: threads, text: reading.text(), format: reading.format)
    }
  }
}
