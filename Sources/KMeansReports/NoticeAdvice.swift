/// How the advice in notices is worded: by options of the command, or by parameters in Python.
package struct NoticeAdvice: Sendable {
  /// What lets a fit iterate longer.
  let iterationLimit: String
  /// What lets a fit take longer.
  let timeLimit: String
  /// What scales columns.
  let standardScale: String
  /// Advice on clusters without points; nil where no number of clusters was asked for, as
  /// with labels that were given.
  let fewerClusters: String?
  /// How a column is left out, by its name.
  let leavingOut: @Sendable (String) -> String

  /// To users of the command.
  package static let command = NoticeAdvice(
    iterationLimit: "--max-iterations", timeLimit: "--time-limit",
    standardScale: "--scale standard", fewerClusters: "choose a smaller -k"
  ) { name in
    let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
    return "--exclude \(isPlain ? name : "\"\(name)\"") leaves it out"
  }

  /// To those who fitted an estimator of the Python package.
  static let python = NoticeAdvice(
    iterationLimit: "max_iter", timeLimit: "time_limit", standardScale: "StandardScaler",
    fewerClusters: "choose a smaller n_clusters"
  ) { _ in "leave it out of X" }

  /// To those who gave labels, or an estimator of another package.
  static let labels = NoticeAdvice(
    iterationLimit: python.iterationLimit, timeLimit: python.timeLimit,
    standardScale: python.standardScale, fewerClusters: nil, leavingOut: python.leavingOut)
}
