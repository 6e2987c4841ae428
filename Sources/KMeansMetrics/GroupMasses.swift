import KMeansCore

/// Points with weights by cluster: what they weigh, and what weighs beside each in its cluster.
struct GroupMasses: Sendable {
  /// Y, k × N.
  let y: LabelMatrix
  /// One a point, 0 or more.
  let weights: [Double]
  /// What weights mean.
  let meaning: WeightMeaning
  /// Σw of every cluster, exact and rounded once.
  let totals: [Double]
  /// How many points of every cluster weigh more than 0.
  private let counts: [Int]

  /// k.
  var clusters: Int { totals.count }
  /// One label a point.
  var labels: [Int32] { y.values }

  /// - Parameters:
  ///   - points: N.
  ///   - y: Y, k × N.
  ///   - weights: one a point.
  ///   - meaning: what weights mean.
  /// - Throws: `MetricError` unless there are a label and a weight a point, at least two clusters
  ///   weigh something, and in one of them a point has something beside it.
  /// - Complexity: O(N + k).
  init(
    points: Int, _ y: LabelMatrix, weights: [Double], meaning: WeightMeaning
  ) throws(MetricError) {
    guard points > 0 else { throw .noPoints }
    guard y.count == points else { throw .labelCount(found: y.count, expected: points) }
    do { try Observations.check(weights, count: points) } catch { throw .points(error) }
    (self.y, self.weights, self.meaning) = (y, weights, meaning)
    totals = y.weights(weights).map(\.rounded)
    var counts = [Int](repeating: 0, count: y.clusters)
    for (label, weight) in zip(y.values, weights) where weight > 0 { counts[Int(label)] += 1 }
    self.counts = counts
    let found = totals.count { $0 > 0 }
    guard found >= 2 else { throw .tooFewClusters(found: found) }
    guard (0..<points).contains(where: { others(of: $0) > 0 && weights[$0] > 0 }) else {
      throw .tooManyClusters(found: found)
    }
  }

  /// What weighs beside a point in its cluster: all of it but the point itself, which is one of its
  /// copies where weights mean these; 0 for a point that is alone.
  ///
  /// - Complexity: O(1).
  func others(of point: Int) -> Double {
    let (cluster, weight) = (Int(labels[point]), weights[point])
    // Without rounding where nothing else is there.
    if counts[cluster] <= (weight > 0 ? 1 : 0) { return weight - meaning.itself(weight) }
    return totals[cluster] - meaning.itself(weight)
  }

  /// The least mean of sums over the clusters, besides that of a point.
  ///
  /// - Parameters:
  ///   - sums: Σ w·distance by cluster.
  ///   - point: whose cluster does not count.
  /// - Returns: the mean, and which cluster it is of, the lowest among equals.
  /// - Complexity: O(k).
  func least(_ sums: [Double], besides point: Int) -> (mean: Double, cluster: Int32) {
    var found: (mean: Double, cluster: Int32) = (.infinity, -1)
    for cluster in totals.indices where cluster != Int(labels[point]) && totals[cluster] > 0 {
      let mean = sums[cluster] / totals[cluster]
      if mean < found.mean { found = (mean, Int32(cluster)) }
    }
    return found
  }

  /// The means of the clusters and what follows from them, without the points that weigh nothing.
  ///
  /// - Complexity: O(N·d).
  func dispersion(
    _ x: PointMatrix, _ settings: GroupDistances.Settings
  ) throws(MetricError) -> Dispersion {
    try Dispersion(x, y, weights: weights, meaning: meaning, threads: settings.threads)
  }

  /// The place of every cluster among those of sums that weigh something; −1 for others.
  func places(in sums: Dispersion) -> [Int32] {
    var places = [Int32](repeating: -1, count: clusters)
    for (place, cluster) in sums.clusters.enumerated() { places[cluster] = Int32(place) }
    return places
  }

  /// s of every asked point, by its mean distances a and b; 0 where nothing is beside it.
  ///
  /// - Complexity: O(n).
  func silhouettes(of asked: [Int32], _ own: [Double], _ other: [Double]) -> [Double] {
    asked.indices.map { index in
      let (a, b) = (own[index], other[index])
      guard others(of: Int(asked[index])) > 0, max(a, b) > 0 else { return 0 }
      return (b - a) / max(a, b)
    }
  }

  /// Σ w s / Σ w over every cluster's asked points; 0 for a cluster without any.
  ///
  /// - Complexity: O(n + k).
  func means(of values: [Double], _ asked: [Int32]) -> [Double] {
    var members = [[Int]](repeating: [], count: clusters)
    for (index, point) in asked.enumerated() { members[Int(labels[Int(point)])].append(index) }
    return members.map { members in
      weightedMean(members.map { values[$0] }, members.map { weights[Int(asked[$0])] })
    }
  }
}

/// Σ w v / Σ w, exact and rounded once; 0 where nothing weighs anything.
func weightedMean(_ values: [Double], _ weights: [Double]) -> Double {
  guard !values.isEmpty else { return 0 }
  var (sum, total) = (ExactSum(), ExactSum())
  for (value, weight) in zip(values, weights) {
    sum.addProduct(value, weight)
    total.add(weight)
  }
  return total.value.isZero ? 0 : sum.value.quotient(by: total.value)
}
