package import CKMeansKernels

/// What the scores of a panel prove, and the bounds on distances that follow from them.
extension Kernels {
  /// By how much scores prove labels, and how they become bounds; the fields are explained in the C
  /// header.
  package typealias Margins = kmeans_margins

  /// Which labels of the first `count` lanes of a panel are proven, and bounds on their distances.
  ///
  /// - Parameters:
  ///   - margins: what proofs and bounds go by.
  ///   - count: how many lanes have a point.
  ///   - norms: what `pack` wrote.
  ///   - least: what `tile` wrote.
  ///   - second: likewise.
  ///   - index: likewise.
  ///   - gaps: `panelWidth` values, written, or nil when no bounds are wanted.
  ///   - lowers: the same; may be nil where gaps are not.
  ///   - open: room for `count` lanes; those whose label is not proven, ascending.
  /// - Returns: how many lanes are open.
  /// - Complexity: O(n).
  package func certify(
    by margins: UnsafePointer<Margins>, count: Int, norms: UnsafePointer<Double>,
    least: UnsafePointer<Float>, second: UnsafePointer<Float>, index: UnsafePointer<Int32>,
    gaps: UnsafeMutablePointer<Float>?, lowers: UnsafeMutablePointer<Float>?,
    open: UnsafeMutablePointer<Int32>
  ) -> Int {
    table.certify(margins, count, norms, least, second, index, gaps, lowers, open)
  }

  /// The points whose gap does not prove their label.
  ///
  /// - Parameters:
  ///   - labels: n labels, negative where there is none.
  ///   - gaps: what was kept of every point.
  ///   - thresholds: what a gap must exceed for the label to stand, by label.
  ///   - clusters: k, how many of these there are.
  ///   - count: n.
  ///   - offsets: room for `count` numbers of points; those whose label may not stand, ascending.
  /// - Returns: how many.
  /// - Complexity: O(n).
  package func select(
    labels: UnsafePointer<Int32>, gaps: UnsafePointer<Float>, thresholds: UnsafePointer<Float>,
    clusters: Int, count: Int, offsets: UnsafeMutablePointer<Int32>
  ) -> Int {
    table.select(labels, gaps, thresholds, clusters, count, offsets)
  }
}
