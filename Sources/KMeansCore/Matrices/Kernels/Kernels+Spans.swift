import CKMeansKernels

/// Sums of distances from points to many others, for scores that compare all points with all.
extension Kernels {
  /// Points in a panel of `addSpans`.
  package var spanWidth: Int { table.spans.width }
  /// The most features that `addByteSpans` takes.
  package static let mostSpanBytes = 1 << 15

  /// Adds to every lane of a panel its distances to `count` others, one after the other.
  ///
  /// Each distance is off by at most (d + 5)·2⁻⁴⁶ of itself.
  ///
  /// - Parameters:
  ///   - panel: d·`spanWidth` values, feature l of lane p at l·`spanWidth` + p.
  ///   - norms: `spanWidth` values Σ x².
  ///   - dimensions: d.
  ///   - others: `count` rows of d values.
  ///   - otherNorms: their Σ y².
  ///   - count: how many others there are.
  ///   - sums: `spanWidth` sums.
  /// - Complexity: O(count·d·spanWidth).
  package func addSpans(
    panel: UnsafePointer<Double>, norms: UnsafePointer<Double>, dimensions: Int,
    others: UnsafePointer<Double>, otherNorms: UnsafePointer<Double>, count: Int,
    to sums: UnsafeMutablePointer<Double>
  ) {
    table.spans.sums(panel, norms, dimensions, others, otherNorms, count, sums)
  }

  /// The same for whole numbers from 0 to 255, whose squared distances are exact.
  ///
  /// - Parameters:
  ///   - panel: `bytes`·`panelWidth` bytes, four features of a lane side by side: feature l of lane
  ///     p at (l / 4·`panelWidth` + p)·4 + l % 4, zeros past d.
  ///   - norms: `panelWidth` values Σ x² − 256·Σ x, modulo 2³².
  ///   - bytes: d up to a multiple of four, at most `mostSpanBytes`.
  ///   - others: `count` rows of `bytes` values y − 128, zeros past d.
  ///   - otherNorms: their Σ y².
  ///   - count: how many others there are.
  ///   - sums: `panelWidth` sums.
  /// - Complexity: O(count·bytes·panelWidth).
  package func addByteSpans(
    panel: UnsafePointer<UInt8>, norms: UnsafePointer<UInt32>, bytes: Int,
    others: UnsafePointer<Int8>, otherNorms: UnsafePointer<UInt32>, count: Int,
    to sums: UnsafeMutablePointer<Double>
  ) {
    table.spans.sums8(panel, norms, bytes, others, otherNorms, count, sums)
  }
}
