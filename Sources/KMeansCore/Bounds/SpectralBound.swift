/// The total sum of squares less the k − 1 greatest eigenvalues of the scatter matrix
///
///     A = Σᵢ w (xᵢ − c)(xᵢ − c)ᵀ,  J ≥ T − (λ₁ + … + λ_{k−1}):
///
/// what k centroids explain lies in the k − 1 dimensions that they span about the mean, and no such
/// subspace has more of the scatter than the first eigenvectors (C. Ding and X. He, ICML 2004,
/// doi:10.1145/1015330.1015408; Ky Fan's theorem). A point c other than the mean adds a positive
/// semidefinite matrix, so that the eigenvalues are no smaller.
///
/// Rounding: A is summed up over blocks of 256 points, so it is off by at most (256 + N/256 +
/// 8)·u·T in the Frobenius norm, with u = 2⁻⁵³ and the trace T about c. The eigenvalues found by
/// Householder's reflections and QL steps are those of a matrix that is off by at most 10·d²·u·T
/// (N. Higham, "Accuracy and stability of numerical algorithms", section 19.3, with a wide
/// constant); each is off by at most the sum of both.
struct SpectralBound {
  /// Rounded downwards; 0 or less says nothing.
  let value: Double

  /// The bound; nil where it says nothing, takes too long, or was ended.
  ///
  /// - Parameters:
  ///   - x: X with its weights.
  ///   - clusters: k, at least 2.
  ///   - most: how many products may be summed up.
  ///   - execution: threads and stop.
  /// - Complexity: O(N·d² + d³).
  init?(_ x: Observations, clusters: Int, most: Double, execution: Execution) {
    let (d, n) = (x.dimensions, Double(x.count))
    guard clusters - 1 < x.differingFeatures.count, x.totalWeight.rounded.isFinite,
      n * Double(d * d) <= most
    else { return nil }
    guard let scatter = Scatter(x, execution: execution) else { return nil }
    let trace = (0..<d).reduce(0.0) { $0 + scatter.matrix[$1 * d + $1] }
    guard trace > 0x1p-800, trace < 0x1p900 else { return nil }
    // Squares of the values must neither overflow nor vanish.
    let unit = Double(sign: .plus, exponent: trace.exponent, significand: 1)
    let matrix = scatter.matrix.map { $0 / unit }
    guard let scaled = SymmetricEigenvalues(matrix, size: d)?.descending else { return nil }
    let eigenvalues = scaled.map { $0 * unit }
    let error = (264 + n / 256 + 10 * Double(d * d)) * 0x1p-53 * trace
    let explained = eigenvalues.prefix(clusters - 1).reduce(0.0) { $0 + max(0, $1) }
    let widened = explained * (1 + Double(d) * 0x1p-52) + Double(clusters) * error
    value = x.totalSumOfSquares * (1 - 0x1p-50) - widened
  }
}

/// Σ w (x − c)(x − c)ᵀ, with c the mean as rounded.
private struct Scatter {
  /// d × d.
  let matrix: [Double]

  /// - Returns: nil where it was ended.
  init?(_ x: Observations, execution: Execution) {
    let (d, size, means) = (x.dimensions, 256, x.means)
    let sums = Slab<Double>(zeros: d * d)
    let block = Slab<Double>(uninitialized: size * d)
    let weighed = Slab<Double>(uninitialized: size * d)
    let part = Slab<Double>(uninitialized: d * d)
    for start in stride(from: 0, to: x.count, by: size) {
      guard execution.control.poll() == nil else { return nil }
      let range = start..<min(start + size, x.count)
      x.rows.forEach(PointNumbers(range)) { index, values in
        let weight = x.rows.weight(start + index)
        for l in 0..<d {
          let moved = values[l] - means[l]
          block.base[index * d + l] = moved
          weighed.base[index * d + l] = weight * moved
        }
      }
      // One thread adds up a row, point by point, so that the sums are those of any number.
      _ = Chunks.forEach(
        count: d, size: max(1, d / (4 * execution.threads)), threads: execution.threads,
        makeWorker: {}
      ) { _, features in
        for l in features {
          let row = part.base + l * d
          row.update(repeating: 0, count: d)
          for index in 0..<range.count {
            let (factor, values) = (weighed.base[index * d + l], block.base + index * d)
            for other in 0...l { row[other] += factor * values[other] }
          }
          for other in 0...l { sums.base[l * d + other] += row[other] }
        }
      }
    }
    matrix = (0..<d * d).map { index in
      let (l, other) = (max(index / d, index % d), min(index / d, index % d))
      return sums.base[l * d + other]
    }
  }
}
