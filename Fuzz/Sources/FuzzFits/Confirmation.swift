import KMeansCore

/// What came of a case.
enum Confirmation {
  /// The fit is the textbook's, with the number of labels that were compared.
  case equal(labels: Int)
  /// Both refuse it, in the same words.
  case refused
  /// Something differs.
  case different(String)

  /// Does a fit by the textbook and as drawn, and compares all that must be the same.
  init(_ fit: DrawnFit) {
    var plain = fit.configuration
    (plain.algorithm, plain.threads) = (.textbook, 1)
    let truth = Self.outcome(fit, plain)
    let fast = Self.outcome(fit, fit.configuration)
    switch (truth, fast) {
    case (.failure(let first), .failure(let second)):
      self = "\(first)" == "\(second)" ? .refused : .different("\(second), not \(first)")
    case (.success(let first), .success(let second)):
      if let difference = Self.difference(first, second) {
        self = .different(difference)
      } else if let difference = Self.nearest(fit, second) ?? Self.stopped(fit) {
        self = .different(difference)
      } else {
        self = .equal(labels: fit.points.matrix.count)
      }
    case (.success, .failure(let error)): self = .different("the textbook fits; else \(error)")
    case (.failure(let error), .success): self = .different("the textbook says \(error)")
    }
  }

  private static func outcome(
    _ fit: DrawnFit, _ configuration: Clusterer.Configuration
  ) -> Result<Clustering, ClusteringError> {
    Result { () throws(ClusteringError) in
      try Clusterer(configuration).fit(fit.points.matrix, weights: fit.weights)
    }
  }

  private static func difference(_ truth: Clustering, _ fast: Clustering) -> String? {
    func bits(_ values: [Double]) -> [UInt64] { values.map(\.bitPattern) }
    if let point = zip(truth.labels.values, fast.labels.values).enumerated().first(where: {
      $0.element.0 != $0.element.1
    }) {
      return "point \(point.offset) is in \(point.element.1), not \(point.element.0)"
    }
    let checks: [(String, Bool)] = [
      ("centroids", truth.centroids.arrays.map(bits) == fast.centroids.arrays.map(bits)),
      ("history", bits(truth.history) == bits(fast.history)),
      ("J", truth.objective.bitPattern == fast.objective.bitPattern),
      ("within", bits(truth.withinSumOfSquares) == bits(fast.withinSumOfSquares)),
      ("sizes", truth.sizes == fast.sizes),
      ("why it ended", truth.stopReason == fast.stopReason),
      ("restart", truth.restart == fast.restart),
      ("warnings", truth.warnings == fast.warnings),
    ]
    return checks.first { !$0.1 }.map { "\($0.0) differ" }
  }

  /// Every label is the nearest centroid's, by code of our own.
  private static func nearest(_ fit: DrawnFit, _ clustering: Clustering) -> String? {
    let configuration = fit.configuration
    let x = fit.points.matrix
    guard configuration.distance == .euclidean, configuration.variant == .full,
      x.count * x.dimensions * configuration.clusters < 4_000_000
    else { return nil }
    let truth = Truth(clustering.centroids)
    for point in 0..<x.count {
      let label = truth.label(of: x.point(point))
      let found = clustering.labels.values[point]
      if label != found { return "point \(point) is in \(found); \(label) is nearer" }
    }
    return nil
  }

  /// A fit that is stopped has labels of its centroids all the same.
  private static func stopped(_ fit: DrawnFit) -> String? {
    guard let limit = fit.stop else { return nil }
    let stop = StopSignal()
    var reports = 0
    do throws(ClusteringError) {
      let clustering = try Clusterer(fit.configuration).fit(
        fit.points.matrix, weights: fit.weights,
        progress: { _ in
          reports += 1
          if reports > limit { stop.stop() }
        }, stop: stop)
      return nearest(fit, clustering).map { "stopped: \($0)" }
    } catch {
      return "stopped: \(error)"
    }
  }
}
