package import CKMeansKernels

/// The rests that 8 bits leave of points and centroids, in 8 bits more, and products of single
/// pairs.
extension Kernels {
  /// Rounded vectors in two parts, by where they lie: those of `rows8` or `centroidRows8`, and
  /// those of `restPoints` or `restCentroids`.
  package typealias Rests = kmeans_rests

  /// The rests that `rows8` left of points.
  ///
  /// - Parameters:
  ///   - points: n points.
  ///   - centre: what is subtracted from every point, d values.
  ///   - scale: the power of two that values are multiplied by.
  ///   - facts: what `rows8` of this set wrote for the same points, centre and scale.
  ///   - rests: n·`row8Bytes` bytes; the rows of points with a rest are written.
  ///   - fine: 2·n floats, written: of each point the step s′, 0 where nothing was rounded again,
  ///     and an upper bound of ‖x̂ − s·q − s′·r‖.
  /// - Complexity: O(n·d).
  package func restPoints(
    _ points: Points, centre: UnsafePointer<Double>, scale: Double, facts: UnsafePointer<Float>,
    rests: UnsafeMutablePointer<UInt8>, fine: UnsafeMutablePointer<Float>
  ) {
    points.withBlock {
      table.rests.points($0, centre, scale, facts, rests, fine)
    }
  }

  /// The rests that `centroidRows8` left of centroids, of the same size and likewise.
  ///
  /// - Complexity: O(k·d).
  package func restCentroids(
    _ centroids: UnsafePointer<Double>, count: Int, dimensions: Int,
    centre: UnsafePointer<Double>, scale: Double, facts: UnsafePointer<Float>,
    rests: UnsafeMutablePointer<UInt8>, fine: UnsafeMutablePointer<Float>
  ) {
    table.rests.centroids(centroids, count, dimensions, centre, scale, facts, rests, fine)
  }

  /// Products of points and centroids, all but those of their rests.
  ///
  /// - Parameters:
  ///   - points: the points in two parts.
  ///   - index: the row of every lane.
  ///   - dimensions: d.
  ///   - centroids: the centroids in two parts.
  ///   - codes: `count` pairs in the codes of `below`.
  ///   - count: how many pairs there are.
  ///   - products: `count` values, written.
  /// - Complexity: O(count·d).
  package func products(
    _ points: Rests, index: UnsafePointer<Int32>, dimensions: Int, _ centroids: Rests,
    codes: UnsafePointer<Int32>, count: Int, products: UnsafeMutablePointer<Double>
  ) {
    withUnsafePointer(to: points) { points in
      withUnsafePointer(to: centroids) { centroids in
        table.rests.products(points, index, dimensions, centroids, codes, count, products)
      }
    }
  }
}
