import ArgumentParser

/// The column of weights, where every row may count by its own.
///
/// The help of an option is its documentation.
struct WeightsArgument: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The column of weights, 0 or more; it does not take part.", valueName: "name"))
  var weights: String?
}
