import ArgumentParser
import KMeansData
import KMeansReports

/// `-k` of a verb that takes one number of clusters.
struct ClusterCountArgument: ExpressibleByArgument, CustomStringConvertible {
  /// The number; nil where the argument asks for a choice, as "auto" and "2..5" do.
  let count: Int?
  /// The argument.
  let description: String

  /// Nil for what is neither a number nor asks for a choice.
  init?(argument: String) {
    description = argument
    count = Int(argument)
    let isChoice = argument.lowercased() == "auto" || ClusterCounts(argument: argument) != nil
    if count == nil && !isChoice { return nil }
  }

  /// Throws for a choice, which another verb makes, and for numbers below 1.
  ///
  /// - Parameters:
  ///   - verb: the verb that was asked.
  ///   - data: its data.
  /// - Throws: `ValidationError`.
  func validate(for verb: String, data: String) throws {
    guard let count else {
      let numbers = description.lowercased() == "auto" ? [] : ["-k", description]
      let sweep = onOneLine(ShellCommand.text(["kmeans", "sweep", data] + numbers))
      throw ValidationError(
        "-k \(description): \(verb) takes one number of clusters; \(sweep) tries several, and "
          + "tells which the data speak for")
    }
    if count < 1 { throw ValidationError("-k is \(count); it must be at least 1") }
  }
}
