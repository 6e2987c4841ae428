import CKMeansKernels

/// Points and centroids in 8 bits as rows, from which panels are gathered and single pairs decided.
extension Kernels {
  /// How many bytes a row of `rows8` has: d up to a multiple of four.
  package static func row8Bytes(dimensions: Int) -> Int { (dimensions + 3) / 4 * 4 }

  /// Points for the screens in 8 bits: x̂ = (x − centre)·scale, in Double, of each point rounded to
  /// s·q with a step s of its own and whole numbers q of 8 bits.
  ///
  /// Where all x̂ of a point are multiples of a power of two that is large enough for them, such as
  /// bytes less a whole centre that none differs from by more than 127, with scale 1, nothing is
  /// rounded and the error bound is 0.
  ///
  /// - Parameters:
  ///   - points: of at most 2¹⁷ dimensions.
  ///   - centre: d values.
  ///   - scale: a power of two such that every |x̂| < 2⁵⁰.
  ///   - rows: n·`row8Bytes` bytes, written, in an order that only this set knows.
  ///   - facts: 3·n floats, written: of each point s and upper bounds of ‖x̂ − s·q‖ and ‖s·q‖.
  ///   - norms: n values Σ x̂², written; off by at most 2⁻³⁸ of themselves.
  /// - Complexity: O(n·d).
  package func rows8(
    _ points: Points, centre: UnsafePointer<Double>, scale: Double,
    rows: UnsafeMutablePointer<UInt8>, facts: UnsafeMutablePointer<Float>,
    norms: UnsafeMutablePointer<Double>
  ) {
    points.withBlock { table.rows8($0, centre, scale, rows, facts, norms) }
  }

  /// The panel for `below8` of some rows.
  ///
  /// - Parameters:
  ///   - rows: what `rows8` of this set wrote.
  ///   - facts: likewise, of the rows.
  ///   - dimensions: d.
  ///   - index: which rows; lanes past them repeat the last.
  ///   - count: how many rows, from 1 to `panelWidth`.
  ///   - panel: `panel8Bytes` bytes, written.
  ///   - panelFacts: 3·`panelWidth` floats, written.
  /// - Complexity: O(d·panelWidth).
  package func panel8(
    rows: UnsafePointer<UInt8>, facts: UnsafePointer<Float>, dimensions: Int,
    index: UnsafePointer<Int32>, count: Int, panel: UnsafeMutablePointer<UInt8>,
    panelFacts: UnsafeMutablePointer<Float>
  ) {
    table.panel8(rows, facts, dimensions, index, count, panel, panelFacts)
  }

  /// Centroids for `among8`: as `packCentroids8`, of the same size, but each by itself.
  ///
  /// - Complexity: O(k·d).
  package func centroidRows8(
    _ centroids: UnsafePointer<Double>, count: Int, dimensions: Int,
    centre: UnsafePointer<Double>, scale: Double, packed: UnsafeMutablePointer<UInt8>,
    facts: UnsafeMutablePointer<Float>
  ) {
    table.centroid_rows8(centroids, count, dimensions, centre, scale, packed, facts)
  }

  /// Of some pairs those that `below8` would leave, in their order.
  ///
  /// - Parameters:
  ///   - rows: what `rows8` of this set wrote.
  ///   - facts: likewise, of the rows.
  ///   - index: the row of every lane.
  ///   - dimensions: d.
  ///   - packed: what `centroidRows8` of this set wrote.
  ///   - centroidFacts: likewise, of the centroids.
  ///   - thresholds: one a lane.
  ///   - count: how many pairs.
  ///   - codes: the pairs, in the codes of `below`; those that stay come to lie at the front.
  ///   - bounds: room for `count` floats; of the pairs that stay the lower bound of the score.
  /// - Returns: how many stay.
  /// - Complexity: O(count·d).
  package func among8(
    rows: UnsafePointer<UInt8>, facts: UnsafePointer<Float>, index: UnsafePointer<Int32>,
    dimensions: Int, packed: UnsafePointer<UInt8>, centroidFacts: UnsafePointer<Float>,
    thresholds: UnsafePointer<Float>, count: Int, codes: UnsafeMutablePointer<Int32>,
    bounds: UnsafeMutablePointer<Float>
  ) -> Int {
    table.among8(
      rows, facts, index, dimensions, packed, centroidFacts, thresholds, count, codes, bounds)
  }
}
