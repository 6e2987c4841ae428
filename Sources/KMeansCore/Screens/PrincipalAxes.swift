import KMeansMatrices

/// The leading principal axes of some points, about: directions in which most of their squared
/// lengths lie.
///
/// A few steps of subspace iteration (N. Halko, P.-G. Martinsson and J. A. Tropp, "Finding
/// structure with randomness", SIAM Review 53(2), 2011, algorithm 4.4) on a sample. How near the
/// axes come to the true ones decides how fast the screen is, and nothing else.
struct PrincipalAxes {
  /// m axes of d values each, axis after axis; orthonormal up to rounding.
  let axes: PointMatrix
  /// A bound on the spectral norm of VᵀV − I.
  let defect: Double

  private static let sampleSize = 512
  private static let steps = 3

  /// - Parameters:
  ///   - count: m ≤ d.
  ///   - centre: what is subtracted from the points.
  /// - Complexity: O(d·m).
  init(_ x: Observations, count m: Int, centre: [Double], scale: Double) {
    let (d, n) = (x.dimensions, min(x.count, Self.sampleSize))
    // Points at even distances, one after another.
    var sample = [Float](repeating: 0, count: n * d)
    for i in 0..<n {
      let point = i * (x.count / n)
      for l in 0..<d { sample[i * d + l] = Float((x.rows[l, point] - centre[l]) * scale) }
    }
    var basis = [Float](repeating: 0, count: d * m)
    let random = RandomSource(seed: 0, restart: 0)
    for index in basis.indices {
      let bits = random.bits(.candidate, step: 0, index: index)
      basis[index] = Float(Int32(truncatingIfNeeded: bits))
    }
    for _ in 0..<Self.steps {
      Self.orthonormalize(&basis, d, m)
      let image = Self.product(sample, n, d, basis, m)
      basis = Self.transposedProduct(sample, n, d, image, m)
    }
    Self.orthonormalize(&basis, d, m)
    let axes = PointMatrix(dimensions: d, count: m) { values in
      for j in 0..<m { for l in 0..<d { values[j * d + l] = Double(basis[l * m + j]) } }
    }
    self.axes = axes
    defect = Self.defect(axes)
  }

  /// S·Q of a sample S, n × d, and a basis Q, d × m.
  private static func product(
    _ sample: [Float], _ n: Int, _ d: Int, _ basis: [Float], _ m: Int
  ) -> [Float] {
    [Float](unsafeUninitializedCapacity: n * m) { result, count in
      sample.withUnsafeBufferPointer { sample in
        basis.withUnsafeBufferPointer { basis in
          for i in 0..<n {
            let row = result.baseAddress! + i * m
            row.initialize(repeating: 0, count: m)
            for l in 0..<d {
              let (value, axis) = (sample[i * d + l], basis.baseAddress! + l * m)
              for j in 0..<m { row[j] += value * axis[j] }
            }
          }
        }
      }
      count = n * m
    }
  }

  /// Sᵀ·P of a sample S, n × d, and its image P, n × m.
  private static func transposedProduct(
    _ sample: [Float], _ n: Int, _ d: Int, _ image: [Float], _ m: Int
  ) -> [Float] {
    [Float](unsafeUninitializedCapacity: d * m) { result, count in
      result.initialize(repeating: 0)
      sample.withUnsafeBufferPointer { sample in
        image.withUnsafeBufferPointer { image in
          for i in 0..<n {
            let row = image.baseAddress! + i * m
            for l in 0..<d {
              let (value, axis) = (sample[i * d + l], result.baseAddress! + l * m)
              for j in 0..<m { axis[j] += value * row[j] }
            }
          }
        }
      }
      count = d * m
    }
  }

  /// Gram and Schmidt's method, twice over; columns that vanish become zero.
  private static func orthonormalize(_ basis: inout [Float], _ d: Int, _ m: Int) {
    var columns = (0..<m).map { j in (0..<d).map { Double(basis[$0 * m + j]) } }
    for j in 0..<m {
      var column = columns[j]
      let before = dot(column, column)
      for _ in 0..<2 {
        for other in columns[..<j] {
          let share = dot(other, column)
          for l in 0..<d { column[l] -= share * other[l] }
        }
      }
      let square = dot(column, column)
      // What is left of a dependent column is rounding, and no direction.
      let factor = square > before * 0x1p-40 && square > 0 ? 1 / square.squareRoot() : 0
      for l in 0..<d { column[l] *= factor.isFinite ? factor : 0 }
      columns[j] = column
    }
    for j in 0..<m { for l in 0..<d { basis[l * m + j] = Float(columns[j][l]) } }
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sums = SIMD8<Double>.zero
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        let whole = a.count / 8 * 8
        for l in stride(from: 0, to: whole, by: 8) {
          for i in 0..<8 { sums[i] += a[l + i] * b[l + i] }
        }
        for l in whole..<a.count { sums[0] += a[l] * b[l] }
      }
    }
    return sums.sum()
  }

  /// The Frobenius norm of VᵀV − I, widened by the rounding of its sums; axes that are zero are
  /// left out of I, for what is projected on them is 0.
  private static func defect(_ axes: PointMatrix) -> Double {
    let columns = (0..<axes.count).map { axes.point($0) }
    var squares = 0.0
    for i in columns.indices {
      for j in 0...i {
        let product = dot(columns[i], columns[j])
        let error = i == j && product > 0 ? product - 1 : product
        squares += (i == j ? 1 : 2) * error * error
      }
    }
    return squares.squareRoot() * (1 + 0x1p-20) + Double(axes.count * axes.dimensions) * 0x1p-50
  }
}
