import KMeansCore

/// Points of two features as a grid of characters: in each place the sign of the cluster that most
/// of its points belong to, and where a centroid lies, its sign between brackets.
struct TextScatter {
  /// X, 2 × N.
  let points: PointMatrix
  /// N labels; negative for points that are not drawn.
  let labels: [Int32]
  /// M, 2 × k, in the units of the points.
  let centroids: PointMatrix
  /// The names of the features.
  let columns: [String]

  private static let signs = Array("0123456789abcdefghijklmnopqrstuvwxyz")

  /// The sign of a cluster; those past the 36th share one.
  static func sign(_ cluster: Int) -> Character {
    cluster < signs.count ? signs[cluster] : "#"
  }

  /// The lines of the plot, the second feature's name first and the first's last.
  ///
  /// - Parameters:
  ///   - width: characters a line may take.
  ///   - height: rows of the grid.
  ///   - isColored: whether signs are coloured, as terminals understand it.
  /// - Returns: the lines, without their ends.
  /// - Complexity: O(N + width · height · k).
  func lines(width: Int, height: Int, isColored: Bool) -> [String] {
    let (x, y) = (range(0), range(1))
    let bounds = [y.least, y.greatest].map(NumberText.short)
    let margin = (bounds.map(\.count).max() ?? 0) + 4
    let grid = Grid(columns: max(20, width - margin), rows: max(4, height), x: x, y: y)
    let cells = grid.winners(points, labels)
    let middles = grid.places(centroids)
    var lines = ["  " + columns[1].shortened(toWidth: max(8, width - 2))]
    for row in 0..<grid.rows {
      let label = row == 0 ? bounds[1] : row == grid.rows - 1 ? bounds[0] : ""
      var line = String(repeating: " ", count: margin - 2 - label.count) + label + " │"
      for column in 0..<grid.columns {
        line += cell(
          row, column, winner: cells[row * grid.columns + column], middles, isColored: isColored)
      }
      while line.last == " " { line.removeLast() }
      lines.append(line)
    }
    lines.append(
      String(repeating: " ", count: margin - 1) + "└" + String(repeating: "─", count: grid.columns))
    return lines + [axis(x, margin: margin, width: grid.columns)]
  }

  /// One place of the grid.
  private func cell(
    _ row: Int, _ column: Int, winner: Int32?, _ middles: [[Int]: Int], isColored: Bool
  ) -> String {
    if let own = middles[[row, column]] {
      return Self.colored(String(Self.sign(own)), own, isColored, isMiddle: true)
    }
    if !isColored {
      if middles[[row, column + 1]] != nil { return "[" }
      if middles[[row, column - 1]] != nil { return "]" }
    }
    guard let winner else { return " " }
    return Self.colored(String(Self.sign(Int(winner))), Int(winner), isColored, isMiddle: false)
  }

  /// Six colours that terminals have, again and again; a centroid is inverted.
  private static func colored(
    _ text: String, _ cluster: Int, _ isColored: Bool, isMiddle: Bool
  ) -> String {
    guard isColored else { return text }
    let color = [34, 31, 32, 35, 33, 36][cluster % 6]
    return "\u{1B}[\(isMiddle ? "1;7;" : "")\(color)m\(text)\u{1B}[0m"
  }

  private func axis(_ x: (least: Double, greatest: Double), margin: Int, width: Int) -> String {
    let (least, greatest) = (NumberText.short(x.least), NumberText.short(x.greatest))
    let room = max(0, width - least.count - greatest.count - 2)
    let name = columns[0].shortened(toWidth: max(1, room))
    let length = name.displayWidth
    let left = max(1, (room - length) / 2 + 1)
    let right = max(1, width - least.count - greatest.count - length - left)
    return String(repeating: " ", count: margin) + least + String(repeating: " ", count: left)
      + name + String(repeating: " ", count: right) + greatest
  }

  private func range(_ feature: Int) -> (least: Double, greatest: Double) {
    var (least, greatest) = (Double.infinity, -Double.infinity)
    for point in 0..<points.count {
      let value = points[feature, point]
      (least, greatest) = (min(least, value), max(greatest, value))
    }
    return (least, greatest)
  }
}

/// Where points lie in a grid of places.
private struct Grid {
  let columns: Int
  let rows: Int
  let x: (least: Double, greatest: Double)
  let y: (least: Double, greatest: Double)

  /// The row, from above, and the column of a point.
  private func place(_ first: Double, _ second: Double) -> (row: Int, column: Int) {
    func index(_ value: Double, _ range: (least: Double, greatest: Double), _ count: Int) -> Int {
      // Halved, because the whole range may overflow.
      let side = range.greatest / 2 - range.least / 2
      guard side > 0 else { return count / 2 }
      return min(count - 1, max(0, Int((value / 2 - range.least / 2) / side * Double(count))))
    }
    return (rows - 1 - index(second, y, rows), index(first, x, columns))
  }

  /// The cluster with the most points, by place; nil for an empty one, the lowest among equals.
  func winners(_ points: PointMatrix, _ labels: [Int32]) -> [Int32?] {
    var counts: [[Int32: Int]] = Array(repeating: [:], count: rows * columns)
    for (point, label) in labels.enumerated() where label >= 0 {
      let place = place(points[0, point], points[1, point])
      counts[place.row * columns + place.column][label, default: 0] += 1
    }
    return counts.map { counts in
      counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    }
  }

  /// The centroids by place; the lowest number where several share one.
  func places(_ centroids: PointMatrix) -> [[Int]: Int] {
    var places: [[Int]: Int] = [:]
    for cluster in (0..<centroids.count).reversed() {
      let place = place(centroids[0, cluster], centroids[1, cluster])
      places[[place.row, place.column]] = cluster
    }
    return places
  }
}
