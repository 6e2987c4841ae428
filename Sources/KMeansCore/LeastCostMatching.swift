/// Rows matched with columns, one to one, at the least sum of costs.
///
/// The Hungarian method: H. W. Kuhn, Naval Research Logistics Quarterly 2, 1955, as shortest
/// augmenting paths with prices (R. Jonker and A. Volgenant, Computing 38, 1987). Prices and costs
/// are integers, so nothing is rounded and the optimum is one. Of several optima the result has the
/// lowest column for row 0, of these the lowest for row 1, and so on: all optima are the perfect
/// matchings of the edges whose reduced cost is 0, by complementary slackness, and the first of
/// them is found by alternating paths.
struct LeastCostMatching {
  /// The column of every row.
  private(set) var columns: [Int]
  /// The row of every column.
  private var rows: [Int]
  /// By row, the columns that it may have in an optimum at these prices, ascending.
  private var tight: [[Int]] = []

  /// Matches n rows with n columns.
  ///
  /// - Parameters:
  ///   - count: n.
  ///   - cost: of a row and a column; at least 0, and at most 2^122 / n.
  /// - Complexity: O(n³) at worst, and O(n²) memory.
  init(count: Int, cost: (Int, Int) -> Int128) {
    columns = Array(repeating: -1, count: count)
    rows = Array(repeating: -1, count: count)
    let costs = (0..<count * count).map { cost($0 / count, $0 % count) }
    var prices = Prices(count: count)
    for row in 0..<count { augment(from: row, costs, &prices) }
    tight = (0..<count).map { row in
      (0..<count).filter {
        costs[row * count + $0] == prices.rows[row] + prices.columns[$0]
      }
    }
    for row in 0..<count { lower(row) }
  }

  private struct Prices {
    var rows, columns: [Int128]

    init(count: Int) {
      rows = Array(repeating: 0, count: count)
      columns = Array(repeating: 0, count: count)
    }
  }

  /// Gives a row a column, by the shortest path to a free one over the columns of earlier rows.
  private mutating func augment(from start: Int, _ costs: [Int128], _ prices: inout Prices) {
    let count = rows.count
    var distances = [Int128](repeating: .max, count: count)
    var before = [Int](repeating: -1, count: count)
    var isDone = [Bool](repeating: false, count: count)
    var (row, column, length) = (start, -1, Int128(0))
    repeat {
      var next = -1
      for other in 0..<count where !isDone[other] {
        let way = length + costs[row * count + other] - prices.rows[row] - prices.columns[other]
        if way < distances[other] { (distances[other], before[other]) = (way, column) }
        if next < 0 || distances[other] < distances[next] { next = other }
      }
      (column, length) = (next, distances[next])
      isDone[column] = true
      row = rows[column]
    } while row >= 0
    prices.rows[start] += length
    for other in 0..<count where isDone[other] && rows[other] >= 0 {
      prices.rows[rows[other]] += length - distances[other]
      prices.columns[other] -= length - distances[other]
    }
    while column >= 0 {
      let earlier = before[column]
      let taker = earlier < 0 ? start : rows[earlier]
      (rows[column], columns[taker]) = (taker, column)
      column = earlier
    }
  }

  /// Gives a row the lowest column that it has in any optimum which leaves earlier rows alone.
  private mutating func lower(_ row: Int) {
    let own = columns[row]
    for column in tight[row] where column < own && rows[column] > row {
      guard let path = path(from: rows[column], to: own, after: row) else { continue }
      (columns[row], rows[column]) = (column, row)
      for (row, column) in path { (columns[row], rows[column]) = (column, row) }
      return
    }
  }

  /// Other columns for a row, which has lost its own, and for those whose columns are taken by
  /// that.
  ///
  /// - Parameters:
  ///   - start: the row.
  ///   - end: the column that has become free.
  ///   - fixed: the last of the rows that keep theirs.
  /// - Returns: rows with their new columns; nil where there is no way.
  private func path(
    from start: Int, to end: Int, after fixed: Int
  ) -> [(row: Int, column: Int)]? {
    var from = [Int: Int]()
    var queue = [start]
    var next = 0
    while next < queue.count {
      let row = queue[next]
      next += 1
      for column in tight[row] where from[column] == nil && rows[column] >= fixed {
        from[column] = row
        if column == end { return way(to: end, from: from, start) }
        if rows[column] > fixed { queue.append(rows[column]) }
      }
    }
    return nil
  }

  private func way(
    to end: Int, from: [Int: Int], _ start: Int
  ) -> [(row: Int, column: Int)] {
    var path: [(row: Int, column: Int)] = []
    var column = end
    while let row = from[column] {
      path.append((row, column))
      if row == start { break }
      column = columns[row]
    }
    return path
  }
}
