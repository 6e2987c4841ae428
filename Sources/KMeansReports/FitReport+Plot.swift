public import KMeans
public import KMeansCore
import KMeansData
import KMeansModels

extension FitReport {
  /// The clusters of a fit to look at without a browser, as its distance sees the rows: where
  /// angles count, two columns are those of vectors of length 1.
  ///
  /// - Parameters:
  ///   - fit: what the report is about.
  ///   - width: characters a line may take.
  ///   - isColored: whether the signs of clusters are coloured, as terminals understand it.
  /// - Returns: the lines, each ended by a newline.
  /// - Complexity: O(N·d).
  public func plot(of fit: Fit, width: Int, isColored: Bool) -> String {
    let (distance, x) = (clustering.configuration.distance, fit.data.x.points)
    // Rows that the fit has seen can be seen again.
    if x.dimensions > 2, !distance.isDirectional { return principal(fit, width, isColored) }
    guard distance.isDirectional, x.dimensions == 2, let units = try? distance.seen(x) else {
      return plot(
        fit.data.complete.table.points, clustering.labels, width: width, isColored: isColored)
    }
    let names = columns.map { onOneLine($0) }
    let space = scaling.method == .none ? "" : ", after --scale \(scaling.method.rawValue)"
    return lines(
      "Directions by \(names[0]) and \(names[1])\(space), as vectors of length 1, "
        + "centroids marked:",
      TextScatter(
        points: units, labels: clustering.labels.values, centroids: clustering.centroids,
        columns: names.map { "\($0) / length" }),
      width: width, isColored: isColored)
  }

  /// The scatter of more than two columns, on the axes along which the rows vary most.
  private func principal(_ fit: Fit, _ width: Int, _ isColored: Bool) -> String {
    let x = fit.data.x
    let drawn = DrawnPoints(of: x, most: 50_000, seed: clustering.configuration.seed)
    let plane = PrincipalPlane(x, of: drawn.points, weights: drawn.weights)
    let centroids = (0..<clustering.centroids.count).map { cluster in
      plane.place { clustering.centroids[$0, cluster] }
    }
    guard let points = try? PointMatrix(plane.places), let middles = try? PointMatrix(centroids)
    else { return "" }
    let space = scaling.method == .none ? "" : " after --scale \(scaling.method.rawValue)"
    return lines(
      "Clusters on the two axes along which the points vary most\(space), centroids marked:",
      TextScatter(
        points: points, labels: drawn.points.map { clustering.labels.values[$0] },
        centroids: middles,
        columns: ["first", "second"].enumerated().map { axis, name in
          "\(name) principal axis, \(NumberText.percent(plane.shares[axis])) of the variance"
        }),
      width: width, isColored: isColored)
  }

  /// The clusters to look at without a browser, ended by a newline: the scatter of two columns, and
  /// otherwise the sizes.
  ///
  /// - Parameters:
  ///   - points: X, d × N, in the units of the input.
  ///   - labels: N labels; negative for points that are not drawn.
  ///   - width: characters a line may take.
  ///   - isColored: whether the signs of clusters are coloured, as terminals understand it.
  /// - Returns: the lines, each ended by a newline.
  /// - Complexity: O(N·d).
  public func plot(
    _ points: PointMatrix, _ labels: LabelMatrix, width: Int, isColored: Bool
  ) -> String {
    let sizes = clustering.sizes
    var lines: [String]
    if points.dimensions == 2 {
      // The lines may have colours, so names are escaped one by one.
      let names = columns.map { onOneLine($0) }
      let scatter = TextScatter(
        points: points, labels: labels.values, centroids: centroids, columns: names)
      return self.lines(
        "Clusters by \(names[0]) and \(names[1]), centroids marked:", scatter, width: width,
        isColored: isColored)
    } else {
      let shown = ShownRows(count: sizes.count)
      lines = ["Points by cluster:"]
      lines += TextBars.lines(
        labels: shown.cells { String($0) }, values: shown.values { Double(sizes[$0]) },
        notes: shown.cells { NumberText.count(sizes[$0]) }, width: width)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(
    _ title: String, _ scatter: TextScatter, width: Int, isColored: Bool
  ) -> String {
    let lines = scatter.lines(width: min(width, 100), height: 22, isColored: isColored)
    return ([title] + lines).joined(separator: "\n") + "\n"
  }
}
