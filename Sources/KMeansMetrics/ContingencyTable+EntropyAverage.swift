extension ContingencyTable {
  /// How the entropies of two labellings become one number, by which information is divided.
  public enum EntropyAverage: String, Sendable, CaseIterable {
    /// Half the sum: what V-measure divides by too.
    case arithmetic
    /// The root of the product.
    case geometric
    /// The smaller one, so that a refinement gets 1.
    case least
    /// The greater one.
    case greatest

    /// The mean of two numbers that are not negative.
    func of(_ first: Double, _ second: Double) -> Double {
      switch self {
      case .arithmetic: (first + second) / 2
      case .geometric: (first * second).squareRoot()
      case .least: min(first, second)
      case .greatest: max(first, second)
      }
    }
  }
}
