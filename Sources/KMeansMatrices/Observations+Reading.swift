extension Observations {
  /// Features that are read at once: what reading takes a feature, some hundred bytes, is never
  /// taken for more.
  private static let mostColumns = 1 << 14

  /// Reads X: the box of the points, which is checked, and what is to be known of the columns.
  ///
  /// - Complexity: one reading of X where values are much alike, else two.
  static func read(
    _ points: PointMatrix, weights: [Double]?, threads: Int, stop: StopSignal?
  ) throws(ObservationError) -> (BoundingBox, ColumnFacts) {
    let rows = Rows(points: points, weights: weights)
    var facts = ColumnFacts(
      weight: weights.map(exactSum) ?? Dyadic(points.count), count: points.count,
      dimensions: points.dimensions)
    if let compressed = points.compressed {
      let survey = CompressedSurvey(compressed, threads: threads)
      try survey.box.checkValues(of: points)
      try survey.box.checkSpread()
      take(
        survey.moments(threads: threads), 0..<points.dimensions, rows, &facts, threads: threads,
        stop: stop)
      return (survey.box, facts)
    }
    var box = BoundingBox(dimensions: 0, scalar: points.scalar)
    for first in stride(from: 0, to: points.dimensions, by: mostColumns) {
      let columns = first..<min(first + mostColumns, points.dimensions)
      let part = columns.count == points.dimensions ? points : points.columns(columns)
      let survey = ColumnSurvey(
        Rows(points: part, weights: nil), threads: threads, stop: stop)
      // What has not been read has no box.
      if stop?.isAbandoning == true { throw .stopped }
      try survey.box.checkValues(of: points)
      box.append(survey.box)
      take(
        survey.moments(threads: threads, stop: stop), columns, rows, &facts, threads: threads,
        stop: stop)
    }
    try box.checkSpread()
    return (box, facts)
  }

  /// The bytes that reading takes at most: what is kept of a column, and what is not.
  static func bytesToRead(_ points: PointMatrix, isWeighted: Bool, threads: Int) -> Int {
    let d = Double(points.dimensions)
    let threads = Double(max(1, min(threads, Chunks.processors)))
    let columns = min(d, Double(mostColumns))
    var bytes = d * 96 + threads * columns * 600
    if points.isCompressed { bytes += d * 80 * (threads + 1) }
    if columns < d && !points.isCompressed {
      bytes += Double(points.count) * columns * Double(points.scalar.size)
    }
    if isWeighted { bytes += threads * min(d, Double(ColumnMoments.mostWeighted)) * 2800 }
    return Memory.bytes(bytes)
  }

  /// Takes in what was read of some columns.
  ///
  /// - Parameters:
  ///   - moments: theirs, with every weight 1, from 0.
  ///   - columns: which of the features.
  ///   - rows: all points.
  ///   - facts: what is known of the columns, added to.
  ///   - threads: how many threads may work at it.
  ///   - stop: what may end it early; nil for nothing.
  private static func take(
    _ moments: ColumnMoments, _ columns: Range<Int>, _ rows: Rows, _ facts: inout ColumnFacts,
    threads: Int, stop: StopSignal?
  ) {
    guard rows.isWeighted else { return facts.append(columns.count, moments, unweighted: nil) }
    for first in stride(
      from: columns.lowerBound, to: columns.upperBound, by: ColumnMoments.mostWeighted)
    {
      let some = first..<min(first + ColumnMoments.mostWeighted, columns.upperBound)
      let weighted = ColumnMoments(
        weighted: rows, facts.weight, columns: some, threads: threads, stop: stop)
      facts.append(
        some.count, weighted, unweighted: moments.from(first - columns.lowerBound))
    }
  }

  private static func exactSum(_ numbers: [Double]) -> Dyadic {
    var sum = ExactSum()
    for number in numbers { sum.add(number) }
    return sum.value
  }
}

extension PointMatrix {
  /// Some features of every point, copied.
  ///
  /// - Precondition: the points are kept whole.
  /// - Complexity: O(N·f) for f features.
  fileprivate func columns(_ columns: Range<Int>) -> PointMatrix {
    let size = scalar.size
    return PointMatrix(dimensions: columns.count, count: count, scalar: scalar) { memory in
      withUnsafeBytes { bytes in
        for point in 0..<count {
          let start = (point * dimensions + columns.lowerBound) * size
          let place = point * columns.count * size
          UnsafeMutableRawBufferPointer(rebasing: memory[place..<place + columns.count * size])
            .copyMemory(
              from: UnsafeRawBufferPointer(rebasing: bytes[start..<start + columns.count * size]))
        }
      }
    }
  }
}
