import CKMeansABI
import KMeansCore
import KMeansMetrics

/// Points with labels, and by what means they are scored, as C callers give them.
struct LabelledPoints {
  let x: PointMatrix
  let y: LabelMatrix
  /// One a point; nil for 1 each.
  let weights: [Double]?
  let meaning: WeightMeaning
  let metric: ScoreMetric
  /// Nil for all processors.
  let threads: Int?
  let stop: StopSignal?

  /// What a C caller hands over, checked.
  ///
  /// - Parameters:
  ///   - points: X.
  ///   - weights: one a point; NULL for 1 each.
  ///   - meaning: what weights mean; NULL for copies.
  ///   - labels: one a point.
  ///   - clusters: k.
  ///   - distance: NULL for the usual one.
  ///   - threads: 0 for all processors.
  ///   - stop: NULL for none.
  /// - Throws: `Failure` for the first that cannot be.
  init(
    _ points: UnsafePointer<kmeans_matrix>?, weights: UnsafePointer<Double>?,
    meaning: UnsafePointer<CChar>?, labels: UnsafePointer<Int32>?, clusters: Int64,
    distance: UnsafePointer<CChar>?, threads: Int32, stop: OpaquePointer?
  ) throws(Failure) {
    metric = try ScoreMetric(naming: distance)
    self.meaning = try WeightMeaning(naming: meaning)
    let x = try PointMatrix(
      checking: points, below: metric == .cosine ? .infinity : Clusterer.Distance.euclidean.limit)
    guard let labels else { throw .null("labels") }
    try PointMatrix.check(clusters: clusters)
    self.threads = try Threads.number(threads)
    self.stop = try stop.wanted(StopSignal.self, "stop")
    do throws(MatrixError) {
      y = try LabelMatrix(
        clusters: Int(clusters),
        labels: Array(UnsafeBufferPointer(start: labels, count: x.count)))
    } catch {
      throw Failure(error)
    }
    self.weights = weights.map { Array(UnsafeBufferPointer(start: $0, count: x.count)) }
    self.x = x
  }

  /// Those that weigh anything.
  func counting() throws(Failure) -> ScoredPoints {
    try scored { () throws(MetricError) in
      try ScoredPoints(x, y, weights: weights, meaning: meaning)
    }
  }

  /// Points as the distance sees them.
  func seen(_ x: PointMatrix) throws(Failure) -> PointMatrix {
    try scored { () throws(MetricError) in try metric.seen(x, threads: threads, stop: stop) }
  }
}

/// A score; why there is none becomes a failure.
func scored<Value>(_ body: () throws(MetricError) -> Value) throws(Failure) -> Value {
  do throws(MetricError) { return try body() } catch { throw Failure(error) }
}

extension WeightMeaning {
  /// What a C caller names; NULL for copies.
  init(naming name: UnsafePointer<CChar>?) throws(Failure) {
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
  init(naming name: UnsafePointer<CChar>?) throws(Failure) {
    let distance = try Names.find(name, "distance", usual: Clusterer.Distance.euclidean)
    guard let metric = ScoreMetric(rawValue: distance.rawValue) else {
      throw Failure(KMEANS_BAD_SETTING, "no score goes by '\(distance.rawValue)'")
    }
    self = metric
  }
}

extension Failure {
  /// Why there is no score, under the code for it.
  init(_ error: MetricError) {
    switch error {
    case .noPoints: self.init(KMEANS_TOO_FEW_POINTS, error.description)
    case .points(let error): self.init(error)
    case .labelCount, .dimensions: self.init(KMEANS_BAD_SHAPE, error.description)
    case .tooFewClusters, .tooManyClusters, .tooLittleWeight, .setting:
      self.init(KMEANS_BAD_SETTING, error.description)
    }
  }
}
