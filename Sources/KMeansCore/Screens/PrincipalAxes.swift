/// The leading principal axes of some points, about: directions in which most of their squared
/// lengths lie.
///
/// A few steps of subspace iteration (N. Halko, P.-G. Martinsson and J. A. Tropp, "Finding
/// structure with randomness", SIAM Review 53(2), 2011, algorithm 4.4) on a sample. How near the
/// axes come to the true ones affects the screen's speed alone.
struct PrincipalAxes {
  /// m axes of d values each, axis after axis; orthonormal up to rounding.
  let axes: PointMatrix
  /// A bound on the spectral norm of VᵀV − I.
  let defect: Double

  private static let sampleSize = 512
  private static let steps = 3

  /// - Parameters:
  ///   - x: X; a sample of it is read.
  ///   - m: the number of axes, at most d.
  ///   - centre: d values, subtracted from the points.
  ///   - scale: what they are multiplied by then.
  ///   - kernels: the instruction set.
  /// - Complexity: O(d·m).
  init(_ x: Observations, count m: Int, centre: [Double], scale: Double, kernels: Kernels) {
    let (d, n) = (x.dimensions, min(x.count, Self.sampleSize))
    // Points at regular intervals, one after another; and the same transposed.
    var values = [Float](repeating: 0, count: n * d)
    var turned = values
    for i in 0..<n {
      let point = i * (x.count / n)
      for l in 0..<d {
        let value = Float((x.rows[l, point] - centre[l]) * scale)
        (values[i * d + l], turned[l * n + i]) = (value, value)
      }
    }
    let (sample, features) = (Self.matrix(values, n, d), Self.matrix(turned, d, n))
    let random = RandomSource(seed: 0, restart: 0)
    var basis = PointMatrix(dimensions: d, count: m) { basis in
      for index in basis.indices {
        let bits = random.bits(.candidate, step: 0, index: index)
        basis[index] = Double(Int32(truncatingIfNeeded: bits))
      }
    }
    for _ in 0..<Self.steps {
      let image = Self.products(sample, Self.orthonormal(basis), kernels)
      basis = Self.products(features, image, kernels)
    }
    axes = Self.orthonormal(basis)
    defect = Self.defect(axes)
  }

  private static func matrix(_ values: [Float], _ count: Int, _ dimensions: Int) -> PointMatrix {
    PointMatrix(dimensions: dimensions, count: count, scalar: .float) { memory in
      values.withUnsafeBytes { memory.copyMemory(from: $0) }
    }
  }

  /// The products of every point and every column, in float: a point of the result has those of one
  /// column.
  private static func products(
    _ points: PointMatrix, _ columns: PointMatrix, _ kernels: Kernels
  ) -> PointMatrix {
    let (n, d, m, width) = (points.count, points.dimensions, columns.count, kernels.panelWidth)
    let zeros = [Double](repeating: 0, count: d)
    let packed = PackedCentroids(products: columns, kernels: kernels)
    let panel = Slab<Float>(uninitialized: width * d)
    let scores = Slab<Float>(uninitialized: width * m)
    var norms = [Double](repeating: 0, count: width)
    let rows = points.rows
    return PointMatrix(dimensions: n, count: m) { values in
      for start in stride(from: 0, to: n, by: width) {
        let end = min(start + width, n)
        kernels.pack(
          rows.points(start..<end), centre: zeros, scale: 1, panel: panel.base, norms: &norms)
        packed.scores(panel.base, into: scores.base)
        for column in 0..<m {
          for point in start..<end {
            values[column * n + point] = -Double(scores.base[column * width + point - start])
          }
        }
      }
    }
  }

  /// Gram and Schmidt's method, twice over; columns that vanish become zero.
  private static func orthonormal(_ basis: PointMatrix) -> PointMatrix {
    let d = basis.dimensions
    var columns = (0..<basis.count).map { basis.point($0) }
    for j in columns.indices {
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
    return PointMatrix(dimensions: d, count: columns.count) { values in
      for (j, column) in columns.enumerated() {
        for l in 0..<d { values[j * d + l] = Double(Float(column[l])) }
      }
    }
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
  /// left out of I, because projections on them are 0.
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
