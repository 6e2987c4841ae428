/// How far a search has come.
enum SearchState: Sendable {
  /// Starts, one after the other.
  case restarts(RestartsState)
  /// Splits, one after the other.
  case bisecting(BisectingState)
}

/// Some starts, the best of them, and the one under way.
struct RestartsState: Sendable {
  /// The number of the start that is under way, or comes next; as many as there are at the end.
  var next = 0
  /// The start with the least J so far, and its number.
  var best: (restart: Int, outcome: Run.Outcome)?
  /// J of every start that has ended.
  var histories: [[Double]] = []
  /// What these computed, and how long it took.
  var work = Clustering.Work()
  var initializing = Duration.zero
  var iterating = Duration.zero
  /// Where the start under way is; nil before it is drawn.
  var current: CourseState?
}

/// Where a start is.
enum CourseState: Sendable {
  /// Its first centroids have been drawn.
  case drawn(PointMatrix)
  /// Some steps over all points are done.
  case whole(RunState)
  /// Some steps over batches are done.
  case nested(NestedState)
}

extension CourseState {
  /// M of the next step.
  var centroids: PointMatrix {
    switch self {
    case .drawn(let m): m
    case .whole(let run): run.m
    case .nested(let nested): nested.run.m
    }
  }
}

/// A run over nested batches.
struct NestedState: Sendable {
  /// The number of the batch, the first being 0.
  let level: Int
  /// How many points were looked at before the steps over all points, or so far.
  let spent: Int
  /// How many steps were done before those over all points; nil before these.
  let before: Int?
  /// Of the batch, with labels in its order.
  var run: RunState
}

/// Clusters that were split in two, and the split under way.
struct BisectingState: Sendable {
  /// The cluster of every point.
  var labels: LabelMatrix
  /// By cluster: what its centroid is, its share of J, and whether no split divides it.
  var leaves: [(centroid: [Double], objective: Double, isWhole: Bool)]
  var splits: [Bisection.Split] = []
  var history: [Double] = []
  var work = Clustering.Work()
  var stopReason: Clustering.StopReason?
  var initializing = Duration.zero
  var iterating = Duration.zero
  /// Whether nothing is left to split.
  var isFinished = false
  /// The cluster whose split is under way, and how far that is; nil between splits.
  var current: (cluster: Int, split: RestartsState)?
}
