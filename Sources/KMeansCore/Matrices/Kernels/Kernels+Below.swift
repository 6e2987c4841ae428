import CKMeansKernels

/// Screens against thresholds: which pairs of a point and a centroid could still be the nearest?
///
/// Survivors are few, so scores are compared in registers and only survivors are written. Each is
/// one code, j·`panelWidth` + lane; codes ascend, by centroid and then by lane.
extension Kernels {
  /// The pairs whose float32 score, that of `tile` to the bit, is at most the lane's threshold.
  ///
  /// - Parameters:
  ///   - panel: what `pack` wrote.
  ///   - dimensions: d.
  ///   - packed: what `packCentroids` of this set wrote.
  ///   - halfNorms: likewise.
  ///   - count: k.
  ///   - thresholds: one a lane; −∞, or NaN, for lanes without work.
  ///   - codes: room for k·`panelWidth` < 2³¹ codes; those of the survivors, written.
  /// - Returns: how many survive.
  /// - Complexity: O(k·d·panelWidth).
  package func below(
    panel: UnsafePointer<Float>, dimensions: Int, packed: UnsafePointer<Float>,
    halfNorms: UnsafePointer<Float>, count: Int, thresholds: UnsafePointer<Float>,
    codes: UnsafeMutablePointer<Int32>
  ) -> Int {
    table.below(panel, dimensions, packed, halfNorms, count, thresholds, codes)
  }

  /// The scores of `tile` themselves.
  ///
  /// - Parameters:
  ///   - panel: as in `below`.
  ///   - dimensions: d.
  ///   - packed: likewise.
  ///   - halfNorms: likewise.
  ///   - count: k.
  ///   - scores: k·`panelWidth` floats, written: that of centroid j and a lane at j·`panelWidth` +
  ///     lane.
  /// - Complexity: O(k·d·panelWidth).
  package func scores(
    panel: UnsafePointer<Float>, dimensions: Int, packed: UnsafePointer<Float>,
    halfNorms: UnsafePointer<Float>, count: Int, scores: UnsafeMutablePointer<Float>
  ) {
    table.scores(panel, dimensions, packed, halfNorms, count, scores)
  }

  // MARK: The certified screen in 8 bits

  /// How fine centroids are rounded for `below8`.
  package enum Digits8: Int32, CaseIterable {
    /// To all of 8 bits.
    case fine = 127
    /// To whole numbers of at most 64, with which some sets are faster.
    case coarse = 64
  }

  /// The digits with which `below8` is fastest.
  package var fastestDigits8: Digits8 { Digits8(rawValue: table.most8) ?? .fine }

  /// How many bytes a panel of `panel8` has: d up to a multiple of four, times `panelWidth`.
  package func panel8Bytes(dimensions: Int) -> Int { (dimensions + 3) / 4 * 4 * panelWidth }

  /// How many bytes k centroids of `packCentroids8` have.
  package func centroids8Bytes(count: Int, dimensions: Int) -> Int {
    ((dimensions + 3) / 4 * 4 + 4) * count
  }

  /// Centroids for `below8`, shifted, scaled and rounded as its points are.
  ///
  /// - Parameters:
  ///   - centroids: k × d values, centroid after centroid.
  ///   - count: k.
  ///   - dimensions: d.
  ///   - centre: what is subtracted from points, d values.
  ///   - scale: what points are multiplied by then, a power of two.
  ///   - digits: how fine they are rounded.
  ///   - packed: `centroids8Bytes` bytes aligned to 4, written, in an order that only this set's
  ///     `below8` knows.
  ///   - facts: four floats a centroid, written: its step t, upper bounds of ‖m̂ − t·q‖ and ‖m̂‖
  ///     and a lower bound of ½‖m̂‖², all widened by what `below8` can lose in rounding.
  /// - Complexity: O(k·d).
  package func packCentroids8(
    _ centroids: UnsafePointer<Double>, count: Int, dimensions: Int,
    centre: UnsafePointer<Double>, scale: Double, digits: Digits8,
    packed: UnsafeMutablePointer<UInt8>, facts: UnsafeMutablePointer<Float>
  ) {
    table.pack_centroids8(
      centroids, count, dimensions, centre, scale, digits.rawValue, packed, facts)
  }

  /// The pairs whose exact score ½‖m̂‖² − x̂·m̂ may be at most the lane's threshold.
  ///
  /// No pair whose score is at most the threshold is missed: the lower bound that is compared, by
  /// Cauchy–Schwarz, allows for every rounding, of the values to 8 bits, in itself, and of the
  /// differences x − centre and m − centre. A threshold that holds for real numbers needs nothing
  /// added.
  ///
  /// - Parameters:
  ///   - panel: what `panel8` of this set wrote.
  ///   - facts: likewise, of the points.
  ///   - dimensions: d.
  ///   - packed: what `packCentroids8` of this set wrote.
  ///   - centroidFacts: likewise, of the centroids.
  ///   - count: k.
  ///   - digits: how fine the centroids are.
  ///   - thresholds: one a lane; −∞, or NaN, for lanes without work.
  ///   - codes: room for k·`panelWidth` < 2³¹ codes; those of the survivors, written.
  /// - Returns: how many survive.
  /// - Complexity: O(k·d·panelWidth).
  package func below8(
    panel: UnsafePointer<UInt8>, facts: UnsafePointer<Float>, dimensions: Int,
    packed: UnsafePointer<UInt8>, centroidFacts: UnsafePointer<Float>, count: Int,
    digits: Digits8, thresholds: UnsafePointer<Float>, codes: UnsafeMutablePointer<Int32>
  ) -> Int {
    table.below8(
      panel, facts, dimensions, packed, centroidFacts, count, digits.rawValue, thresholds, codes)
  }
}
