public import KMeansCore

/// n_ij, classes × clusters: how many points of class i have the label of cluster j.
///
/// Every score of labels against known labels is a function of this table. Labels may be any
/// integers, in any number and with gaps; −1, which files give to rows without a label, is a label
/// like any other, as in scikit-learn. Only cells with points are held, so 1,000 classes in 1,000
/// clusters take no more memory than their points.
public struct ContingencyTable: Sendable, Equatable {
  /// A class and a cluster that have points in common.
  public struct Cell: Sendable, Equatable {
    /// i, the place of the class in `classes`.
    public let row: Int
    /// j, the place of the cluster in `clusters`.
    public let column: Int
    /// n_ij, at least 1.
    public let count: Int
  }

  /// The most points that a table can have: the number of pairs of points is an `Int`.
  public static let greatestCount = 3_000_000_000

  /// The labels that occur among the known ones, ascending: the rows.
  public let classes: [Int32]
  /// The labels that occur among the others, ascending: the columns.
  public let clusters: [Int32]
  /// a_i = Σ_j n_ij, the points of every class; each at least 1.
  public let classSizes: [Int]
  /// b_j = Σ_i n_ij, the points of every cluster; each at least 1.
  public let clusterSizes: [Int]
  /// The cells with points, row by row and ascending within a row.
  public let cells: [Cell]
  /// N, the number of points.
  public let count: Int
  /// Where every row begins among the cells, and where the last one ends.
  private let rowStarts: [Int]

  /// The table of two labellings of the same points.
  ///
  /// - Parameters:
  ///   - truth: N known labels, by which the points are of classes.
  ///   - labels: N labels, by which they are of clusters.
  /// - Throws: `MetricError.labelCount` when the numbers of labels differ, `.noPoints` when there
  ///   are none, `.setting` for more than `greatestCount`.
  /// - Complexity: O(N + c·log c) for c cells; memory O(N).
  public init(truth: [Int32], labels: [Int32]) throws(MetricError) {
    guard truth.count == labels.count else {
      throw .labelCount(found: labels.count, expected: truth.count)
    }
    guard !truth.isEmpty else { throw .noPoints }
    guard truth.count <= Self.greatestCount else {
      throw .setting(
        "the number of points", found: "\(truth.count)", allowed: "at most \(Self.greatestCount)")
    }
    let rows = CompactLabels(truth)
    let columns = CompactLabels(labels)
    (cells, rowStarts) = Self.cells(rows, columns)
    classes = rows.values
    clusters = columns.values
    classSizes = rows.sizes
    clusterSizes = columns.sizes
    count = truth.count
  }

  /// The table of two labellings of points that count several times each, as if the points were
  /// there so often.
  ///
  /// - Parameters:
  ///   - truth: N known labels, by which the points are of classes.
  ///   - labels: N labels, by which they are of clusters.
  ///   - copies: how often each point counts, 0 or more.
  /// - Throws: as `init(truth:labels:)`, the points counted by their copies.
  /// - Complexity: O(N·log clusters + c·log c) for c cells; memory O(N).
  public init(truth: [Int32], labels: [Int32], copies: [Int]) throws(MetricError) {
    guard truth.count == copies.count else {
      throw .labelCount(found: truth.count, expected: copies.count)
    }
    guard truth.count == labels.count else {
      throw .labelCount(found: labels.count, expected: truth.count)
    }
    let kept = copies.indices.filter { copies[$0] > 0 }
    let once = try ContingencyTable(
      truth: kept.map { truth[$0] }, labels: kept.map { labels[$0] })
    var tally = CellTally(once, zero: 0)
    for point in kept {
      guard copies[point] <= Self.greatestCount - tally.total else {
        throw .setting(
          "the number of points", found: "more", allowed: "at most \(Self.greatestCount)")
      }
      tally.add(copies[point], truth[point], labels[point])
    }
    (classes, clusters, rowStarts) = (once.classes, once.clusters, once.rowStarts)
    (classSizes, clusterSizes, count) = (tally.rows, tally.columns, tally.total)
    cells = zip(once.cells, tally.cells).map { Cell(row: $0.row, column: $0.column, count: $1) }
  }

  /// The table of two labellings as matrices; a cluster without points gets no row or column.
  ///
  /// - Parameters:
  ///   - truth: classes × N.
  ///   - labels: clusters × N.
  /// - Throws: as `init(truth:labels:)`.
  /// - Complexity: O(N + c·log c) for c cells.
  public init(truth: LabelMatrix, labels: LabelMatrix) throws(MetricError) {
    try self.init(truth: truth.values, labels: labels.values)
  }

  /// n_ij, 0 where a class and a cluster have no point in common.
  ///
  /// - Parameters:
  ///   - row: i, the place of the class in `classes`.
  ///   - column: j, the place of the cluster in `clusters`.
  /// - Precondition: both are in range.
  /// - Complexity: O(log clusters).
  public subscript(row: Int, column: Int) -> Int {
    precondition(classes.indices.contains(row), "row out of range")
    precondition(clusters.indices.contains(column), "column out of range")
    return place(row, column).map { cells[$0].count } ?? 0
  }

  /// Where a cell is in `cells`; nil where a class and a cluster have no point in common.
  func place(_ row: Int, _ column: Int) -> Int? {
    var (low, high) = (rowStarts[row], rowStarts[row + 1])
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].column < column { low = middle + 1 } else { high = middle }
    }
    return low < rowStarts[row + 1] && cells[low].column == column ? low : nil
  }

  /// The table written out: one array a class, of one count a cluster.
  ///
  /// - Complexity: O(classes·clusters) time and memory.
  public var counts: [[Int]] {
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: clusters.count), count: classes.count)
    for cell in cells { counts[cell.row][cell.column] = cell.count }
    return counts
  }

  /// Whether no class is split, so that every class lies in one cluster.
  var isComplete: Bool { cells.count == classes.count }

  /// Whether no cluster mixes classes, so that every cluster lies in one class.
  var isHomogeneous: Bool { cells.count == clusters.count }

  /// Counts row by row: the points are sorted by class, then each class counts its clusters.
  private static func cells(
    _ rows: CompactLabels, _ columns: CompactLabels
  ) -> (cells: [Cell], rowStarts: [Int]) {
    var next: [Int] = []
    var sum = 0
    for size in rows.sizes {
      next.append(sum)
      sum += size
    }
    var sorted = [Int32](repeating: 0, count: rows.codes.count)
    for (point, row) in rows.codes.enumerated() {
      sorted[next[Int(row)]] = columns.codes[point]
      next[Int(row)] += 1
    }
    var cells: [Cell] = []
    var starts = [0]
    var tally = [Int](repeating: 0, count: columns.values.count)
    for row in rows.values.indices {
      var met: [Int] = []
      for code in sorted[(next[row] - rows.sizes[row])..<next[row]] {
        if tally[Int(code)] == 0 { met.append(Int(code)) }
        tally[Int(code)] += 1
      }
      for column in met.sorted() {
        cells.append(Cell(row: row, column: column, count: tally[column]))
        tally[column] = 0
      }
      starts.append(cells.count)
    }
    return (cells, starts)
  }
}
