// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore
import KMeansMetrics

@c @implementation
public func kmeans_read_mean_silhouette(
  _ points: UnsafePointer<kmeans_matrix>?, _ weights: UnsafePointer<Double>?,
  _ meaning: UnsafePointer<CChar>?, _ labels: UnsafePointer<Int32>?, _ clusters: Int64,
  _ distance: UnsafePointer<CChar>?, _ method: UnsafePointer<CChar>?, _ sample: Int64,
  _ seed: UInt64, _ threads: Int32, _ stop: OpaquePointer?,
  _ score: UnsafeMutablePointer<kmeans_mean_silhouette>?, _ size: Int,
  _ byCluster: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let given = try LabelledPoints(
      points, weights: weights, meaning: meaning, labels: labels, clusters: clusters,
      distance: distance, threads: threads, stop: stop)
    let score = try room(for: score, size, "score")
    let method = try SilhouetteScore.Method.named(method, canBeNone: false)
    let sampleSize = sample == 0 ? SilhouetteScore.Method.sampleSize : Int(clamping: sample)
    let counting = try given.counting()
    let found = try scored { () throws(MetricError) in
      guard let weights = counting.weights else {
        return try SilhouetteScore(
          counting.x, counting.y, metric: given.metric, method: method, sampleSize: sampleSize,
          seed: seed, threads: given.threads, stop: given.stop)
      }
      return try SilhouetteScore(
        counting.x, counting.y, weights: weights, meaning: given.meaning, metric: given.metric,
        method: method, sampleSize: sampleSize, seed: seed, threads: given.threads,
        stop: given.stop)
    }
    let told = kmeans_mean_silhouette(
      method: found.method.text, mean: found.mean, margin: found.margin ?? .nan,
      sampled: Int64(found.sampled ?? 0))
    write(told, to: score, size: size)
    let means = found.byCluster ?? Array(repeating: .nan, count: given.y.clusters)
    _ = copy(means, to: byCluster)
  }
}

extension SilhouetteScore.Method: Registered {}

extension SilhouetteScore.Method {
  /// What a C caller names; nil for NULL.
  ///
  /// - Parameters:
  ///   - name: the caller's.
  ///   - canBeNone: whether "none" is a method.
  /// - Returns: the method of that name.
  /// - Throws: `Failure` for an unknown one.
  static func named(
    _ name: UnsafePointer<CChar>?, canBeNone: Bool
  ) throws(Failure) -> SilhouetteScore.Method? {
    guard name != nil else { return nil }
    let method = try Names.find(name, "silhouette", usual: SilhouetteScore.Method.exact)
    guard method != SilhouetteScore.Method.none || canBeNone else {
      throw Failure(KMEANS_BAD_SETTING, "the silhouette 'none' has no mean")
    }
    return method
  }

  /// The name, for C callers.
  var text: UnsafePointer<CChar>? { Self.texts[self]?.pointer }

  private static let texts = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, CString($0.rawValue)) })
}
