import KMeansCore

/// The points of every cluster that has any, side by side: Y sorted by label.
struct SortedGroups: Sendable {
  /// The clusters that have points, ascending.
  let clusters: [Int]
  /// The points, cluster after cluster, ascending within each.
  let members: [Int32]
  /// Where each group begins in `members`, and past the last the end.
  let starts: [Int]
  /// The group of every point.
  let ofPoint: [Int32]

  /// How many groups there are.
  var count: Int { clusters.count }

  /// The groups of a label matrix.
  ///
  /// - Complexity: O(N + k).
  init(_ y: LabelMatrix) {
    let sizes = y.sizes
    let clusters = sizes.indices.filter { sizes[$0] > 0 }
    var group = [Int32](repeating: 0, count: sizes.count)
    var starts = [0]
    for (index, cluster) in clusters.enumerated() {
      group[cluster] = Int32(index)
      starts.append(starts[index] + sizes[cluster])
    }
    var next = starts
    var members = [Int32](repeating: 0, count: y.count)
    var ofPoint = members
    for (point, label) in y.values.enumerated() {
      let own = group[Int(label)]
      ofPoint[point] = own
      members[next[Int(own)]] = Int32(point)
      next[Int(own)] += 1
    }
    (self.clusters, self.members, self.starts, self.ofPoint) = (clusters, members, starts, ofPoint)
  }

  /// How many points a group has.
  func size(_ group: Int) -> Int { starts[group + 1] - starts[group] }

  /// The points of a group, ascending.
  func members(_ group: Int) -> ArraySlice<Int32> { members[starts[group]..<starts[group + 1]] }

  /// The mean of a value over the points of every cluster; 0 for a cluster without any.
  ///
  /// - Complexity: O(N + k).
  func means(of values: [Double], clusters count: Int) -> [Double] {
    var means = [Double](repeating: 0, count: count)
    for group in 0..<self.count {
      means[clusters[group]] = exactMean(members(group).map { values[Int($0)] }[...])
    }
    return means
  }
}

extension LabelMatrix {
  /// Checks that scores which compare clusters exist for these labels of `points` points.
  ///
  /// - Throws: `MetricError` unless there is one label a point, and 2 to N − 1 clusters have any.
  func checkComparable(points: Int) throws(MetricError) {
    guard points > 0 else { throw .noPoints }
    guard count == points else { throw .labelCount(found: count, expected: points) }
    let found = sizes.count { $0 > 0 }
    guard found >= 2 else { throw .tooFewClusters(found: found) }
    guard found < points else { throw .tooManyClusters(found: found) }
  }
}
