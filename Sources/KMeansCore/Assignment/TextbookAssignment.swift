/// The founding text, line by line: the slow truth that every fast path must equal bit for bit.
///
/// No screen, no thread, no chunk, no kernel: every distance is computed in Swift and every sum is
/// taken over the dense one-hot Y. It asks before every point whether to stop, and stops for any
/// reason, because the first labels alone may take minutes.
///
/// - Complexity: O(N·k·d) an iteration, for either step.
struct TextbookAssignment: Assignment {
  let x: Observations
  let control: RunControl

  init(_ x: Observations, control: RunControl) { (self.x, self.control) = (x, control) }

  /// Ignore M, find Y: xᵢ belongs to its closest centroid.
  func assign(
    to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix, mayStop: Bool
  ) -> Moves {
    let centroids = (0..<m.count).map { m.point($0) }
    let before = labels
    var changed = 0
    for i in 0..<x.count {
      if control.poll() != nil {
        labels = before
        return .none
      }
      let point = x.points.point(i)
      // cᵢ = argminⱼ ‖xᵢ − mⱼ‖², the lowest j among equals.
      let distances = centroids.map { Textbook.squaredDistance(point, $0) }
      var nearest = 0
      for j in distances.indices where distances[j] < distances[nearest] { nearest = j }
      let hasWeight = x.weights.map { $0[i] > 0 } ?? true
      if labels.values[i] != Int32(nearest) && hasWeight { changed += 1 }
      labels.values[i] = Int32(nearest)
    }
    guard let sums = sums(of: labels) else {
      labels = before
      return .none
    }
    var work = Clustering.Work()
    work.distances = x.count * m.count
    work.truths = x.count
    return Moves(
      shares: [Summed(changed: changed, sums: sums, before: before)], isComplete: true, work: work)
  }

  /// Σᵢ y_ij wᵢ xᵢ and Σᵢ y_ij wᵢ for every cluster j; nil after a stop.
  private func sums(of y: LabelMatrix) -> ClusterSums? {
    var sums = ClusterSums(grid: x.grid, clusters: y.clusters, isWeighted: x.weights != nil)
    for j in 0..<y.clusters {
      let cluster = (0..<x.count).filter { y[j, $0] == 1 }
      let weight = { (i: Int) in x.weights?[i] ?? 1 }
      sums.set(j, size: cluster.count, members: cluster.filter { weight($0) > 0 }.count)
      var total = ExactSum()
      for i in cluster { total.add(weight(i)) }
      sums.set(j, feature: nil, to: total.value)
      for l in 0..<x.dimensions {
        if control.poll() != nil { return nil }
        var sum = ExactSum()
        for i in cluster { sum.addProduct(weight(i), x.points[l, i]) }
        sums.set(j, feature: l, to: sum.value)
      }
    }
    return sums
  }

  /// The sums of all points under their new labels.
  private struct Summed: MoveShare {
    let changed: Int
    let sums: ClusterSums
    let before: LabelMatrix

    func enter(_ sums: inout ClusterSums) { sums = self.sums }

    func undo(_ labels: UnsafeMutablePointer<Int32>) {
      for (point, label) in before.values.enumerated() { labels[point] = label }
    }
  }
}

extension Clusterer.Algorithm {
  /// The founding text written out, with a dense one-hot Y: slow, and the truth.
  public static let textbook = Clusterer.Algorithm(
    "textbook", "the founding text written out: slow, and the truth", readsCompressedRows: true
  ) { prepared, _, execution in
    TextbookAssignment(prepared.x, control: execution.control)
  }
}
