/// Lloyd's algorithm with the truth alone, on the caller's thread: all distances in `Double`.
///
/// It is for so few points that saving distances takes longer than computing them. With more points
/// a step takes long, and ends for any reason.
///
/// - Complexity: O(N·k·d) an iteration, and O(N) memory.
struct Direct: Assignment {
  let x: Observations
  let execution: Execution

  init(_ x: Observations, execution: Execution) { (self.x, self.execution) = (x, execution) }

  /// The greatest N·k·(d + 2) at which bounds, a screen and workers cost about as much as they
  /// save.
  private static let mostWork = 3 << 16

  /// So few points fill only a part of a screen's panel, which is large where d is.
  private static let fewPoints = 16

  /// Whether this is the fastest way for a step of these sizes.
  static func pays(_ x: Observations, clusters: Int) -> Bool {
    pays(count: x.count, dimensions: x.dimensions, clusters: clusters)
  }

  static func pays(count: Int, dimensions: Int, clusters: Int) -> Bool {
    // Divided, because the product may overflow.
    count <= max(fewPoints, mostWork / clusters / (dimensions + 2))
  }

  var account: Clustering.AssignmentAccount? {
    Clustering.AssignmentAccount(algorithm: .direct, reason: "")
  }

  func assign(
    to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix, mayStop: Bool
  ) -> Moves {
    if execution.control.endsStep(mayStop: mayStop) { return .none }
    // A short step is not stopped: a run that is stopped finds its first labels by it.
    let piece =
      Self.pays(x, clusters: m.count) ? x.count : x.rows.chunkSize(threads: 1, clusters: m.count)
    let (n, rows) = (x.count, x.rows)
    let exact = ExactLabels(rows: rows, m: m, kernels: execution.kernels)
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: n) { new in
      guard let new = new.baseAddress else { return .none }
      for first in stride(from: 0, to: n, by: piece) {
        if first > 0 && execution.control.isStopped { return .none }
        exact.write(new + first, of: rows.points(first..<min(n, first + piece)))
      }
      let listed = labels.withPointer {
        ListedMoves(rows, $0, new: new, kernels: execution.kernels)
      }
      var work = Clustering.Work()
      (work.distances, work.truths) = (n * m.count, n)
      return Moves(shares: [listed], isComplete: true, work: work)
    }
  }
}

extension Clusterer.Algorithm {
  /// Lloyd's algorithm with the exact distances alone: for few points.
  public static let direct = Clusterer.Algorithm(
    "direct", "exact distances alone: for few points"
  ) { prepared, _, execution in
    Direct(prepared.x, execution: execution)
  }
}
