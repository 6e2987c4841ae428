extension Survey {
  /// The most features that are read at once. Reading takes some hundred bytes a feature, which are
  /// freed before the next features are read. More features than these are copied group by group.
  private static let mostColumns = 1 << 14

  /// Reads X, some columns after others.
  ///
  /// - Parameters:
  ///   - points: X, d × N.
  ///   - weights: what each weighs; nil for 1 each.
  ///   - surveyed: what the weights are in all.
  ///   - execution: by what means.
  ///   - body: is given the survey of the first columns, and of those that follow.
  /// - Throws: `ObservationError` for the first value that cannot be clustered, and `.stopped`.
  /// - Complexity: one reading of X where values are much alike, else two; one more for every 2,048
  ///   features with weights. A view is written anew for every group of features.
  static func read(
    _ points: PointMatrix, _ weights: [Double]?, _ surveyed: SurveyedWeights,
    _ execution: SurveyExecution, body: (Survey) -> Void
  ) throws(ObservationError) {
    let rows = Observations.Rows(points: points, weights: weights)
    let compressed = points.compressed.map { CompressedSurvey($0, execution) }
    // What has not been read has no box.
    if execution.isAbandoned { throw .stopped }
    try compressed?.box.checkValues(of: points)
    let sums = compressed?.moments(execution)
    for first in stride(from: 0, to: points.dimensions, by: mostColumns) {
      let columns = first..<min(first + mostColumns, points.dimensions)
      let (box, plain): (BoundingBox, [Moments])
      if let compressed, let sums {
        (box, plain) = (compressed.box.columns(columns), columns.map(sums))
      } else {
        let part = columns.count == points.dimensions ? points : points.columns(columns)
        let pass = ColumnSurvey(part.rows, execution)
        if execution.isAbandoned { throw .stopped }
        try pass.box.checkValues(of: points)
        (box, plain) = (pass.box, pass.moments(execution))
      }
      let weighted = rows.isWeighted ? Moments.weighted(rows, columns: columns, execution) : nil
      if execution.isAbandoned { throw .stopped }
      body(
        Survey(
          count: points.count, weights: surveyed, box: box, plain: plain, weighted: weighted))
    }
  }

  /// The bytes that reading takes at most: what is kept of a column, and what is not.
  static func bytesToRead(_ points: PointMatrix, isWeighted: Bool, threads: Int) -> Int {
    let d = Double(points.dimensions)
    let threads = Double(max(1, min(threads, Chunks.processors)))
    let columns = min(d, Double(mostColumns))
    var bytes = d * 96 + (threads + 1) * columns * 600
    if points.isCompressed { bytes += d * 80 * (threads + 1) }
    if columns < d && !points.isCompressed {
      bytes += Double(points.count) * columns * Double(points.scalar.size)
    }
    if isWeighted { bytes += threads * min(d, Double(Moments.mostWeighted)) * 2800 }
    return Memory.bytes(bytes)
  }
}

extension PointMatrix {
  /// Some features of every point, copied.
  ///
  /// - Precondition: the points are kept whole.
  /// - Complexity: O(N·f) for f features.
  fileprivate func columns(_ columns: Range<Int>) -> PointMatrix {
    let (rows, size) = (rows, scalar.size)
    let bytes = columns.count * size
    return PointMatrix(dimensions: columns.count, count: count, scalar: scalar) { memory in
      guard let base = memory.baseAddress else { return }
      for point in 0..<count {
        rows.points(point..<point + 1).withValues {
          (base + point * bytes).copyMemory(from: $0 + columns.lowerBound * size, byteCount: bytes)
        }
      }
    }
  }
}
