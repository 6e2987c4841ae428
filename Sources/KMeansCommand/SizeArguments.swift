import ArgumentParser
import KMeansCore

/// How large clusters may be.
///
/// The help of an option is its documentation.
struct SizeArguments: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The fewest rows that a cluster may have.", valueName: "rows"))
  var minSize: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The most rows that a cluster may have.", valueName: "rows"))
  var maxSize: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The least that the rows of a cluster may weigh together.", valueName: "weight"))
  var minWeight: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The most that the rows of a cluster may weigh together.", valueName: "weight"))
  var maxWeight: Double?

  @Option(
    help: ArgumentHelp(
      "Make all clusters as large as each other, but for one row.", valueName: "how"))
  var sizes: SizesArgument?

  /// The limits, as the library has them; nil for none.
  var limits: Clusterer.SizeLimits? {
    if sizes != nil { return .equal }
    if minWeight != nil || maxWeight != nil { return .weight(least: minWeight, most: maxWeight) }
    return minSize == nil && maxSize == nil ? nil : .points(least: minSize, most: maxSize)
  }

  /// Refuses options that contradict each other.
  func validate() throws {
    if sizes != nil && (minSize != nil || maxSize != nil) {
      throw ValidationError(
        "--sizes equal sets both limits; leave it out, or --min-size and --max-size")
    }
    let hasSizes = sizes != nil || minSize != nil || maxSize != nil
    if hasSizes && (minWeight != nil || maxWeight != nil) {
      throw ValidationError(
        "either the sizes of clusters have limits or their weights; leave one of them out")
    }
  }
}

/// The sizes that have a name.
enum SizesArgument: String, CaseIterable, ExpressibleByArgument {
  /// N/k, rounded down or up.
  case equal
}
