import KMeansMatrices

/// The assignment step that `auto` stands for: boxes of points where there are few dimensions, and
/// single points with the screen that leaves the least otherwise.
///
/// Boxes pay as long as few distances are looked at for a point. That is counted, step by step;
/// when it turns out otherwise in the first steps, the rest is done point by point. All steps give
/// the same bits, so one may follow on the other.
struct Automatic: AssignmentStep {
  private let execution: Execution
  private var filtering: Filtering?
  private var hamerly: Hamerly
  private var steps = 0
  private(set) var account: AssignmentAccount?

  /// The most features that boxes are tried with: in more, boxes of near points overlap the regions
  /// of many centroids.
  private static let mostDimensions = 4
  /// Below, all that a tree could spare takes no time anyway.
  private static let leastPoints = 2048
  /// The most distances a point that boxes may cost, in each of the first steps.
  private static let mostDistances = 6
  private static let trialSteps = 4

  init(_ x: Observations, execution: Execution) {
    self.execution = execution
    hamerly = Hamerly(execution: execution)
    let hasBoxes =
      x.dimensions <= Self.mostDimensions && (Self.leastPoints...Int(Int32.max)).contains(x.count)
    filtering = hasBoxes ? Filtering(execution: execution) : nil
  }

  mutating func assign(
    _ x: Observations, to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix,
    sums: inout ClusterSums, work: inout Work, mayStop: Bool
  ) -> Int? {
    steps += 1
    guard var boxes = filtering else {
      let changed = hamerly.assign(
        x, to: m, after: drift, labels: &labels, sums: &sums, work: &work, mayStop: mayStop)
      if let chosen = hamerly.account {
        let reason = chosen.reason.isEmpty ? account?.reason ?? "" : chosen.reason
        account = AssignmentAccount(algorithm: chosen.algorithm, reason: reason)
      }
      return changed
    }
    // One owner, lest the tree's lists be copied.
    filtering = nil
    let before = work.distances
    let changed = boxes.assign(
      x, to: m, after: drift, labels: &labels, sums: &sums, work: &work, mayStop: mayStop)
    let share = Double(work.distances - before) / Double(x.count)
    let pays = steps > Self.trialSteps || share <= Double(Self.mostDistances)
    if pays { filtering = boxes }
    if steps <= Self.trialSteps {
      account = AssignmentAccount(
        algorithm: pays ? .filtering : .hamerly,
        reason: "boxes cost \((share * 100).rounded() / 100) distances a point in step \(steps)")
    }
    return changed
  }
}

/// What an assignment step was done with in the end, and why.
public struct AssignmentAccount: Sendable, Equatable {
  /// The variant that was used.
  public let algorithm: Algorithm
  /// What was counted, in a few words; empty where there was nothing to choose.
  public let reason: String
}
