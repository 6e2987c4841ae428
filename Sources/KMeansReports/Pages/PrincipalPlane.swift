import KMeansCore
import KMeansSelection

/// The plane of the two directions in which points vary most, for pictures of points in many
/// features.
///
/// Reports and explanations both draw in it, so that the same points look the same in both. An axis
/// has a sign by one rule: its greatest component is positive, the first of them among equals.
struct PrincipalPlane: Sendable {
  /// The mean of all points, which lies at the origin.
  let origin: [Double]
  /// Two unit vectors of d values, that of the greater variance first.
  let axes: [[Double]]
  /// Both coordinates of every point that counts.
  let places: [[Double]]
  /// The share of these points' variance along each axis.
  let shares: [Double]

  /// The most features whose covariances are written out.
  private static let mostForMatrix = 64
  /// The most values that the block iteration reads.
  private static let mostValues = 2_000_000
  private static let (block, rounds) = (4, 40)

  /// The plane of some points.
  ///
  /// Up to 64 features by rotations of the covariance matrix (`SymmetricMatrix`); beyond, by block
  /// power iteration on the points, or on an even selection of them where they have more than
  /// 2,000,000 values (G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed., §8.2.4).
  ///
  /// - Parameters:
  ///   - x: X, d × N with d ≥ 2.
  ///   - points: those that count, ascending; nil for all.
  ///   - weights: what each of these weighs; nil for 1 each, or for all points what these weigh.
  /// - Complexity: O(n·d² + d³), or O(n·d) a round.
  init(_ x: Observations, of points: [Int]? = nil, weights: [Double]? = nil) {
    let weights = points == nil ? x.weights : weights
    let points = points ?? Array(0..<x.count)
    origin = x.means
    axes = Self.axes(x, of: points, weights).map(Self.signed)
    let rows = x.rows
    var places: [[Double]] = []
    places.reserveCapacity(points.count)
    for point in points { places.append(Self.place(axes, origin) { rows[$0, point] }) }
    self.places = places
    shares = Self.shares(of: places, x, points, weights ?? points.map { _ in 1 })
  }

  /// Where a point of d features lies.
  ///
  /// - Parameter value: the point's value of a feature.
  /// - Returns: the two coordinates.
  /// - Complexity: O(d).
  func place(_ value: (Int) -> Double) -> [Double] { Self.place(axes, origin, value) }

  private static func place(
    _ axes: [[Double]], _ origin: [Double], _ value: (Int) -> Double
  ) -> [Double] {
    var place = [0.0, 0.0]
    for feature in origin.indices {
      let moved = value(feature) - origin[feature]
      place[0] += axes[0][feature] * moved
      place[1] += axes[1][feature] * moved
    }
    return place
  }

  /// The axis with its greatest component positive.
  private static func signed(_ axis: [Double]) -> [Double] {
    let greatest = axis.max { abs($0) < abs($1) } ?? 1
    return greatest < 0 ? axis.map { -$0 } : axis
  }

  private static func shares(
    of places: [[Double]], _ x: Observations, _ points: [Int], _ weights: [Double]
  ) -> [Double] {
    let rows = x.rows
    let count = weights.reduce(0, +)
    let each = zip(points, weights)
    let total = (0..<x.dimensions).reduce(0.0) { sum, feature in
      let mean = each.reduce(0.0) { $0 + $1.1 * (rows[feature, $1.0] / count) }
      return each.reduce(sum) { sum, one in
        let away = rows[feature, one.0] - mean
        return sum + one.1 * away * away
      }
    }
    return (0..<2).map { axis in
      let placed = zip(places, weights)
      let mean = placed.reduce(0.0) { $0 + $1.1 * ($1.0[axis] / count) }
      let along = placed.reduce(0.0) { $0 + $1.1 * ($1.0[axis] - mean) * ($1.0[axis] - mean) }
      return total > 0 ? min(1, along / total) : 0
    }
  }
}

/// How the axes are found.
extension PrincipalPlane {
  private static func axes(
    _ x: Observations, of points: [Int], _ weights: [Double]?
  ) -> [[Double]] {
    let d = x.dimensions
    let most = d <= mostForMatrix ? points.count : max(2, mostValues / d)
    let step = max(1, (points.count + most - 1) / most)
    let places = Array(stride(from: 0, to: points.count, by: step))
    let sample = x.points.choosing(places.map { points[$0] })
    let own = weights.map { weights in places.map { weights[$0] } }
    guard d > mostForMatrix else {
      guard let found = survey(sample, own, of: x) else { return fallback(d) }
      return Array(SymmetricMatrix(covarianceOf: found).axes().prefix(2))
    }
    return iterated(sample, own, means: x.means)
  }

  /// A survey of the points that count; `x` itself where these are all.
  private static func survey(
    _ sample: PointMatrix, _ weights: [Double]?, of x: Observations
  ) -> Observations? {
    sample.count == x.count && x.weights == weights
      ? x : try? Observations(sample, weights: weights)
  }

  /// The first two features, for points that do not vary.
  private static func fallback(_ d: Int) -> [[Double]] {
    (0..<2).map { axis in (0..<d).map { $0 == axis ? 1 : 0 } }
  }

  private static func iterated(
    _ sample: PointMatrix, _ weights: [Double]?, means: [Double]
  ) -> [[Double]] {
    let (d, n) = (sample.dimensions, sample.count)
    let rows = sample.rows
    let greatest = (0..<n).reduce(0.0) { most, point in
      (0..<d).reduce(most) { max($0, abs(rows[$1, point] - means[$1])) }
    }
    guard greatest > 0 else { return fallback(d) }
    // Of size 1 at most, so that no square is out of range.
    let unit = weights?.max() ?? 1
    let roots = weights?.map { ($0 / unit).squareRoot() }
    let moved = (0..<n * d).map { index in
      let value = (rows[index % d, index / d] - means[index % d]) / greatest
      return roots.map { value * $0[index / d] } ?? value
    }
    let random = CounterRandom(seed: 1)
    var vectors = (0..<block).map { vector in
      (0..<d).map { random.uniform(vector * d + $0) - 0.5 }
    }
    for _ in 0..<rounds { vectors = orthonormal(multiplied(moved, vectors), else: vectors) }
    return turned(vectors, by: moved)
  }

  /// A·v for A = Σ x xᵀ and every v.
  private static func multiplied(_ moved: [Double], _ vectors: [[Double]]) -> [[Double]] {
    let d = vectors[0].count
    return vectors.map { vector in
      var sum = [Double](repeating: 0, count: d)
      unsafe moved.withUnsafeBufferPointer { moved in
        unsafe vector.withUnsafeBufferPointer { vector in
          unsafe sum.withUnsafeMutableBufferPointer { sum in
            for start in stride(from: 0, to: moved.count, by: d) {
              var product = 0.0
              for feature in 0..<d {
                unsafe product += moved[start + feature] * vector[feature]
              }
              for feature in 0..<d {
                unsafe sum[feature] += product * moved[start + feature]
              }
            }
          }
        }
      }
      return sum
    }
  }

  /// Gram and Schmidt's vectors, twice for their rounding; `previous` where nothing is left.
  private static func orthonormal(_ vectors: [[Double]], else previous: [[Double]]) -> [[Double]] {
    var found: [[Double]] = []
    for (index, vector) in vectors.enumerated() {
      var rest = vector
      for _ in 0..<2 {
        for other in found {
          let product = dot(rest, other)
          for feature in rest.indices { rest[feature] -= product * other[feature] }
        }
        let length = dot(rest, rest).squareRoot()
        if length > 0 { rest = rest.map { $0 / length } }
      }
      found.append(dot(rest, rest) > 0.5 ? rest : previous[index])
    }
    return found
  }

  /// The directions of greatest variance within the space of some vectors (Rayleigh and Ritz).
  private static func turned(_ vectors: [[Double]], by moved: [Double]) -> [[Double]] {
    let images = multiplied(moved, vectors)
    let small = vectors.map { vector in images.map { dot(vector, $0) } }
    return SymmetricMatrix(small).axes().prefix(2).map { weights in
      vectors[0].indices.map { feature in
        vectors.indices.reduce(0) { $0 + weights[$1] * vectors[$1][feature] }
      }
    }
  }

  private static func dot(_ first: [Double], _ second: [Double]) -> Double {
    first.indices.reduce(0) { $0 + first[$1] * second[$1] }
  }
}
