public import KMeansCore
import KMeansData

extension FitReport {
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
      lines = ["Clusters by \(names[0]) and \(names[1]), centroids marked:"]
      lines += scatter.lines(
        width: min(width, 100), height: 22, isColored: isColored)
    } else {
      let shown = ShownRows(count: sizes.count)
      lines = ["Points by cluster:"]
      lines += TextBars.lines(
        labels: shown.cells { String($0) }, values: shown.values { Double(sizes[$0]) },
        notes: shown.cells { NumberText.count(sizes[$0]) }, width: width)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
