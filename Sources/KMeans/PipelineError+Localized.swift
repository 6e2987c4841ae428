public import Foundation
public import KMeansCore
public import KMeansData
public import KMeansMetrics
public import KMeansModels
public import KMeansSelection

// What Foundation shows of these errors, in `localizedDescription`, is the sentence that they have.

extension ClusteringError: LocalizedError {
  /// The sentence that `description` is.
  public var errorDescription: String? { description }
}

extension ConfigurationError: LocalizedError {
  /// The sentence that `description` is.
  public var errorDescription: String? { description }
}

extension KernelError: LocalizedError {
  /// The sentence that `description` is.
  public var errorDescription: String? { description }
}

extension MatrixError: LocalizedError {
  /// The sentence that `description` is.
  public var errorDescription: String? { description }
}

extension ObservationError: LocalizedError {
  /// The sentence that `description` is.
  public var errorDescription: String? { description }
}

extension DataError: LocalizedError {
  /// The sentence that `description` is.
  public var errorDescription: String? { description }
}

extension MetricError: LocalizedError {
  /// The sentence that `description` is.
  public var errorDescription: String? { description }
}

extension ModelError: LocalizedError {
  /// The sentence that `description` is.
  public var errorDescription: String? { description }
}

extension SweepError: LocalizedError {
  /// The sentence that `description` is.
  public var errorDescription: String? { description }
}

extension PipelineError: LocalizedError {
  /// The sentence that `description` is.
  public var errorDescription: String? { description }
}
