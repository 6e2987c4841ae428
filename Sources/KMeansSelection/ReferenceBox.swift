import KMeansCore
import KMeansMatrices

/// Where uniform reference data for the gap statistic lie: the smallest box along the principal
/// axes of the data that holds them, or along the features where there are more than 64.
///
/// R. Tibshirani, G. Walther and T. Hastie, "Estimating the number of clusters in a data set via
/// the gap statistic", JRSS B 63(2), 2001, doi:10.1111/1467-9868.00293, choice (b); beyond 64
/// features choice (a). Axes that are computed, and not exact, make the box no less one that holds
/// the data.
struct ReferenceBox: Sendable {
  /// The mean of the data.
  let origin: [Double]
  /// The axes, d values each; nil for the features themselves.
  let axes: [[Double]]?
  /// Where the data begin and end along every axis, from the origin.
  let least: [Double]
  let greatest: [Double]

  /// The most features whose axes are worth their computation, which takes O(d³).
  private static let mostAxes = 64

  /// The box of some points.
  ///
  /// - Complexity: O(N·d²) along axes, O(N·d) along features.
  init(_ x: Observations) {
    origin = x.means
    let d = x.dimensions
    let axes = d > 1 && d <= Self.mostAxes ? SymmetricMatrix(covarianceOf: x).axes() : nil
    self.axes = axes
    var (least, greatest) = (
      [Double](repeating: .infinity, count: d), [Double](repeating: -.infinity, count: d)
    )
    var moved = [Double](repeating: 0, count: d)
    for point in 0..<x.count {
      for feature in 0..<d { moved[feature] = x.points[feature, point] - origin[feature] }
      for axis in 0..<d {
        var place = moved[axis]
        if let axes {
          place = 0
          for feature in 0..<d { place += axes[axis][feature] * moved[feature] }
        }
        least[axis] = min(least[axis], place)
        greatest[axis] = max(greatest[axis], place)
      }
    }
    (self.least, self.greatest) = (least, greatest)
  }

  /// Uniform points in the box: a function of the seed and of which reference they are.
  ///
  /// - Complexity: O(n·d²) along axes, O(n·d) along features.
  func points(_ count: Int, seed: UInt64, reference: Int) -> PointMatrix {
    let random = CounterRandom(seed: seed, stream: UInt64(reference))
    let d = origin.count
    return PointMatrix(dimensions: d, count: count) { values in
      var place = [Double](repeating: 0, count: d)
      for point in 0..<count {
        for axis in 0..<d {
          let share = random.uniform(point * d + axis)
          place[axis] = least[axis] + share * (greatest[axis] - least[axis])
        }
        for feature in 0..<d {
          var value = place[feature]
          if let axes {
            value = 0
            for axis in 0..<d { value += axes[axis][feature] * place[axis] }
          }
          values[point * d + feature] = origin[feature] + value
        }
      }
    }
  }
}

/// A symmetric matrix of few rows.
struct SymmetricMatrix {
  private var values: [[Double]]

  /// A matrix by its rows.
  init(_ rows: [[Double]]) { values = rows }

  /// The covariances of features, in units of their greatest deviation.
  ///
  /// - Complexity: O(N·d²).
  init(covarianceOf x: Observations) {
    let d = x.dimensions
    let greatest = x.variances.max() ?? 0
    let unit = greatest > 0 ? 1 / greatest.squareRoot() : 1
    var sums = [[Double]](repeating: Array(repeating: 0, count: d), count: d)
    var moved = [Double](repeating: 0, count: d)
    for point in 0..<x.count {
      for feature in 0..<d {
        moved[feature] = (x.points[feature, point] - x.means[feature]) * unit
      }
      for first in 0..<d {
        for second in 0...first { sums[first][second] += moved[first] * moved[second] }
      }
    }
    let count = Double(x.count)
    values = (0..<d).map { first in
      (0..<d).map { sums[max(first, $0)][min(first, $0)] / count }
    }
  }

  /// Unit vectors along the principal axes, that of the greatest variance first.
  ///
  /// Cyclic Jacobi rotations (G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed., §8.5.3)
  /// until nothing beside the diagonal is left to speak of.
  ///
  /// - Complexity: O(d³) a sweep, of which a handful are needed.
  func axes() -> [[Double]] {
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
    let order = (0..<d).sorted { (-a[$0][$0], $0) < (-a[$1][$1], $1) }
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
