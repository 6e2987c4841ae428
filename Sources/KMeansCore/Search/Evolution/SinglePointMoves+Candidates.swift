extension SinglePointMoves {
  /// What one thread keeps.
  private struct Worker {
    var found: [Int] = []
    /// δ of the points of a chunk that are looked at, by centroid.
    let distances: Slab<Double>
    let own: Slab<Double>
    /// What other clusters must ask less than, and the least that one asks.
    let limits: Slab<Double>
    let least: Slab<Double>
    let weights: Slab<Double>
    let scratch: CompressedScratch?

    init(points: Int, clusters: Int, scratch: CompressedScratch?) {
      distances = Slab(uninitialized: points * clusters)
      own = Slab(uninitialized: points)
      limits = Slab(uninitialized: points)
      weights = Slab(uninitialized: points)
      least = Slab(uninitialized: points)
      self.scratch = scratch
    }
  }

  /// The points that gain by a move while the centroids are as they are, ascending; nil where the
  /// run should end.
  func candidates() -> [Int]? {
    let exact = ExactDistances(x.rows, m, kernels: execution.kernels, threads: execution.threads)
    let size = max(8, min(1 << 10, (1 << 16) / clusters))
    let reaches = reaches()
    let result = withPointers { (labels, pointWeights) in
      nonisolated(unsafe) let (labels, pointWeights) = (labels, pointWeights)
      return Chunks.run(
        count: x.count, size: size, threads: execution.threads,
        makeWorker: {
          Worker(points: size, clusters: clusters, scratch: exact.makeScratch())
        },
        body: { worker, range in
          if execution.control.isStopped { return false }
          find(in: range, (labels, pointWeights), exact, reaches, &worker)
          return true
        })
    }
    guard let result, result.complete else { return nil }
    return result.workers.flatMap(\.found).sorted()
  }

  /// Calls `body` with the labels, and the weights of the points where there are some.
  private func withPointers<Result>(
    _ body: (UnsafePointer<Int32>, UnsafePointer<Double>?) -> Result
  ) -> Result? {
    labels.values.withUnsafeBufferPointer { labels in
      guard let labels = labels.baseAddress else { return nil }
      guard let weights = x.weights else { return body(labels, nil) }
      return weights.withUnsafeBufferPointer { body(labels, $0.baseAddress) }
    }
  }

  /// Up to which δ to its centroid a point of a cluster gains by no move, by cluster.
  ///
  /// The nearest other centroid lies at D. A point at r from its own has D − r at least to any
  /// other, which is too much where (D − r)² > r²·g/f, with g = W_a/(W_a − w) and the least
  /// f = W_b/(W_b + w) of all clusters, for the greatest w.
  private func reaches() -> [Double] {
    let greatest = x.weights?.max() ?? 1
    let least = weights.min() ?? 0
    let factor = least / (least + greatest)
    let distances = m.distancesToOthers(execution.kernels)
    return weights.indices.map { cluster in
      guard factor > 0, weights[cluster] > greatest else { return -1 }
      let ratio = (weights[cluster] / (weights[cluster] - greatest) / factor).squareRoot()
      let radius = distances[cluster].squareRoot() / (1 + ratio)
      return radius * radius * (1 - 0x1p-30)
    }
  }

  private func find(
    in range: Range<Int>, _ points: (labels: UnsafePointer<Int32>, weights: UnsafePointer<Double>?),
    _ exact: ExactDistances, _ reaches: [Double], _ worker: inout Worker
  ) {
    let labels = points.labels + range.lowerBound
    exact.toAssigned(range, labels, worker.own.base, worker.scratch)
    var open: [Int32] = []
    for offset in 0..<range.count {
      let (label, own) = (Int(labels[offset]), worker.own.base[offset])
      // Far inside its cluster no other centroid is near enough.
      guard own > reaches[label], members[label] > 1 else { continue }
      let w = points.weights?[range.lowerBound + offset] ?? 1
      guard w > 0, weights[label] > w else { continue }
      worker.limits.base[open.count] =
        weights[label] / (weights[label] - w) * own * (1 - Self.leastGain)
      worker.weights.base[open.count] = w
      worker.least.base[open.count] = .infinity
      open.append(Int32(offset))
    }
    if open.isEmpty { return }
    let strides = distances(of: open, in: range, exact, worker)
    for (index, offset) in open.enumerated() {
      let own = Int(labels[Int(offset)])
      worker.distances.base[index * strides.points + own * strides.centroids] = .infinity
    }
    compare(open.count, strides, isWeighted: points.weights != nil, worker)
    for (index, offset) in open.enumerated()
    where worker.least.base[index] < worker.limits.base[index] {
      worker.found.append(range.lowerBound + Int(offset))
    }
  }

  /// δ of some points of a range to all centroids, and how they lie.
  private func distances(
    of open: [Int32], in range: Range<Int>, _ exact: ExactDistances, _ worker: Worker
  ) -> Kernels.Strides {
    guard !x.points.isCompressed else {
      exact.toAll(
        open.map { range.lowerBound + Int($0) }, of: range, worker.distances.base, worker.scratch)
      return (clusters, 1)
    }
    let strides = (points: 1, centroids: open.count)
    open.withUnsafeBufferPointer { open in
      m.withDoubles {
        execution.kernels.distances(
          x.rows.points(range, rows: open), toAll: $0, count: clusters,
          distancesSquared: worker.distances.base, strides: strides)
      }
    }
    return strides
  }

  /// Finds what the cheapest other cluster asks for every point.
  private func compare(
    _ count: Int, _ strides: Kernels.Strides, isWeighted: Bool, _ worker: Worker
  ) {
    let (least, points) = (worker.least.base, worker.weights.base)
    for j in 0..<clusters {
      let (weight, own) = (weights[j], worker.distances.base + j * strides.centroids)
      if isWeighted || strides.points != 1 {
        for index in 0..<count {
          let cost = weight / (weight + points[index]) * own[index * strides.points]
          least[index] = cost < least[index] ? cost : least[index]
        }
      } else {
        let factor = weight / (weight + 1)
        for index in 0..<count {
          let cost = factor * own[index]
          least[index] = cost < least[index] ? cost : least[index]
        }
      }
    }
  }
}

extension PointMatrix {
  /// δ of every centroid to the nearest other one; infinite where there is none.
  ///
  /// - Complexity: O(k²·d).
  func distancesToOthers(_ kernels: Kernels) -> [Double] {
    var row = [Double](repeating: 0, count: count)
    return (0..<count).map { centroid in
      row.withUnsafeMutableBufferPointer { row in
        withDoubles { values in
          guard let base = row.baseAddress else { return }
          kernels.distances(
            Kernels.Points(values, scalar: .double, dimensions: dimensions, count: count),
            toOne: values + centroid * dimensions, distancesSquared: base)
        }
      }
      var least = Double.infinity
      for other in 0..<count where other != centroid { least = min(least, row[other]) }
      return least
    }
  }
}
