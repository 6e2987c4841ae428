import KMeansCore

extension GroupDistances {
  /// The mean distances of the points `asked` by a metric.
  ///
  /// By the cosine, let m be the mean of a group of n unit vectors y, each value the exact mean
  /// rounded once, and V the exact sum of δ(y, m), rounded once. Then
  ///
  ///     c(x) = ½(δ(x, m) + V/n)
  ///
  /// is the mean of ½‖x − y‖² = 1 − cos ∠(x, y) over the group, for the mean of squared distances
  /// splits at the mean (C. Huygens; J. Steiner): it is 1 − x·S/n, S the exact sum of the group.
  /// No term is negative, so nothing cancels where angles are small, and points of one direction
  /// have 0. Computed, it is off by at most (d + 8)·2^-53 of itself, and by 2^-52·‖x − m‖ for the
  /// rounding of m. To the others of its own group a point has c(x)·n/(n − 1), since it has 0 to
  /// itself.
  ///
  /// - Parameters:
  ///   - x: X, d × N, as the metric sees it.
  ///   - y: Y, k × N.
  ///   - groups: those of `y`.
  ///   - asked: some of the points, ascending.
  ///   - metric: how far apart points are.
  ///   - settings: how points are compared with groups.
  /// - Throws: `MetricError.points` for values that have no squared distances, and with
  ///   `.stopped` where the stop ended it.
  /// - Complexity: by the cosine O(N·d + n·k·d) for n points asked; no pair of points is looked at.
  init(
    seen x: PointMatrix, _ y: LabelMatrix, _ groups: SortedGroups, asked: [Int32],
    metric: ScoreMetric, settings: Settings
  ) throws(MetricError) {
    switch metric {
    case .euclidean:
      self.init(
        try Observations(scoring: x, threads: settings.threads), groups, asked: asked,
        settings: settings)
    case .cosine:
      let dispersion = try Dispersion(x, y, threads: settings.threads, kernels: settings.kernels)
      self.init(cosinesOf: asked, x, groups, dispersion, settings: settings)
    }
    if settings.stop?.isAbandoning == true { throw .points(.stopped) }
  }

  private init(
    cosinesOf asked: [Int32], _ x: PointMatrix, _ groups: SortedGroups, _ dispersion: Dispersion,
    settings: Settings
  ) {
    let sizes = (0..<groups.count).map { Double(groups.size($0)) }
    let nearest = NearestMeans(
      x.choosing(asked.map { Int($0) }), asked.map { groups.ofPoint[Int($0)] },
      to: dispersion.means,
      addends: groups.clusters.indices.map {
        dispersion.within[groups.clusters[$0]] / sizes[$0]
      }, settings: settings)
    self.init(
      own: zip(asked, nearest.own).map { point, sum in
        let size = sizes[Int(groups.ofPoint[Int(point)])]
        return size > 1 ? 0.5 * sum * size / (size - 1) : 0
      },
      other: nearest.other.map { 0.5 * $0 }, nearest: nearest.group)
  }
}
