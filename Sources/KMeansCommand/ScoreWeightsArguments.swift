public import ArgumentParser
public import KMeansMetrics
import KMeansReports

extension WeightMeaning: ExpressibleByArgument {}

/// The column of weights with what they mean, for scores.
///
/// The help of an option is its documentation.
struct ScoreWeightsArguments: ParsableArguments {
  @OptionGroup var column: WeightsArgument

  @Option(
    help: ArgumentHelp(
      """
      What weights are to scores: copies (a row of weight 3 is three rows) or shares (only \
      their proportions count).
      """, valueName: "meaning"))
  var weightsAre: WeightMeaning = .copies

  /// The column, if there is one.
  var weights: String? { column.weights }

  /// What a user should know about the weights that were read.
  func notices(_ weights: [Double]?) -> [Notice] {
    guard let weights, weightsAre == .copies else { return [] }
    let isWhole = weights.allSatisfy { $0.rounded(.towardZero) == $0 }
    return isWhole ? [] : [.weightsNotWhole]
  }
}
