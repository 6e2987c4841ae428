import ArgumentParser
import KMeansData

/// Which columns of a file take part.
///
/// The help of an option is its documentation.
struct ColumnChoiceArguments: ParsableArguments {
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

  /// Refuses values that cannot be used, before anything is read.
  func validate() throws {
    if !columns.isEmpty && !exclude.isEmpty {
      throw ValidationError("--columns and --exclude cannot be used together; give one of them")
    }
    if !columns.isEmpty && columns.splitAtCommas.isEmpty {
      throw ValidationError("--columns names no column")
    }
  }

  /// The columns to use; nil for all.
  var named: [String]? { columns.isEmpty ? nil : columns.splitAtCommas }

  /// The first of the options that were given; nil when none was.
  var firstUsed: String? {
    if !columns.isEmpty { return "--columns" }
    if !exclude.isEmpty { return "--exclude" }
    return id != nil ? "--id" : nil
  }
}
