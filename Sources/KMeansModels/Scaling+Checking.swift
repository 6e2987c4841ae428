package import KMeansCore

/// Why points cannot be brought into the space that is clustered.
package enum ScalingError: Error, Equatable, Sendable {
  /// A value, by point and feature from 0, becomes `scaled`, whose square would overflow.
  case tooLarge(point: Int, feature: Int, value: Double, scaled: Double)
}

extension Scaling {
  /// Points of the input in the space that is clustered; every value can be squared.
  ///
  /// All scaling of data goes through here. Points of any scalar become `Double`; without scaling
  /// they stay as they are, and are not checked.
  ///
  /// - Parameters:
  ///   - points: X, d × N, in units of the input, every value below `limit` in size.
  ///   - limit: 2⁴⁸⁰, from where on squares overflow; or infinity, where lengths do not matter.
  /// - Returns: d × N in `Double`; the points themselves without scaling.
  /// - Throws: `ScalingError` for the first value that is too large once it is scaled.
  /// - Precondition: as many features as the scaling has columns.
  /// - Complexity: O(1) without scaling, which shares the memory; otherwise O(N·d).
  package func checked(
    _ points: PointMatrix, below limit: Double = 0x1p480
  ) throws(ScalingError) -> PointMatrix {
    guard !isIdentity else { return apply(points) }
    let scaled = apply(points)
    let beyond = limit.isFinite ? scaled.firstBeyondLimit() : scaled.firstNotFinite()
    guard let (point, feature) = beyond else { return scaled }
    throw .tooLarge(
      point: point, feature: feature, value: points[feature, point],
      scaled: scaled[feature, point])
  }
}
