/// The bounds of every point (`DriftSums`), by which most points need not be looked at.
///
/// - Complexity: 12 bytes a point.
struct DistanceBounds {
  /// How far the centroids have moved.
  private(set) var drifts: DriftSums
  /// l − u + Dₐ + Lₐ by point, rounded down; −∞ where nothing is known.
  private(set) var gaps: [Float]
  /// l + Lₐ by point, rounded down; −∞ where nothing is known.
  private(set) var lowers: [Float]
  /// By point a guess at how much farther the second nearest centroid is than the nearest, in
  /// units: how far it pays to look. No result rests on it.
  private(set) var spans: [Float]

  init(_ x: Observations, clusters: Int) {
    drifts = DriftSums(x, clusters: clusters)
    gaps = Array(repeating: -.infinity, count: x.count)
    lowers = gaps
    spans = Array(repeating: 0, count: x.count)
  }

  /// Bounds that were written down, each by point.
  init(_ drifts: DriftSums, gaps: [Float], lowers: [Float], spans: [Float]) {
    (self.drifts, self.gaps, self.lowers, self.spans) = (drifts, gaps, lowers, spans)
  }

  /// Takes an update's drift into account; after an infinite one, no bound holds.
  ///
  /// - Returns: whether bounds hold.
  /// - Complexity: O(k), or O(N) after an infinite drift.
  mutating func move(by drift: Drift) -> Bool {
    guard !drifts.move(by: drift) else { return true }
    for point in gaps.indices { (gaps[point], lowers[point]) = (-.infinity, -.infinity) }
    return false
  }

  /// Calls `body` with the bounds and the labels, to be written.
  mutating func withStorage<Result>(
    _ labels: UnsafeMutablePointer<Int32>, _ body: (ActivePoints.Storage) -> Result
  ) -> Result {
    gaps.withUnsafeMutableBufferPointer { gaps in
      lowers.withUnsafeMutableBufferPointer { lowers in
        spans.withUnsafeMutableBufferPointer { spans in
          body(
            ActivePoints.Storage(
              labels: labels, gaps: gaps.baseAddress!, lowers: lowers.baseAddress!,
              spans: spans.baseAddress!))
        }
      }
    }
  }
}
