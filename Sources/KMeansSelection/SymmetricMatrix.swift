package import KMeansCore

/// A symmetric matrix of few rows.
package struct SymmetricMatrix: Sendable {
  private var values: [[Double]]

  /// A matrix by its rows.
  package init(_ rows: [[Double]]) { values = rows }

  /// The covariances of features, in units of their greatest deviation.
  ///
  /// - Complexity: O(N·d²).
  package init(covarianceOf x: Observations) {
    let d = x.dimensions
    let greatest = x.variances.max() ?? 0
    let unit = greatest > 0 ? 1 / greatest.squareRoot() : 1
    var sums = [[Double]](repeating: Array(repeating: 0, count: d), count: d)
    var moved = [Double](repeating: 0, count: d)
    for point in 0..<x.count {
      for feature in 0..<d {
        moved[feature] = (x.points[feature, point] - x.means[feature]) * unit
      }
      let weight = x.weights?[point] ?? 1
      for first in 0..<d {
        let moment = weight * moved[first]
        for second in 0...first { sums[first][second] += moment * moved[second] }
      }
    }
    let count = x.totalWeight.rounded
    values = (0..<d).map { first in
      (0..<d).map { sums[max(first, $0)][min(first, $0)] / count }
    }
  }

  /// Unit vectors along the principal axes, that of the greatest variance first.
  ///
  /// Cyclic Jacobi rotations (G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed., §8.5.3)
  /// until all beside the diagonal is negligible.
  ///
  /// - Complexity: O(d³) a sweep, of which a handful are needed.
  package func axes() -> [[Double]] {
    let d = values.count
    var a = values
    var vectors = (0..<d).map { row in (0..<d).map { $0 == row ? 1.0 : 0.0 } }
    for _ in 0..<30 {
      var beside = 0.0
      var trace = 0.0
      for row in 0..<d {
        trace += abs(a[row][row])
        for column in 0..<row { beside += abs(a[row][column]) }
      }
      if beside <= 0x1p-50 * trace { break }
      for p in 0..<d {
        for q in (p + 1)..<max(d, p + 1) where a[p][q] != 0 {
          Self.rotate(&a, &vectors, p, q)
        }
      }
    }
    let order = (0..<d).sorted { (one: Int, other: Int) -> Bool in
      let (first, second) = (a[one][one], a[other][other])
      return first == second ? one < other : first > second
    }
    return order.map { axis in (0..<d).map { vectors[$0][axis] } }
  }

  /// Makes a_pq zero.
  private static func rotate(_ a: inout [[Double]], _ v: inout [[Double]], _ p: Int, _ q: Int) {
    let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
    // The smaller of the two rotations; theta² may overflow, and then t is 0 as it should.
    let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
    let c = 1 / (t * t + 1).squareRoot()
    let s = t * c
    for k in a.indices {
      let (first, second) = (a[k][p], a[k][q])
      (a[k][p], a[k][q]) = (c * first - s * second, s * first + c * second)
    }
    for k in a.indices {
      let (first, second) = (a[p][k], a[q][k])
      (a[p][k], a[q][k]) = (c * first - s * second, s * first + c * second)
    }
    for k in v.indices {
      let (first, second) = (v[k][p], v[k][q])
      (v[k][p], v[k][q]) = (c * first - s * second, s * first + c * second)
    }
  }
}
