/// The kernels over ranges of observations, for loops over chunks.
extension Kernels {
  /// δ of the points in `range` to one centroid.
  ///
  /// - Complexity: O(n·d).
  package func distances(
    _ rows: Observations.Rows, _ range: Range<Int>, to centroid: [Double]
  ) -> [Double] {
    [Double](unsafeUninitializedCapacity: range.count) { buffer, count in
      if let base = buffer.baseAddress {
        distances(rows.points(range), toOne: centroid, distancesSquared: base)
      }
      count = range.count
    }
  }

  /// δ of the points in `range` to the centroids that their labels name.
  ///
  /// - Parameters:
  ///   - rows: the points.
  ///   - range: which of the points.
  ///   - m: M, d × k.
  ///   - labels: the labels of all N points.
  /// - Returns: one a point of `range`.
  /// - Complexity: O(n·d).
  package func distances(
    _ rows: Observations.Rows, _ range: Range<Int>, toAssigned m: PointMatrix, _ labels: [Int32]
  ) -> [Double] {
    let distances = ExactDistances(rows, m, kernels: self, threads: 1)
    return labels.withUnsafeBufferPointer { labels in
      [Double](unsafeUninitializedCapacity: range.count) { buffer, count in
        if let base = buffer.baseAddress, let labels = labels.baseAddress {
          distances.toAssigned(
            range, labels + range.lowerBound, base, distances.makeScratch())
        }
        count = range.count
      }
    }
  }
}

extension PointMatrix {
  /// Calls `body` with the values of a matrix of `Double`.
  ///
  /// - Precondition: the scalar is `.double`.
  package func withDoubles<Result>(_ body: (UnsafePointer<Double>) -> Result) -> Result {
    precondition(scalar == .double && count > 0, "centroids are Doubles")
    return withUnsafeBytes { bytes in
      body(bytes.baseAddress!.assumingMemoryBound(to: Double.self))
    }
  }
}
