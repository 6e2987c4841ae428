/// Lloyd's algorithm that looks only at points whose label may have changed.
///
/// `DistanceBounds` tells which points are active. A `Labelling` labels these by a screen, which
/// `ScreenChoice` chooses by trying each on a few points.
///
/// - Complexity: O(N + a·k·d) an iteration for a active points; at worst that of `Lloyd`.
struct Hamerly: Assignment {
  /// The points, with the screens' own views of them.
  let prepared: Prepared
  let execution: Execution
  /// The screen to use; nil to choose by counts.
  let forced: Screen?
  /// What is known of every point; nil before the first step.
  private(set) var bounds: DistanceBounds?
  /// The rivals of every point, once they are wanted.
  private var rivals: Rivals?
  private(set) var choice: ScreenChoice?
  private var steps = 0
  /// Whether it pays to look farther than needed, as of the last step.
  private var looksFar = false

  init(_ prepared: Prepared, execution: Execution, screen: Screen? = nil) {
    (self.prepared, self.execution) = (prepared, execution)
    forced = screen
  }

  /// An assignment that goes on after steps which left some bounds.
  init(_ prepared: Prepared, going bounds: DistanceBounds, execution: Execution) {
    self.init(prepared, execution: execution)
    (self.bounds, steps) = (bounds, 1)
  }

  mutating func assign(
    to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix, mayStop: Bool
  ) -> Moves {
    steps += 1
    let x = prepared.x
    var bounds = self.bounds ?? DistanceBounds(x, clusters: m.count)
    self.bounds = nil
    defer { self.bounds = bounds }
    if !bounds.move(by: drift) { rivals = nil }
    let task = AssignmentTask(x, m, execution: execution)
    let (workers, isComplete) = labels.withPointer { labels in
      labelling(x, labels, bounds, task).run(x, &bounds, labels, mayStop: mayStop, execution)
    }
    looksFar = Probes.pay(workers.compactMap { $0.candidates?.probes })
    return AssignmentTask.moves(workers.map(\.base), isComplete: isComplete)
  }

  var distanceBounds: DistanceBounds? { bounds }

  var account: Clustering.AssignmentAccount? {
    let screen = forced ?? choice?.screen ?? .float32
    let algorithm: Clusterer.Algorithm =
      switch screen {
      case .float32: .hamerly
      case .bytes: .bytes
      case .axes: .axes
      }
    let reason = choice.map { "estimated cycles a point: \($0)" } ?? ""
    return Clustering.AssignmentAccount(algorithm: algorithm, reason: reason)
  }

  /// How this step labels the active points.
  private mutating func labelling(
    _ x: Observations, _ labels: UnsafePointer<Int32>, _ bounds: DistanceBounds,
    _ task: AssignmentTask
  ) -> any Labelling {
    let drifts = bounds.drifts
    let screen = screen(x, task.m, labels, drifts)
    let cost = ScreenChoice.cost(screen, dimensions: x.dimensions)
    let levels = DriftLevels(steps: drifts.steps, cost: cost)
    var full: TileLabelling?
    if screen == .float32 {
      let tile = Float32Screen(x, task.m, execution: execution)
      let labelling = TileLabelling(
        screen: tile, task: task, drifts: drifts,
        keepsAll: forced != .float32 && mayChoose(x, clusters: task.m.count))
      // Levels need labels, and bytes that have been made already.
      guard steps > 1 && prepared.hasBytes else { return labelling }
      full = labelling
    }
    let candidates: any CandidateScreen
    var guess: HeadScreen?
    switch screen {
    case .float32, .bytes:
      candidates = ByteScreen(
        prepared.bytes(execution), task.m, levels, unit: drifts.unit, execution: execution)
    case .axes:
      let onAxes = HeadScreen(
        prepared.heads(execution), task.m, levels, unit: drifts.unit, execution: execution)
      candidates = onAxes
      if steps == 1 { guess = onAxes }
    }
    let bytes = CentroidBytes(
      prepared.bytes(execution), task.m, levels, unit: drifts.unit, execution: execution)
    let made = rivals ?? Rivals(lowers: bounds.lowers)
    rivals = made
    return CandidateLabelling(
      screen: candidates, guess: guess, full: full, bytes: bytes, levels: levels, rivals: made,
      task: task, drifts: drifts, looksFar: looksFar)
  }

  /// Whether a step may have another screen than float32.
  private func mayChoose(_ x: Observations, clusters: Int) -> Bool {
    forced != nil
      || (prepared.makesViews && ScreenChoice.isWorthwhile(x, clusters: clusters))
  }

  /// The screen of this step. The first step has no labels yet, so it needs all scores or guesses.
  private mutating func screen(
    _ x: Observations, _ m: PointMatrix, _ labels: UnsafePointer<Int32>, _ drifts: DriftSums
  ) -> Screen {
    let space = prepared.byteSpace
    guard space.admits(m) else { return .float32 }
    if let forced { return steps > 1 || forced == .axes ? forced : .float32 }
    guard mayChoose(x, clusters: m.count) else { return .float32 }
    let hasAxes = x.dimensions >= 2 * (ScreenChoice.axes + 1)
    if steps == 1 {
      guard hasAxes else { return .float32 }
      return ScreenChoice(
        x, m, labels: nil, drifts, space: space, heads: { prepared.headSpace(execution) },
        hasHeads: false, execution: execution
      ).screen
    }
    // What a screen leaves changes as clusters form, so the choice is renewed in steps 2, 4, 8, …
    if choice == nil || steps & (steps - 1) == 0 {
      choice = ScreenChoice(
        x, m, labels: labels, drifts, space: space,
        heads: { hasAxes ? prepared.headSpace(execution) : nil }, hasHeads: prepared.hasHeads,
        execution: execution)
      // Levels go through bytes.
      if choice?.screen != .float32 { _ = prepared.bytes(execution) }
    }
    return choice?.screen ?? .float32
  }
}

extension Clusterer.Algorithm {
  /// Lloyd's, looking only at points whose label can have changed, with the float32 screen.
  public static let hamerly = Clusterer.Algorithm(
    "hamerly", "bounds, and float32 for points whose label can have changed"
  ) { prepared, _, execution in
    Hamerly(prepared, execution: execution, screen: .float32)
  }

  /// The same with the screen in 8 bits.
  public static let bytes = Clusterer.Algorithm(
    "bytes", "bounds, and 8 bits for points whose label can have changed"
  ) { prepared, _, execution in
    Hamerly(prepared, execution: execution, screen: .bytes)
  }

  /// The same with the screen on principal axes, and 8 bits for what that leaves.
  public static let axes = Clusterer.Algorithm(
    "axes", "bounds, and principal axes for points whose label can have changed"
  ) { prepared, _, execution in
    Hamerly(prepared, execution: execution, screen: .axes)
  }
}
