/// The steps of a shard: a run that is told M.
///
/// It has labels, their sums and bounds. M is updated elsewhere, from the sums of all shards.
struct ShardRun {
  private let prepared: Prepared
  private let problem: any Problem
  private let execution: Execution
  /// The centroids that the labels are of.
  private(set) var m: PointMatrix
  private(set) var labels: LabelMatrix
  /// Of the labels.
  private(set) var sums: ClusterSums
  private var assignment: any Assignment
  /// Whether the bounds hold.
  private var holdsBounds = false

  private init(_ part: ShardPart, at m: PointMatrix, execution: Execution) {
    let prepared = part.prepared(clusters: m.count)
    (self.prepared, problem, self.execution, self.m) = (prepared, part.problem, execution, m)
    let x = prepared.x
    labels = LabelMatrix(unset: x.count, clusters: m.count)
    sums = ClusterSums(grid: x.grid, clusters: m.count, isWeighted: x.weights != nil)
    assignment = Clusterer.Algorithm.auto.assignment(
      prepared, clusters: m.count, execution: execution)
  }

  /// A run with the labels of M, which have not been any before.
  ///
  /// - Parameters:
  ///   - part: the points.
  ///   - m: M.
  ///   - execution: kernels and threads.
  /// - Returns: the run, and how many points weigh anything.
  /// - Throws: `.clustering(.stopped)`.
  /// - Complexity: O(n·k·d) at worst.
  static func begun(
    _ part: ShardPart, at m: PointMatrix, execution: Execution
  ) throws(ShardError) -> (run: ShardRun, changed: Int) {
    var run = ShardRun(part, at: m, execution: execution)
    let changed = try run.move(to: m)
    return (run, changed)
  }

  /// Whether the labels are those of some centroids, bit for bit.
  func isAt(_ other: PointMatrix) -> Bool {
    guard m.count == other.count, m.dimensions == other.dimensions else { return false }
    return m.withDoubles { own in
      other.withDoubles { theirs in
        (0..<m.count * m.dimensions).allSatisfy { own[$0].bitPattern == theirs[$0].bitPattern }
      }
    }
  }

  /// Gives points to clusters that had lost all their weight.
  ///
  /// - Complexity: O(d) a point.
  mutating func relocate(_ points: [(row: Int, to: Int)]) {
    let (rows, kernels) = (prepared.x.rows, execution.kernels)
    for (row, to) in points {
      sums.add(row, of: rows, to: Int(labels.values[row]), removing: true, kernels: kernels)
      sums.add(row, of: rows, to: to, kernels: kernels)
      labels.values[row] = Int32(to)
      holdsBounds = false
    }
  }

  /// Labels all points by other centroids.
  ///
  /// - Returns: how many points of positive weight changed their cluster.
  /// - Throws: `.clustering(.stopped)`; the run is then of no use any more.
  mutating func move(to new: PointMatrix) throws(ShardError) -> Int {
    let drift = holdsBounds ? Drift.from(m, to: new) : .infinite(clusters: new.count)
    let moves = assignment.assign(to: new, after: drift, labels: &labels, mayStop: false)
    guard moves.isComplete else { throw .clustering(.stopped) }
    moves.enter(&sums)
    (m, holdsBounds) = (new, true)
    return moves.changed
  }

  /// The first points in the order in which empty clusters take them.
  func farthest(_ limit: Int) -> [ShardAnswer.Point] {
    let x = prepared.x
    let relocation = Relocation(problem: problem, execution: execution)
    return relocation.farthest(x, m: m, labels: labels, limit: limit).map { candidate in
      ShardAnswer.Point(
        row: candidate.point, values: x.points.point(candidate.point),
        weight: x.weights?[candidate.point] ?? 1, distance: candidate.distance,
        number: Int(labels.values[candidate.point]))
    }
  }

  /// Σ w·δ of every cluster, exactly.
  var within: [Dyadic] { SumsOfSquares.exact(prepared.x.rows, m, labels, execution: execution) }
}

// MARK: Keeping

extension ShardRun {
  func write(_ out: inout CheckpointWriter) {
    out.write(counted: m)
    out.write(labels)
    sums.write(&out)
    out.write(holdsBounds ? assignment.distanceBounds : nil) { out, bounds in
      for sums in [bounds.drifts.own, bounds.drifts.others, bounds.drifts.othersBefore] {
        out.write(bits: sums)
      }
      out.write(bits: bounds.drifts.steps)
      for values in [bounds.gaps, bounds.lowers, bounds.spans] { out.write(bits: values) }
    }
  }

  /// Reads what `write` wrote of the same part.
  init(
    _ input: inout CheckpointReader, _ part: ShardPart, execution: Execution
  ) throws(CheckpointError) {
    let x = part.x
    let m = try input.counted(x.dimensions, most: Int(Int32.max))
    guard m.count > 0 else { throw .damaged }
    self.init(part, at: m, execution: execution)
    labels = try input.labels(most: x.count, clusters: m.count)
    guard labels.count == x.count else { throw .damaged }
    sums = try ClusterSums(
      &input, grid: x.grid, clusters: m.count, isWeighted: x.weights != nil)
    let bounds = try input.optional { input throws(CheckpointError) in
      try DistanceBounds(&input, x, clusters: m.count)
    }
    if let bounds {
      assignment = Hamerly(prepared, going: bounds, execution: execution)
      holdsBounds = true
    }
  }
}

extension DistanceBounds {
  fileprivate init(
    _ input: inout CheckpointReader, _ x: Observations, clusters: Int
  ) throws(CheckpointError) {
    let (own, others) = (try input.bits(clusters), try input.bits(clusters))
    let (before, steps) = (try input.bits(clusters), try input.bits(clusters))
    guard (own + others + before).allSatisfy({ $0 >= 0 && $0.isFinite }),
      !steps.contains(where: \.isNaN)
    else { throw .damaged }
    let drifts = DriftSums(x, (own, others, before), steps: steps)
    let gaps = try input.bits(x.count, as: Float.self)
    let lowers = try input.bits(x.count, as: Float.self)
    self.init(
      drifts, gaps: gaps, lowers: lowers, spans: try input.bits(x.count, as: Float.self))
  }
}
