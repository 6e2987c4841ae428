/// What one assignment step hands back: the points that change their cluster, and what was
/// computed.
///
/// Every thread of a step reports a share of the moves. The run enters them into its sums when the
/// step is complete, and undoes them when it was ended half-way.
struct Moves {
  /// What the threads moved.
  var shares: [any MoveShare]
  /// Whether every point was looked at.
  var isComplete: Bool
  /// What was computed.
  var work = Clustering.Work()

  /// How many points of positive weight change their cluster.
  ///
  /// Points of weight 0 must be as good as absent. They move no centroid, so the end of a run does
  /// not wait for them.
  var changed: Int { shares.reduce(0) { $0 + $1.changed } }

  /// A step that was ended before anything moved.
  static var none: Moves { Moves(shares: [], isComplete: false) }

  /// Moves the points from sum to sum.
  func enter(_ sums: inout ClusterSums) {
    for share in shares { share.enter(&sums) }
  }

  /// Gives points back the label that they had before the step.
  func undo(_ labels: inout LabelMatrix) {
    labels.withPointer { labels in
      for share in shares { share.undo(labels) }
    }
  }
}

/// Some of the points that a step moves.
protocol MoveShare {
  /// How many of them have a positive weight.
  var changed: Int { get }

  /// Moves the points from sum to sum.
  func enter(_ sums: inout ClusterSums)

  /// Gives points back the label that they had before.
  ///
  /// - Parameter labels: Y, by point.
  func undo(_ labels: UnsafeMutablePointer<Int32>)
}
