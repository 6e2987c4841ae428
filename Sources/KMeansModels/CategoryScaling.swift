import KMeansCore

/// By what the features of a category are divided, so that it has the say of one column of numbers.
///
/// A category of c values is c features of 0 and 1. One divisor s for all of them keeps any two
/// values as far apart as any two others: δ = 2/s².
///
/// - Standard: a column of numbers has variance 1. The variances of the features, whose sum is
///   1 − Σp² for shares p, add up to 1 too: s² = Σ variances.
/// - Minmax: two rows differ by at most 1 in a column of numbers, and so they do in a category:
///   2/s² = 1.
/// - Robust: a column of numbers has the quartile range 1, which for normal numbers is the variance
///   1/1.349². Indicators have no quartiles that tell anything, and no far values either; so s is
///   1.349 times that of standard.
/// - None: numbers stay as they are. A category counts as a column of 0 and 1 does: two values are
///   1 apart, as under minmax.
///
/// So a category of two values weighs what the same column weighs that is read as 0 and 1 (under
/// robust, what it would if its quartile range were that of its variance). A category of one value
/// has no influence under any of them.
struct CategoryScaling {
  /// By what every feature is divided.
  let divisor: Double
  /// Whether the shares are taken from the features before, which moves no point against another.
  let isCentred: Bool

  /// The quartile range of the normal distribution of variance 1.
  private static let normalQuartileRange = 1.3489795003921634

  /// The divisor for the features of a category.
  ///
  /// - Complexity: O(features).
  init(_ method: ScalingMethod, of x: Observations, features: Range<Int>) {
    let variance = features.reduce(0) { $0 + x.variances[$1] }
    let deviation = variance > 0 ? variance.squareRoot() : 1
    switch method {
    case .standard: (divisor, isCentred) = (deviation, true)
    case .robust: (divisor, isCentred) = (Self.normalQuartileRange * deviation, true)
    case .minmax, .none: (divisor, isCentred) = (2.0.squareRoot(), false)
    }
  }
}
