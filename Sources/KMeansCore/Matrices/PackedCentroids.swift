/// Centroids as the kernels in float take them, and their scores against panels of points.
///
/// The score of a point x̂ and a centroid m̂ is ½‖m̂‖² − x̂·m̂, half of what is left of ‖x̂ − m̂‖²
/// when ‖x̂‖² is taken away; how far it may be off is `ScoreError`'s.
package struct PackedCentroids: Sendable {
  /// How many there are.
  package let count: Int
  private let dimensions: Int
  private let kernels: Kernels
  private let values: Slab<Float>
  /// What the scores of each begin with: ½‖m̂‖², rounded once, unless another is written.
  package let halfNorms: Slab<Float>

  /// Packs m̂ = (m − centre)·scale.
  ///
  /// - Parameters:
  ///   - m: k·d values, centroid after centroid.
  ///   - count: k.
  ///   - centre: d values.
  ///   - scale: a power of two.
  ///   - kernels: the instruction set that will score.
  /// - Complexity: O(k·d).
  package init(
    _ m: UnsafePointer<Double>, count: Int, centre: [Double], scale: Double, kernels: Kernels
  ) {
    (self.count, dimensions, self.kernels) = (count, centre.count, kernels)
    values = Slab(uninitialized: count * dimensions)
    halfNorms = Slab(uninitialized: count)
    kernels.packCentroids(
      m, count: count, dimensions: dimensions, centre: centre, scale: scale, packed: values.base,
      halfNorms: halfNorms.base)
  }

  /// Packs vectors v as they are, for scores −x̂·v.
  ///
  /// - Parameters:
  ///   - vectors: in `Double`.
  ///   - kernels: the instruction set that will score.
  package init(products vectors: PointMatrix, kernels: Kernels) {
    let zeros = [Double](repeating: 0, count: vectors.dimensions)
    self = vectors.withDoubles {
      PackedCentroids($0, count: vectors.count, centre: zeros, scale: 1, kernels: kernels)
    }
    halfNorms.base.update(repeating: 0, count: count)
  }

  /// The pairs whose score is at most the threshold of their lane; see `Kernels.below`.
  @inline(__always)
  package func below(
    _ panel: UnsafePointer<Float>, thresholds: UnsafePointer<Float>,
    codes: UnsafeMutablePointer<Int32>
  ) -> Int {
    kernels.below(
      panel: panel, dimensions: dimensions, packed: values.base, halfNorms: halfNorms.base,
      count: count, thresholds: thresholds, codes: codes)
  }

  /// The scores themselves; see `Kernels.scores`.
  package func scores(_ panel: UnsafePointer<Float>, into scores: UnsafeMutablePointer<Float>) {
    kernels.scores(
      panel: panel, dimensions: dimensions, packed: values.base, halfNorms: halfNorms.base,
      count: count, scores: scores)
  }

  /// The least two scores of every lane; see `Kernels.tile`.
  @inline(__always)
  package func tile(
    _ panel: UnsafePointer<Float>, least: UnsafeMutablePointer<Float>,
    second: UnsafeMutablePointer<Float>, index: UnsafeMutablePointer<Int32>
  ) {
    kernels.tile(
      panel: panel, dimensions: dimensions, packed: values.base, halfNorms: halfNorms.base,
      count: count, least: least, second: second, index: index)
  }
}
