/// The leftmost minimum of every row of a totally monotone matrix, of which only O(rows + columns)
/// elements are looked at.
///
/// Totally monotone: where a column beats an earlier one in a row, it does so in all rows below.
/// (A. Aggarwal, M. Klawe, S. Moran, P. Shor and R. Wilber, "Geometric applications of a
/// matrix-searching algorithm", Algorithmica 2, 1987, doi:10.1007/BF01840359.)
enum TotallyMonotone {
  /// Finds the minima.
  ///
  /// - Parameters:
  ///   - rows: which rows.
  ///   - columns: which columns.
  ///   - minima: at the place of each row, the column of its minimum.
  ///   - isGreater: whether, in a row, the element of one column exceeds that of a later one.
  /// - Complexity: O(rows + columns) comparisons.
  static func minima(
    rows: Range<Int>, columns: Range<Int>, into minima: inout [Int32],
    isGreater: (_ row: Int, _ column: Int, _ later: Int) -> Bool
  ) {
    minima.withUnsafeMutableBufferPointer { minima in
      find(
        Rows(first: rows.lowerBound, step: 1, count: rows.count),
        columns.map { Int32($0) }, minima, isGreater)
    }
  }

  /// Every `step`-th row: `count` of them, from `first` on.
  private struct Rows {
    let first: Int
    let step: Int
    let count: Int

    subscript(index: Int) -> Int { first + step * index }
  }

  private static func find(
    _ rows: Rows, _ columns: [Int32], _ minima: UnsafeMutableBufferPointer<Int32>,
    _ isGreater: (Int, Int, Int) -> Bool
  ) {
    guard rows.count > 0 else { return }
    let left = reduced(rows, columns, isGreater)
    find(
      Rows(first: rows.first + rows.step, step: 2 * rows.step, count: rows.count / 2), left,
      minima, isGreater)
    // Between the minima of the rows above and below lies that of every other row.
    var place = 0
    for index in stride(from: 0, to: rows.count, by: 2) {
      let row = rows[index]
      let last = index + 1 < rows.count ? minima[rows[index + 1]] : left[left.count - 1]
      var best = left[place]
      while left[place] != last {
        place += 1
        if isGreater(row, Int(best), Int(left[place])) { best = left[place] }
      }
      minima[row] = best
    }
  }

  /// As many columns as there are rows at most, among them those of all minima.
  private static func reduced(
    _ rows: Rows, _ columns: [Int32], _ isGreater: (Int, Int, Int) -> Bool
  ) -> [Int32] {
    var left: [Int32] = []
    left.reserveCapacity(min(rows.count, columns.count))
    for column in columns {
      while let last = left.last, isGreater(rows[left.count - 1], Int(last), Int(column)) {
        left.removeLast()
      }
      if left.count < rows.count { left.append(column) }
    }
    return left
  }
}
