public import KMeansModels

extension PipelineError {
  /// What is wrong with a value.
  @nonexhaustive
  public enum ValueProblem: Equatable, Sendable {
    /// It is NaN or infinite.
    case notFinite(Double)
    /// Its square would overflow.
    case tooLarge(Double)
    /// Scaled, it is so large that its square would overflow.
    case scaledTooLarge(Double, scaled: Double, by: ScalingMethod)
    /// By a model's scale it is so large that its square would overflow.
    case farFromModel(Double, scaled: Double)
    /// Every value of the row is 0 once it is scaled, and of `moreRows` further ones, where angles
    /// count.
    case noDirection(moreRows: Int, by: ScalingMethod = .none)
    /// It is no weight.
    case badWeight(Double)
    /// It is missing, and in `moreRows` further rows one is, but the model has no rule for that.
    case missing(moreRows: Int)
  }
}
