/// The assignment step that `auto` stands for: boxes of points in few dimensions, otherwise single
/// points with the screen that leaves the least.
///
/// Boxes pay while a step looks at few distances a point. The first steps are counted; if one looks
/// at too many, all later steps go point by point. Both give the same bits, so one may follow the
/// other.
struct Automatic: Assignment {
  private let x: Observations
  private var filtering: Filtering?
  private var hamerly: Hamerly
  private var steps = 0
  private(set) var account: Clustering.AssignmentAccount?

  /// The most features that boxes are tried with: in more, boxes of near points overlap the regions
  /// of many centroids.
  private static let mostDimensions = 4
  /// With fewer points, a tree could save next to nothing.
  private static let leastPoints = 2048
  /// The most distances a point that boxes may look at, in each of the first steps.
  private static let mostDistances = 6
  private static let trialSteps = 4

  init(_ prepared: Prepared, execution: Execution) {
    x = prepared.x
    hamerly = Hamerly(prepared, execution: execution)
    let hasBoxes =
      prepared.makesViews && x.dimensions <= Self.mostDimensions
      && (Self.leastPoints...Int(Int32.max)).contains(x.count)
    filtering = hasBoxes ? Filtering(prepared, execution: execution) : nil
  }

  var distanceBounds: DistanceBounds? { filtering == nil ? hamerly.bounds : nil }

  mutating func assign(
    to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix, mayStop: Bool
  ) -> Moves {
    steps += 1
    guard var boxes = filtering else {
      let moves = hamerly.assign(to: m, after: drift, labels: &labels, mayStop: mayStop)
      if let chosen = hamerly.account {
        let reason = chosen.reason.isEmpty ? account?.reason ?? "" : chosen.reason
        account = Clustering.AssignmentAccount(algorithm: chosen.algorithm, reason: reason)
      }
      return moves
    }
    // One owner at a time, so that nothing is copied.
    filtering = nil
    let moves = boxes.assign(to: m, after: drift, labels: &labels, mayStop: mayStop)
    let share = Double(moves.work.distances) / Double(x.count)
    let pays = steps > Self.trialSteps || share <= Double(Self.mostDistances)
    if pays { filtering = boxes }
    if steps <= Self.trialSteps {
      account = Clustering.AssignmentAccount(
        algorithm: pays ? .filtering : .hamerly,
        reason: "boxes cost \((share * 100).rounded() / 100) distances a point in step \(steps)")
    }
    return moves
  }
}

extension Clusterer.Algorithm {
  /// `direct` for few points; else `filtering`, `hamerly`, `bytes` or `axes`, chosen by counts of
  /// the work that each leaves.
  public static let auto = Clusterer.Algorithm(
    "auto", "whichever of the others leaves the least to be done, by counting"
  ) { prepared, clusters, execution in
    if Direct.pays(prepared.x, clusters: clusters) {
      return Direct(prepared.x, execution: execution)
    }
    // Bounds take memory.
    guard prepared.keepsBounds else { return Lloyd(prepared.x, execution: execution) }
    return Automatic(prepared, execution: execution)
  }
}
