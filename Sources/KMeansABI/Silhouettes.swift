// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore
import KMeansMetrics

@c @implementation
public func kmeans_silhouettes(
  _ points: UnsafePointer<kmeans_matrix>?, _ labels: UnsafePointer<Int32>?, _ clusters: Int64,
  _ distance: UnsafePointer<CChar>?, _ threads: Int32, _ stop: OpaquePointer?,
  _ values: UnsafeMutablePointer<Double>?, _ mean: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  kmeans_weighted_silhouettes(
    points, nil, nil, labels, clusters, distance, threads, stop, values, mean, error)
}

@c @implementation
public func kmeans_weighted_silhouettes(
  _ points: UnsafePointer<kmeans_matrix>?, _ weights: UnsafePointer<Double>?,
  _ meaning: UnsafePointer<CChar>?, _ labels: UnsafePointer<Int32>?, _ clusters: Int64,
  _ distance: UnsafePointer<CChar>?, _ threads: Int32, _ stop: OpaquePointer?,
  _ values: UnsafeMutablePointer<Double>?, _ mean: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let metric = try ScoreMetric(naming: distance)
    let meaning = try WeightMeaning(naming: meaning)
    let x = try PointMatrix(
      checking: points, below: metric == .cosine ? .infinity : Clusterer.Distance.euclidean.limit)
    guard let labels else { throw .null("labels") }
    try PointMatrix.check(clusters: clusters)
    let number = try Threads.number(threads)
    let stop = try stop.wanted(StopSignal.self, "stop")
    let y: LabelMatrix
    do throws(MatrixError) {
      y = try LabelMatrix(
        clusters: Int(clusters),
        labels: Array(UnsafeBufferPointer(start: labels, count: x.count)))
    } catch {
      throw Failure(error)
    }
    let weights = weights.map { Array(UnsafeBufferPointer(start: $0, count: x.count)) }
    let found: Silhouette
    do throws(MetricError) {
      if let weights {
        found = try Silhouette(
          x, y, weights: weights, meaning: meaning, metric: metric, threads: number, stop: stop)
      } else {
        found = try Silhouette(x, y, metric: metric, threads: number, stop: stop)
      }
    } catch {
      throw Failure(error)
    }
    mean?.pointee = found.mean
    found.values.withUnsafeBufferPointer {
      if let base = $0.baseAddress { values?.update(from: base, count: $0.count) }
    }
  }
}

extension WeightMeaning {
  /// What a C caller names; NULL for copies.
  fileprivate init(naming name: UnsafePointer<CChar>?) throws(Failure) {
    guard let name else {
      self = .copies
      return
    }
    guard let meaning = WeightMeaning(rawValue: String(cString: name)) else {
      throw Failure(
        KMEANS_BAD_SETTING,
        "weights are no '\(String(cString: name))'; they may be copies or shares")
    }
    self = meaning
  }
}

extension ScoreMetric {
  /// What a C caller names: a distance that scores know; NULL for the usual one.
  fileprivate init(naming name: UnsafePointer<CChar>?) throws(Failure) {
    let distance = try Names.find(name, "distance", usual: Clusterer.Distance.euclidean)
    guard let metric = ScoreMetric(rawValue: distance.rawValue) else {
      throw Failure(KMEANS_BAD_SETTING, "no silhouette goes by '\(distance.rawValue)'")
    }
    self = metric
  }
}

extension Failure {
  /// Why there is no score, under the code for it.
  fileprivate init(_ error: MetricError) {
    switch error {
    case .noPoints: self.init(KMEANS_TOO_FEW_POINTS, error.description)
    case .points(let error): self.init(error)
    case .labelCount, .dimensions: self.init(KMEANS_BAD_SHAPE, error.description)
    case .tooFewClusters, .tooManyClusters, .tooLittleWeight, .setting:
      self.init(KMEANS_BAD_SETTING, error.description)
    }
  }
}
