public import Foundation
public import KMeansCore
public import KMeansData
public import KMeansMetrics
public import KMeansModels
public import KMeansSelection

/// An error that is told in a sentence, which Foundation shows as its `localizedDescription`.
package protocol SentenceError: LocalizedError, CustomStringConvertible {}

extension SentenceError {
  /// The sentence that `description` is.
  public var errorDescription: String? { description }
}

extension ClusteringError: LocalizedError, SentenceError {}
extension ConfigurationError: LocalizedError, SentenceError {}
extension DataError: LocalizedError, SentenceError {}
extension KernelError: LocalizedError, SentenceError {}
extension MatrixError: LocalizedError, SentenceError {}
extension MergingError: LocalizedError, SentenceError {}
extension MetricError: LocalizedError, SentenceError {}
extension ModelError: LocalizedError, SentenceError {}
extension ObservationError: LocalizedError, SentenceError {}
extension PipelineError: LocalizedError, SentenceError {}
extension SweepError: LocalizedError, SentenceError {}
