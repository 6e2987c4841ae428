import KMeansMatrices

/// The two principal axes of points, for pictures: the directions in which they vary most.
///
/// Orthogonal iteration (G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed., §8.2.4)
/// with the covariances never written out. Its end is not exact, and need not be: the axes are
/// unit vectors at right angles in any case, so the picture is a true shadow of the points.
struct LeadingAxes: Sendable {
  /// The mean of the points, which lies at the origin of the picture.
  let origin: [Double]
  /// Two unit vectors of d values, that of the greater variance first.
  let axes: [[Double]]
  /// The share of all variance along each.
  let shares: [Double]

  private static let rounds = 100

  /// The axes of some points of at least two features.
  ///
  /// - Complexity: O(N·d) a round, of which there are a hundred at most.
  init(_ x: Observations) {
    let d = x.dimensions
    origin = x.means
    let (variances, means) = (x.variances, x.means)
    // In units of the greatest deviation, so that no square is lost.
    let greatest = variances.max() ?? 0
    let unit = greatest > 0 ? 1 / greatest.squareRoot() : 1
    let moved = (0..<x.count).map { point in
      (0..<d).map { (x.points[$0, point] - means[$0]) * unit }
    }
    // From the two features that vary most, tilted so that no direction is left out.
    let order = (0..<d).sorted { (-variances[$0], $0) < (-variances[$1], $1) }
    var axes = (0..<2).map { axis in
      (0..<d).map { $0 == order[axis] ? 1 : 1 / Double(17 * d + 7 * $0 + 5 * axis + 3) }
    }
    Self.makeOrthonormal(&axes)
    var spreads = [0.0, 0.0]
    for _ in 0..<Self.rounds {
      let before = axes
      axes = axes.map { Self.product(moved, $0) }
      spreads = axes.map { Self.dot($0, $0).squareRoot() }
      Self.makeOrthonormal(&axes)
      let shift = zip(before, axes).reduce(0) { $0 + 1 - abs(Self.dot($1.0, $1.1)) }
      if shift < 1e-13 { break }
    }
    self.axes = axes.map { axis in
      // The same sign everywhere: the greatest component is positive.
      let largest = axis.max { abs($0) < abs($1) } ?? 1
      return largest < 0 ? axis.map { -$0 } : axis
    }
    let total = variances.reduce(0) { $0 + $1 * unit * unit } * Double(x.count)
    shares = spreads.map { total > 0 ? min(1, $0 / total) : 0 }
  }

  /// Σᵢ xᵢ (xᵢ·axis): the covariances times the axis, times N.
  private static func product(_ points: [[Double]], _ axis: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: axis.count)
    for point in points {
      let place = dot(point, axis)
      for feature in axis.indices { product[feature] += place * point[feature] }
    }
    return product
  }

  private static func makeOrthonormal(_ axes: inout [[Double]]) {
    axes[0] = unit(axes[0], else: 0)
    // Twice, for what rounding leaves of the first axis in the second.
    for _ in 0..<2 {
      let shadow = dot(axes[0], axes[1])
      axes[1] = zip(axes[1], axes[0]).map { $0 - shadow * $1 }
      let other = axes[0].indices.min { abs(axes[0][$0]) < abs(axes[0][$1]) } ?? 0
      axes[1] = unit(axes[1], else: other)
    }
  }

  private static func unit(_ vector: [Double], else feature: Int) -> [Double] {
    let length = dot(vector, vector).squareRoot()
    if length > 1e-150 { return vector.map { $0 / length } }
    return vector.indices.map { $0 == feature ? 1 : 0 }
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }
}
