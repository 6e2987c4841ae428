package import KMeansCore

/// Where uniform reference data for the gap statistic lie: the smallest box along the principal
/// axes of the data that holds them, or along the features where there are more than 64.
///
/// R. Tibshirani, G. Walther and T. Hastie, "Estimating the number of clusters in a data set via
/// the gap statistic", JRSS B 63(2), 2001, doi:10.1111/1467-9868.00293, choice (b); beyond 64
/// features choice (a). Weights turn the axes, and points that weigh 0 do not exist. The axes are
/// rounded, but the box along them still holds the data.
package struct ReferenceBox: Sendable {
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
  package init(_ x: Observations) {
    origin = x.means
    let d = x.dimensions
    let axes = d > 1 && d <= Self.mostAxes ? SymmetricMatrix(covarianceOf: x).axes() : nil
    self.axes = axes
    var (least, greatest) = (
      [Double](repeating: .infinity, count: d), [Double](repeating: -.infinity, count: d)
    )
    var moved = [Double](repeating: 0, count: d)
    for point in 0..<x.count where x.weights?[point] != 0 {
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
  package func points(_ count: Int, seed: UInt64, reference: Int) -> PointMatrix {
    let random = CounterRandom(seed: seed, stream: UInt64(reference))
    let d = origin.count
    return unsafe PointMatrix(dimensions: d, count: count) { values in
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
          unsafe values[point * d + feature] = origin[feature] + value
        }
      }
    }
  }
}
