/// How columns are brought to a common scale before they are clustered.
public enum ScalingMethod: String, Sendable, CaseIterable, Codable {
  /// Not at all: the space of the input is clustered.
  case none
  /// (x − mean) / sd, with the population's standard deviation.
  case standard
  /// (x − min) / (max − min), so that every column spans 0 … 1.
  case minmax
  /// (x − median) / (third − first quartile), which single far values hardly move.
  case robust
}
