import KMeansCore
import KMeansData

extension FitReport {
  /// The most columns that are told where all of them have no room.
  private static let mostTelling = 12
  /// The most clusters that get a sentence.
  private static let mostSentences = 12

  /// The clusters of many columns: a row a column, those that separate the clusters most first, and
  /// a sentence a cluster.
  ///
  /// - Parameters:
  ///   - raw: X in the units of the input.
  ///   - width: characters a line may take.
  /// - Returns: the lines, without their ends.
  /// - Complexity: O(k·d + N).
  func tellingLines(_ raw: Observations, width: Int) -> [String] {
    let contrast = ClusterContrast(clustering, centroids: centroids, raw: raw)
    let features = Array(contrast.order.prefix(Self.mostTelling))
    let shown = ShownRows(count: clustering.sizes.count)
    // Numbers of a row are of one column, so their decimals are those of the row.
    let rows = features.map { feature in shown.numbers { centroids[feature, $0] } }
    let heads = shown.cells { String($0) }
    let table = TextTable(
      fixed: [
        TextTable.Column(
          heading: "column", cells: features.map { columns[$0] }, isLeftAligned: true),
        TextTable.Column(
          heading: "between",
          cells: features.map { NumberText.percent(contrast.separations[$0]) }),
      ],
      others: heads.indices.map { cluster in
        TextTable.Column(heading: heads[cluster], cells: rows.map { $0[cluster] })
      }
    ).lines(width: width)
    var lines = [
      "Cluster means of the \(features.count) columns of \(NumberText.count(columns.count)) that "
        + "differ most between clusters",
      "(in input units; between: the share of its variance between clusters):",
    ]
    lines += table.lines + [""] + sentences(contrast, width: width)
    return lines
  }

  /// A sentence a cluster: its share, and what sets it apart.
  private func sentences(_ contrast: ClusterContrast, width: Int) -> [String] {
    let sizes = clustering.sizes
    let shown = sizes.indices.filter { sizes[$0] > 0 }.prefix(Self.mostSentences)
    let all = sizes.reduce(0, +)
    let lines = shown.flatMap { cluster -> [String] in
      let words = ClusterWords(cluster, size: sizes[cluster], of: all, contrast: contrast)
      let traits = words.traits.map { trait in
        "\(onOneLine(columns[trait.feature]).shortened(to: 40)) \(trait.degree) "
          + "(\(trait.mean), all \(trait.all))"
      }
      let share = NumberText.percent(Double(sizes[cluster]) / Double(max(1, all)))
      let start = "Cluster \(cluster), \(share) of the points: "
      let text =
        start + (traits.isEmpty ? "near the mean of all" : traits.joined(separator: ", ")) + "."
      return text.wrapped(to: width)
    }
    return lines
      + (sizes.count > shown.count
        ? ["(\(NumberText.count(sizes.count - shown.count, "cluster")) not told)"] : [])
  }
}
