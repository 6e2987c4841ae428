import KMeansCore
import KMeansMatrices
import KMeansSelection

/// The two directions in which points vary most.
enum PrincipalPlane {
  /// The most features whose covariances are written out.
  private static let mostForMatrix = 64
  /// The most values that the block iteration reads.
  private static let mostValues = 2_000_000
  private static let (block, rounds) = (4, 40)

  /// Two unit vectors of d values each, that of the greater variance first.
  ///
  /// Up to 64 features by rotations of the covariance matrix (`SymmetricMatrix`); beyond, by block
  /// power iteration on the points, or on an even selection of them where they have more than
  /// 2,000,000 values (G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed., §8.2.4).
  ///
  /// - Parameters:
  ///   - x: X, d × N with d ≥ 2.
  ///   - points: those that count.
  /// - Returns: two vectors.
  /// - Complexity: O(n·d² + d³), or O(n·d) a round.
  static func axes(_ x: Observations, of points: [Int]) -> [[Double]] {
    let d = x.dimensions
    let most = d <= mostForMatrix ? points.count : max(2, mostValues / d)
    let step = max(1, (points.count + most - 1) / most)
    let chosen = stride(from: 0, to: points.count, by: step).map { points[$0] }
    let rows = x.rows
    let sample = PointMatrix(dimensions: d, count: chosen.count) { values in
      for (place, point) in chosen.enumerated() {
        for feature in 0..<d { values[place * d + feature] = rows[feature, point] }
      }
    }
    guard d > mostForMatrix else {
      guard let found = try? Observations(sample) else { return fallback(d) }
      return Array(SymmetricMatrix(covarianceOf: found).axes().prefix(2))
    }
    return iterated(sample, means: x.means)
  }

  /// The first two features, for points that do not vary.
  private static func fallback(_ d: Int) -> [[Double]] {
    (0..<2).map { axis in (0..<d).map { $0 == axis ? 1 : 0 } }
  }

  private static func iterated(_ sample: PointMatrix, means: [Double]) -> [[Double]] {
    let (d, n) = (sample.dimensions, sample.count)
    let rows = Observations.Rows(points: sample, weights: nil)
    let greatest = (0..<n).reduce(0.0) { most, point in
      (0..<d).reduce(most) { max($0, abs(rows[$1, point] - means[$1])) }
    }
    guard greatest > 0 else { return fallback(d) }
    // Of size 1 at most, so that no square is out of range.
    let moved = (0..<n * d).map { (rows[$0 % d, $0 / d] - means[$0 % d]) / greatest }
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
      moved.withUnsafeBufferPointer { moved in
        vector.withUnsafeBufferPointer { vector in
          sum.withUnsafeMutableBufferPointer { sum in
            for start in stride(from: 0, to: moved.count, by: d) {
              var product = 0.0
              for feature in 0..<d { product += moved[start + feature] * vector[feature] }
              for feature in 0..<d { sum[feature] += product * moved[start + feature] }
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
