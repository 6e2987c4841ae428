#if INTERNAL_CHECKS

  extension Run {
    /// Stops the program where labels are not the truth's, or sums not those of the labels. So a
    /// broken bound shows at once, on the data that break it.
    ///
    /// Where sizes have limits, labels need not be the truth's.
    ///
    /// Points that are written to while they are read fail the check too.
    ///
    /// - Complexity: O(N·k·d) in plain Swift.
    static func check(
      _ x: Observations, _ m: PointMatrix, _ labels: LabelMatrix, _ sums: ClusterSums,
      areNearest: Bool
    ) {
      let centroids = (0..<m.count).map { m.point($0) }
      var truth = ClusterSums(grid: x.grid, clusters: m.count, isWeighted: x.weights != nil)
      for point in 0..<x.count {
        let values = x.points.point(point)
        let distances = centroids.map { Textbook.squaredDistance(values, $0) }
        var nearest = 0
        for j in distances.indices where distances[j] < distances[nearest] { nearest = j }
        let label = Int(labels.values[point])
        precondition(
          label == nearest || !areNearest,
          "point \(point) has label \(label), but \(nearest) is its nearest centroid: "
            + "\(distances[nearest]) against \(distances[label])")
        truth.add(point, of: x.rows, to: label, kernels: .current)
      }
      for j in 0..<m.count {
        precondition(
          sums.sizes[j] == truth.sizes[j] && sums.members[j] == truth.members[j],
          "cluster \(j) has another size than its labels say")
        precondition(sums.weight(j) == truth.weight(j), "cluster \(j) has another weight")
        for l in 0..<x.dimensions {
          precondition(
            sums.sum(j, feature: l) == truth.sum(j, feature: l),
            "cluster \(j) has another sum in feature \(l)")
        }
      }
    }
  }
#endif
