extension PointMatrix {
  /// x/‖x‖ of every point, in `Double`.
  ///
  /// ‖x‖² is `squaredDistance` from 0, in the order of NumPy's sum, ‖x‖ its root, and every value
  /// the quotient, each rounded once: the bits of `X / np.sqrt((X * X).sum(1))[:, None]`. A point
  /// whose squares would leave the range of `Double` is first brought near 1 by a power of two,
  /// which changes no bit of the result. Compressed rows stay compressed.
  ///
  /// - Parameters:
  ///   - kernels: the instruction set; the bits are the same for all.
  ///   - threads: how many threads work side by side; the bits are the same for any number.
  /// - Returns: points of length 1, and those that have no direction, for all of them is 0; their
  ///   values stay 0.
  /// - Precondition: every value is finite.
  /// - Complexity: O(N·d), or O(N + n) for compressed rows of n values.
  package func unitPoints(kernels: Kernels, threads: Int) -> (points: PointMatrix, zeros: [Int]) {
    let lengths = Lengths(self, kernels: kernels, threads: threads)
    let zeros = (0..<count).filter { lengths.norms[$0] == 0 }
    return (compressed.map { lengths.divide($0) } ?? lengths.divide(self, threads: threads), zeros)
  }
}

/// ‖x‖ of every point, times a power of two where the squares need one.
private struct Lengths {
  /// ‖x·s‖; 0 for a point of zeros.
  let norms: [Double]
  /// s, by point, where it is not 1.
  let scales: [Int: Double]

  init(_ x: PointMatrix, kernels: Kernels, threads: Int) {
    let rows = Observations.Rows(points: x, weights: nil)
    let origin = PointMatrix(dimensions: x.dimensions, count: 1) { $0.initialize(repeating: 0) }
    let exact = ExactDistances(rows, origin, kernels: kernels, threads: threads)
    let size = rows.chunkSize(threads: threads)
    var norms = [Double](repeating: 0, count: x.count)
    norms.withUnsafeMutableBufferPointer { norms in
      nonisolated(unsafe) let norms = norms
      _ = Chunks.forEach(
        count: x.count, size: size, threads: threads,
        makeWorker: { (labels: [Int32](repeating: 0, count: size), scratch: exact.makeScratch()) }
      ) { worker, range in
        guard let base = norms.baseAddress else { return }
        exact.toAssigned(range, worker.labels, base + range.lowerBound, worker.scratch)
        for point in range { norms[point] = norms[point].squareRoot() }
      }
    }
    var scales: [Int: Double] = [:]
    // Squares of what is left of this may have lost bits, or all of them.
    for point in 0..<x.count where !(norms[point] >= 0x1p-450 && norms[point] <= 0x1p500) {
      let values = x.point(point)
      let greatest = values.reduce(0) { max($0, abs($1)) }
      guard greatest > 0 else { continue }
      let scale = Double.powerOfTwo(-Int(greatest.exponent) / 2)
      // Twice half of the exponent, lest the scale itself leave the range.
      let scaled = values.map { $0 * scale * scale }
      let origin = [Double](repeating: 0, count: values.count)
      norms[point] = squaredDistance(scaled, origin).squareRoot()
      scales[point] = scale
    }
    (self.norms, self.scales) = (norms, scales)
  }

  /// A value over the length of its point.
  @inline(__always)
  private func quotient(_ value: Double, _ point: Int, _ scale: Double?) -> Double {
    let norm = norms[point]
    guard norm > 0 else { return 0 }
    guard let scale else { return value / norm }
    return value * scale * scale / norm
  }

  func divide(_ x: PointMatrix, threads: Int) -> PointMatrix {
    let (rows, d) = (Observations.Rows(points: x, weights: nil), x.dimensions)
    return PointMatrix(dimensions: d, count: x.count) { values in
      nonisolated(unsafe) let values = values
      _ = Chunks.forEach(
        count: x.count, size: rows.chunkSize(threads: threads), threads: threads, makeWorker: {}
      ) { _, range in
        for point in range {
          let (its, scale) = (rows.values(point), scales.isEmpty ? nil : scales[point])
          for l in 0..<d { values[point * d + l] = quotient(its[l], point, scale) }
        }
      }
    }
  }

  func divide(_ x: CompressedRows) -> PointMatrix {
    var values: [Double] = []
    values.reserveCapacity(x.entries)
    for point in 0..<x.count {
      let scale = scales.isEmpty ? nil : scales[point]
      x[point].forEach { values.append(quotient($1, point, scale)) }
    }
    return x.replacing(values: values)
  }
}
