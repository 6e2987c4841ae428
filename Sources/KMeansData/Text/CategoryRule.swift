/// What becomes of columns of words.
public enum CategoryRule: String, Sendable, CaseIterable {
  /// They take no part.
  case drop
  /// Those of few different values become a feature a value.
  case onehot
}
