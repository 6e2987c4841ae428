extension VoronoiCells {
  /// The cells of clusters that were split in two, again and again: for each, the convex polygon of
  /// the points of a box that the splits give to it.
  ///
  /// A cell is the box cut by the line midway between the two centroids of every split on the way
  /// to the cluster.
  ///
  /// - Parameters:
  ///   - bisection: splits of points of 2 features.
  ///   - least: the lower left corner of the box.
  ///   - greatest: its upper right corner.
  /// - Throws: `MatrixError.shapeMismatch` when d is not 2.
  /// - Complexity: O(k) cuts.
  public init(
    of bisection: Bisection, least: (x: Double, y: Double), greatest: (x: Double, y: Double)
  ) throws(MatrixError) {
    var cells = [Self.box(least: least, greatest: greatest)]
    for split in bisection.splits {
      guard split.centroids.dimensions == 2 else {
        throw .shapeMismatch(what: "d of M", found: split.centroids.dimensions, expected: 2)
      }
      let sides = (0..<2).map { Corner(x: split.centroids[0, $0], y: split.centroids[1, $0]) }
      let whole = cells[split.cluster]
      // Of two equal centroids the first takes all.
      let isDivided = sides[0] != sides[1] && !whole.isEmpty
      cells[split.cluster] = isDivided ? Self.clip(whole, nearer: sides[0], than: sides[1]) : whole
      cells.append(isDivided ? Self.clip(whole, nearer: sides[1], than: sides[0]) : [])
    }
    polygons = cells
  }
}
