import KMeansMatrices

/// Lloyd's algorithm with the truth alone, on the caller's thread: all distances in `Double`.
///
/// For so few points that whatever would spare distances takes longer than computing them. With
/// more, which take long, it stops for any reason.
///
/// - Complexity: O(N·k·d) an iteration, and O(N) memory.
struct Direct: Assignment {
  let x: Observations
  let execution: Execution

  init(_ x: Observations, execution: Execution) { (self.x, self.execution) = (x, execution) }

  /// Distances, each counted as its features and two more, that take about as long as the bounds,
  /// the screen and the workers that would spare them.
  private static let mostWork = 3 << 16

  /// So few points are less than a panel of the screens, which is large where points are wide.
  private static let fewPoints = 16

  /// Whether a step of these sizes is best done so.
  static func pays(_ x: Observations, clusters: Int) -> Bool {
    pays(count: x.count, dimensions: x.dimensions, clusters: clusters)
  }

  static func pays(count: Int, dimensions: Int, clusters: Int) -> Bool {
    // Divided, lest the product overflow.
    count <= max(fewPoints, mostWork / clusters / (dimensions + 2))
  }

  var account: AssignmentAccount? { AssignmentAccount(algorithm: .direct, reason: "") }

  func assign(
    to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix, mayStop: Bool
  ) -> Moves {
    if execution.control.endsStep(mayStop: mayStop) { return .none }
    // What is soon done is done at once: it is what other steps leave the first labels to.
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
      var work = Work()
      (work.distances, work.truths) = (n * m.count, n)
      return Moves(shares: [listed], isComplete: true, work: work)
    }
  }
}

extension Algorithm {
  /// Lloyd's algorithm with the exact distances alone: for few points.
  public static let direct = Algorithm(
    "direct", "exact distances alone: for few points"
  ) { prepared, _, execution in
    Direct(prepared.x, execution: execution)
  }
}
