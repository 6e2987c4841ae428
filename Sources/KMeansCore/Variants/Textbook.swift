import KMeansMatrices

/// The founding text, line by line: the slow truth that every fast path must equal bit for bit.
///
/// No screen, no thread, no chunk, no kernel: every distance is computed in Swift and every sum is
/// taken over the dense one-hot Y. It asks before every point whether to stop, and stops for any
/// reason, for the first labels alone may take minutes.
///
/// - Complexity: O(N·k·d) an iteration, for either step.
struct Textbook: AssignmentStep {
  let control: RunControl

  /// Ignore M, find Y: xᵢ belongs to its closest centroid.
  func assign(
    _ x: Observations, to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix,
    sums: inout ClusterSums, work: inout Work, mayStop: Bool
  ) -> Int? {
    let centroids = (0..<m.count).map { m.point($0) }
    let before = labels
    var changed = 0
    for i in 0..<x.count {
      if control.poll() != nil {
        labels = before
        return nil
      }
      let point = x.points.point(i)
      // cᵢ = argminⱼ ‖xᵢ − mⱼ‖², the lowest j among equals.
      let distances = centroids.map { squaredDistance(point, $0) }
      var nearest = 0
      for j in distances.indices where distances[j] < distances[nearest] { nearest = j }
      let hasWeight = x.weights.map { $0[i] > 0 } ?? true
      if labels.labels[i] != Int32(nearest) && hasWeight { changed += 1 }
      labels.labels[i] = Int32(nearest)
    }
    work.distances += x.count * m.count
    work.truths += x.count
    guard sum(x, labels, into: &sums) else {
      labels = before
      return nil
    }
    return changed
  }

  /// Σᵢ y_ij wᵢ xᵢ and Σᵢ y_ij wᵢ for every cluster j.
  ///
  /// - Returns: whether they were summed to the end.
  private func sum(_ x: Observations, _ y: LabelMatrix, into sums: inout ClusterSums) -> Bool {
    for j in 0..<y.clusters {
      let cluster = (0..<x.count).filter { y[j, $0] == 1 }
      let weight = { (i: Int) in x.weights?[i] ?? 1 }
      sums.set(j, size: cluster.count, members: cluster.filter { weight($0) > 0 }.count)
      var total = ExactSum()
      for i in cluster { total.add(weight(i)) }
      sums.set(j, feature: nil, to: total.value)
      for l in 0..<x.dimensions {
        if control.poll() != nil { return false }
        var sum = ExactSum()
        for i in cluster { sum.addProduct(weight(i), x.points[l, i]) }
        sums.set(j, feature: l, to: sum.value)
      }
    }
    return true
  }
}

/// Ignore Y, find M: mⱼ = Σᵢ y_ij xᵢ / Σᵢ y_ij, by long division.
struct TextbookUpdate: UpdateStep {
  func means(of sums: ClusterSums, replacing m: PointMatrix) -> (m: PointMatrix, drift: Drift) {
    let new = PointMatrix(dimensions: m.dimensions, count: m.count) { values in
      for j in 0..<m.count {
        let weight = sums.weight(j)
        for l in 0..<m.dimensions {
          values[j * m.dimensions + l] =
            weight.isZero ? m[l, j] : sums.sum(j, feature: l).quotient(by: weight)
        }
      }
    }
    return (new, .from(m, to: new))
  }
}
