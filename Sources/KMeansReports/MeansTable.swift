import KMeansCore

/// The table of clusters: number, points, and the mean of every column.
struct MeansTable {
  /// M, d × k, in units of the input.
  let centroids: PointMatrix
  /// d names.
  let columns: [String]
  /// The points of every cluster.
  let sizes: [Int]
  /// What they weigh; nil without weights.
  var weights: [Double]?

  /// The lines of the table, heading first, with a line for what is not shown.
  ///
  /// - Parameter width: characters a line may take.
  /// - Returns: the lines, without their ends.
  /// - Complexity: O(k·d).
  func lines(width: Int) -> [String] { made(width: width).lines }

  /// Whether columns have no room in lines of `width` characters.
  func leavesOut(width: Int) -> Bool { made(width: width).columnsLeftOut > 0 }

  private func made(width: Int) -> TextTable.Lines {
    let shown = ShownRows(count: sizes.count)
    // More columns than these take more lines than are shown, so the middle ones need no cells.
    let features =
      columns.count > 4 * width
      ? Array(columns.indices.prefix(width) + columns.indices.suffix(width))
      : Array(columns.indices)
    let means = features.map { feature in
      TextTable.Column(
        heading: columns[feature], cells: shown.numbers { centroids[feature, $0] })
    }
    var fixed = [
      TextTable.Column(heading: "cluster", cells: shown.cells { String($0) }),
      TextTable.Column(heading: "points", cells: shown.cells { NumberText.count(sizes[$0]) }),
    ]
    if let weights {
      fixed.append(TextTable.Column(heading: "weight", cells: shown.amounts { weights[$0] }))
    }
    let table = TextTable(fixed: fixed, others: means).lines(width: width)
    var left: [String] = []
    let columnsLeftOut = table.columnsLeftOut + columns.count - features.count
    if columnsLeftOut > 0 {
      left.append("\(NumberText.count(columnsLeftOut)) of \(columns.count) columns")
    }
    if shown.leftOut > 0 { left.append(NumberText.count(shown.leftOut, "cluster")) }
    let note = left.isEmpty ? [] : ["  (\(left.joined(separator: " and ")) not shown)"]
    return TextTable.Lines(lines: table.lines + note, columnsLeftOut: columnsLeftOut)
  }
}
