extension Observations {
  /// Fast, unchecked reading of points and weights, for loops over many points.
  ///
  /// Points are lent some at a time. Those in memory are lent where they are; those of a
  /// `PointView` are written out while they are lent.
  package struct Rows: Sendable {
    package let points: PointMatrix
    private let weights: [Double]?
    /// Valid because `points` keeps its memory alive; nil where points do not lie in memory.
    nonisolated(unsafe) private let base: UnsafeRawPointer?
    /// Is told which points are read, where they lie in a file and memory is limited.
    private let pager: Pager?

    package init(points: PointMatrix, weights: [Double]?) {
      self.points = points
      self.weights = weights
      base =
        points.isCompressed || points.isLent
        ? nil : points.withUnsafeBytes { $0.baseAddress ?? PointMatrix.noValues }
      pager = base == nil ? nil : points.memory.pager
    }

    /// The points, where they are compressed rows.
    @inline(__always) package var compressed: CompressedRows? { points.compressed }

    /// d.
    @inline(__always) package var dimensions: Int { points.dimensions }

    /// w of a point.
    @inline(__always)
    package func weight(_ point: Int) -> Double {
      weights?[point] ?? 1
    }

    @inline(__always)
    package var isWeighted: Bool { weights != nil }

    // MARK: Points

    /// The points in `range` as the kernels take them, one after another.
    ///
    /// - Complexity: O(1), or O(n·d) where a view writes them. Compressed rows are all written out
    ///   first.
    @inline(__always)
    package func points(_ range: Range<Int>) -> Kernels.Points {
      guard let base else { return lend(PointNumbers(range)) }
      if let pager { willRead(range, pager) }
      return Kernels.Points(
        base + range.lowerBound * dimensions * points.scalar.size, scalar: points.scalar,
        dimensions: dimensions, count: range.count)
    }

    /// The points at `rows`, which count from the first of `range`.
    ///
    /// - Complexity: as of `points(_:)`.
    @inline(__always)
    package func points(
      _ range: Range<Int>, rows: UnsafeBufferPointer<Int32>
    ) -> Kernels.Points {
      guard let base else { return lend(PointNumbers(rows, from: range.lowerBound)) }
      if let pager { willRead(PointNumbers(rows, from: range.lowerBound), pager) }
      return Kernels.Points(
        base + range.lowerBound * dimensions * points.scalar.size, scalar: points.scalar,
        dimensions: dimensions, count: rows.count, rows: rows.baseAddress)
    }

    /// Calls `body` with every one of some points and its place among them.
    ///
    /// - Complexity: O(n), and where a view writes them O(n·d), beside what `body` takes.
    @inline(__always)
    package func forEach(
      _ numbers: PointNumbers, _ body: (_ index: Int, _ values: PointValues) -> Void
    ) {
      lend(numbers).forEach(body)
    }

    @inline(never)
    private func lend(_ numbers: PointNumbers) -> Kernels.Points {
      if let view = points.memory.view { return view.lend(numbers) }
      if let pager { willRead(numbers, pager) }
      return points.withUnsafeBytes { numbers.points(of: $0.baseAddress, of: points) }
    }

    @inline(never)
    private func willRead(_ range: Range<Int>, _ pager: Pager) {
      let size = dimensions * points.scalar.size
      pager.willRead(range.lowerBound * size..<range.upperBound * size)
    }

    /// Listed points count as all from the first to the last: the system fetches pages around each.
    private func willRead(_ numbers: PointNumbers, _ pager: Pager) {
      guard numbers.count > 0 else { return }
      guard numbers.listed != nil else {
        return willRead(numbers.first..<numbers.first + numbers.count, pager)
      }
      var (first, last) = (Int.max, 0)
      for index in 0..<numbers.count {
        first = min(first, numbers[index])
        last = max(last, numbers[index])
      }
      willRead(first..<last + 1, pager)
    }

    /// x_li.
    @inline(__always)
    package subscript(feature: Int, point: Int) -> Double {
      guard let base else { return points[feature, point] }
      let offset = point * points.dimensions + feature
      switch points.scalar {
      case .uint8: return Double(base.load(fromByteOffset: offset, as: UInt8.self))
      case .float: return Double(base.load(fromByteOffset: offset * 4, as: Float.self))
      case .double: return base.load(fromByteOffset: offset * 8, as: Double.self)
      }
    }

    // MARK: Chunks

    /// Points in a chunk when `threads` threads share these.
    package func chunkSize(threads: Int) -> Int {
      Chunks.size(count: points.count, dimensions: values, threads: threads)
    }

    /// The same where every point is compared with `clusters` centroids: few enough that a stop
    /// need not wait long for the end of a chunk.
    package func chunkSize(threads: Int, clusters: Int) -> Int {
      let product = values.multipliedReportingOverflow(by: clusters)
      let most = product.overflow ? 0 : (1 << 31) / max(product.partialValue, 1)
      return max(
        Chunks.panels, min(chunkSize(threads: threads), most / Chunks.panels * Chunks.panels))
    }

    /// How many values a point has, about.
    private var values: Int {
      compressed.map { $0.entries / max($0.count, 1) + 1 } ?? points.dimensions
    }
  }

  package var rows: Rows { Rows(points: points, weights: weights) }
}

extension PointMatrix {
  /// The points, each with weight 1.
  package var rows: Observations.Rows { Observations.Rows(points: self, weights: nil) }
}

extension PointNumbers {
  /// These points of a matrix that lies at `base`.
  fileprivate func points(of base: UnsafeRawPointer?, of x: PointMatrix) -> Kernels.Points {
    Kernels.Points(
      (base ?? PointMatrix.noValues) + first * x.dimensions * x.scalar.size, scalar: x.scalar,
      dimensions: x.dimensions, count: count, rows: listed)
  }
}
