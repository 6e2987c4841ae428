/// Labels that a model gave to points.
public struct Prediction: Sendable, Equatable {
  /// One label a row of the data, from 0; −1 for a row left out because it misses a value.
  public let labels: [Int32]
  /// The number of rows of every cluster.
  public let sizes: [Int]
  /// The rows that miss a value, from 0, ascending.
  public let missingRows: [Int]
  /// J of the labelled rows about the model's centroids, in the clustered space.
  public let objective: Double
}
