/// The assignment step of points that come in layers: each keeps what it has learned about its own
/// points, so that bounds stay when further points come.
struct LayeredAssignment: Assignment {
  private struct Layer {
    let points: Range<Int>
    var assignment: any Assignment
    /// Whether its points have no labels yet.
    var isNew = true
  }

  private var layers: [Layer] = []

  /// How the greatest layer, which is the last, was assigned.
  var account: Clustering.AssignmentAccount? { layers.last?.assignment.account }

  /// Takes points in, after those that are there.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - assignment: of these points alone.
  mutating func append(_ count: Int, _ assignment: any Assignment) {
    let first = layers.last?.points.upperBound ?? 0
    layers.append(Layer(points: first..<first + count, assignment: assignment))
  }

  mutating func assign(
    to m: PointMatrix, after drift: Drift, labels: inout LabelMatrix, mayStop: Bool
  ) -> Moves {
    var all = Moves(shares: [], isComplete: true)
    for index in layers.indices {
      let places = layers[index].points
      var own = LabelMatrix(unset: places.count, clusters: m.count)
      own.values = Array(labels.values[places])
      let moves = layers[index].assignment.assign(
        to: m, after: layers[index].isNew ? .infinite(clusters: m.count) : drift, labels: &own,
        mayStop: mayStop)
      labels.values.replaceSubrange(places, with: own.values)
      all.shares += moves.shares.map { PlacedShare(share: $0, first: places.lowerBound) }
      all.work += moves.work
      all.isComplete = moves.isComplete
      guard moves.isComplete else { break }
      layers[index].isNew = false
    }
    return all
  }
}

/// The moves of points that are not the first.
private struct PlacedShare: MoveShare {
  let share: any MoveShare
  /// The number of their first.
  let first: Int

  var changed: Int { share.changed }

  func enter(_ sums: inout ClusterSums) { share.enter(&sums) }

  func undo(_ labels: UnsafeMutablePointer<Int32>) { share.undo(labels + first) }
}
