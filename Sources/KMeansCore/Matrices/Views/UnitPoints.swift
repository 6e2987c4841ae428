/// x/‖x‖ of every point, in `Double`.
///
/// ‖x‖² is `squaredDistance` from 0, in the order of NumPy's sum, ‖x‖ its root, and every value the
/// quotient, each rounded once: the bits of `X / np.sqrt((X * X).sum(1))[:, None]`. A point whose
/// squares would leave the range of `Double` is first brought near 1 by a power of two, which
/// changes no bit of the result. A point of zeros has no direction; its values stay 0.
package struct UnitPoints: PointView {
  private let x: PointMatrix
  /// ‖x·s‖; 0 for a point of zeros.
  private let norms: [Double]
  /// s, by point, where it is not 1.
  private let scales: [Int: Double]

  package var dimensions: Int { x.dimensions }
  package var count: Int { x.count }
  package let scalar = PointMatrix.Scalar.double

  /// Finds the lengths.
  ///
  /// - Parameters:
  ///   - x: X, d × N.
  ///   - kernels: the instruction set; the bits are the same for all.
  ///   - threads: how many threads work side by side; the bits are the same for any number.
  /// - Precondition: every value is finite.
  /// - Complexity: O(N·d), or O(N + n) for compressed rows of n values.
  package init(_ x: PointMatrix, kernels: Kernels, threads: Int) {
    self.init(x, Self.lengths(x, SurveyExecution(threads: threads, kernels: kernels)))
  }

  /// The same, which can be ended early; nil where it was.
  package init?(_ x: PointMatrix, _ execution: SurveyExecution) {
    let lengths = Self.lengths(x, execution)
    if execution.isAbandoned { return nil }
    self.init(x, lengths)
  }

  private init(_ x: PointMatrix, _ lengths: Lengths) {
    (self.x, norms, scales) = (x, lengths.norms, lengths.scales)
  }

  /// What is found of every point.
  private typealias Lengths = (norms: [Double], scales: [Int: Double])

  private static func lengths(_ x: PointMatrix, _ execution: SurveyExecution) -> Lengths {
    let threads = execution.threads
    let origin = PointMatrix(dimensions: x.dimensions, count: 1) { $0.initialize(repeating: 0) }
    let exact = ExactDistances(x.rows, origin, kernels: execution.kernels, threads: threads)
    let size = x.rows.chunkSize(threads: threads)
    var norms = [Double](repeating: 0, count: x.count)
    let workers = norms.withUnsafeMutableBufferPointer { norms in
      nonisolated(unsafe) let norms = norms
      return Chunks.run(
        count: x.count, size: size, threads: threads,
        makeWorker: {
          (
            labels: [Int32](repeating: 0, count: size), scratch: exact.makeScratch(),
            scales: [Int: Double]()
          )
        }
      ) { worker, range in
        guard let base = norms.baseAddress else { return true }
        exact.toAssigned(range, worker.labels, base + range.lowerBound, worker.scratch)
        for point in range {
          let norm = norms[point].squareRoot()
          norms[point] = norm
          // Squares of what is left of this may have lost bits, or all of them.
          if norm >= 0x1p-450 && norm <= 0x1p500 { continue }
          guard let near = near1(x.point(point)) else { continue }
          (norms[point], worker.scales[point]) = near
        }
        return !execution.isAbandoned
      }.workers
    }
    return (norms, workers.reduce(into: [:]) { $0.merge($1.scales) { scale, _ in scale } })
  }

  /// The length of a point that is brought near 1 by s², and s; nil for zeros.
  private static func near1(_ values: [Double]) -> (norm: Double, scale: Double)? {
    let greatest = values.reduce(0) { max($0, abs($1)) }
    guard greatest > 0 else { return nil }
    let scale = Double.powerOfTwo(-Int(greatest.exponent) / 2)
    // Twice half of the exponent, so that the scale stays in range.
    let scaled = values.map { $0 * scale * scale }
    let origin = [Double](repeating: 0, count: values.count)
    return (Textbook.squaredDistance(scaled, origin).squareRoot(), scale)
  }

  /// The points of zeros, ascending.
  package var zeros: [Int] { norms.indices.filter { norms[$0] == 0 } }

  /// A value over the length of its point.
  @inline(__always)
  private func quotient(_ value: Double, _ norm: Double, _ scale: Double?) -> Double {
    guard norm > 0 else { return 0 }
    guard let scale else { return value / norm }
    return value * scale * scale / norm
  }

  package func value(_ feature: Int, _ point: Int) -> Double {
    quotient(x[feature, point], norms[point], scales[point])
  }

  package func write(_ points: PointNumbers, to values: UnsafeMutableRawPointer) {
    let d = dimensions
    let target = values.bindMemory(to: Double.self, capacity: points.count * d)
    x.rows.forEach(points) { index, values in
      let (point, target) = (points[index], target + index * d)
      let (norm, scale) = (norms[point], scales.isEmpty ? nil : scales[point])
      for l in 0..<d { target[l] = quotient(values[l], norm, scale) }
    }
  }

  /// The points: compressed rows stay compressed, others are lent, or copied where memory for that
  /// can be had.
  package func matrix(copied: Bool? = nil, threads: Int) -> PointMatrix {
    matrix(copied: copied, SurveyExecution(threads: threads, kernels: .current))
  }

  /// The same, which can be ended early; then some values are not set.
  func matrix(copied: Bool? = nil, _ execution: SurveyExecution) -> PointMatrix {
    guard let compressed = x.compressed else {
      return PointMatrix(self, copied: copied, execution)
    }
    var values: [Double] = []
    values.reserveCapacity(compressed.entries)
    for point in 0..<compressed.count {
      let (norm, scale) = (norms[point], scales.isEmpty ? nil : scales[point])
      compressed[point].forEach { values.append(quotient($1, norm, scale)) }
    }
    return compressed.replacing(values: values)
  }
}
