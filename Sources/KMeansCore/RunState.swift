/// A run after some steps, written down: a `Run` that is made of it does the steps that follow, to
/// the bit.
///
/// It has no sums and no bounds. Sums are exact, so that those of the labels are what they were;
/// and bounds only save work. A run that goes on looks at all points in its first step.
struct RunState: Sendable {
  /// M for the next assignment.
  var m: PointMatrix
  /// Y after the last step; nil before the first. Labels of a batch are in its order, and points
  /// that came in after the last step are unset.
  var labels: LabelMatrix?
  var history: [Double] = []
  /// Whether the centroids have stayed within the tolerance, so that only labels are left to find.
  var isWithinTolerance = false
  var work = Clustering.Work()
  /// Where sizes have limits: what the next assignment begins with.
  var prices: ClusterPrices?
  /// Where a run that is stopped goes back to; nil before the first step over all points.
  var settled: Run.Settled?
}

extension RunState {
  func write(_ out: inout CheckpointWriter) {
    out.write(m)
    out.write(labels) { $0.write($1) }
    out.write(history)
    out.write(isWithinTolerance)
    out.write(work)
    out.write(prices) { $1.write(&$0) }
    out.write(settled) { out, settled in
      out.write(settled.m)
      out.write(settled.relocated.count)
      for (point, from) in settled.relocated {
        out.write(point)
        out.write(Int(from))
      }
    }
  }

  /// - Parameters:
  ///   - input: where it is read from.
  ///   - shape: of the fit.
  ///   - isBatch: whether it may have the labels of some points alone.
  /// - Throws: `CheckpointError.damaged` for what no run can have written.
  init(
    _ input: inout CheckpointReader, _ shape: CheckpointShape, isBatch: Bool = false
  ) throws(CheckpointError) {
    m = try input.points(shape.clusters, dimensions: shape.dimensions)
    labels = try input.optional { input throws(CheckpointError) in
      try input.labels(most: shape.count, clusters: shape.clusters, mayBeUnset: isBatch)
    }
    history = try input.doubles()
    isWithinTolerance = try input.bool()
    work = try input.work()
    prices = try input.optional { input throws(CheckpointError) in
      try ClusterPrices(&input, clusters: shape.clusters)
    }
    settled = try input.optional { input throws(CheckpointError) in
      try Run.Settled(&input, shape)
    }
    guard (labels == nil) == history.isEmpty, history.count <= CheckpointReader.most,
      isBatch || labels.map({ $0.count == shape.count }) ?? true,
      settled == nil || labels != nil
    else { throw .damaged }
  }
}

extension Run.Settled {
  fileprivate init(
    _ input: inout CheckpointReader, _ shape: CheckpointShape
  ) throws(CheckpointError) {
    let m = try input.points(shape.clusters, dimensions: shape.dimensions)
    var relocated: [(point: Int, from: Int32)] = []
    for _ in 0..<(try input.count(bytesEach: 16)) {
      let point = try input.int(0...shape.count - 1)
      let from = try input.int(0...shape.clusters - 1)
      relocated.append((point, Int32(truncatingIfNeeded: from)))
    }
    self.init(m: m, relocated: relocated)
  }
}

extension ClusterPrices {
  func write(_ out: inout CheckpointWriter) {
    for unit in units { out.write(word: unit) }
    for exponent in grid.exponents { out.write(exponent) }
  }

  init(_ input: inout CheckpointReader, clusters: Int) throws(CheckpointError) {
    // Paths of costs stay below 2⁶¹, and so do the prices that they lead to.
    var units: [Int64] = []
    for _ in 0..<clusters { units.append(Int64(try input.int(-(1 << 61)...1 << 61))) }
    let grid = CostGrid(
      distance: try input.int(-1000...1000), weight: try input.int(-1000...1000),
      bits: try input.int(1...54))
    self.init(units: units, grid: grid)
  }
}

/// The sizes of a fit, which bound what is read.
struct CheckpointShape: Sendable, Equatable {
  /// N.
  let count: Int
  /// d.
  let dimensions: Int
  /// k.
  let clusters: Int
}
