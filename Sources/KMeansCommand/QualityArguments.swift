import ArgumentParser
import KMeansCore

/// How much is spent on a low J.
///
/// The help of an option is its documentation.
struct QualityArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How low J shall be: "
        + Clusterer.Quality.allCases.map { "\($0.rawValue) (\($0.summary))" }.joined(
          separator: ", ") + ".",
      valueName: "name"))
  var quality: Clusterer.Quality = .fast

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      With --quality best: how many generations the search has. (default: until nothing more is \
      expected)
      """, valueName: "generations"))
  var effort: Int?
}
