/// Y of the textbook: a k × N matrix of zeros and ones, one column a point.
///
/// y_ij ∈ {0, 1} and Σ_j y_ij = 1, so a column is known by the row of its one. That row, the label,
/// is what is stored: as a collection, Y is the labels of points 0 … N − 1.
public struct LabelMatrix: Sendable, Hashable {
  /// k, the number of rows.
  public let clusters: Int
  /// The label of every point, 0 ..< k.
  public package(set) var values: [Int32]

  /// N, the number of columns.
  public var count: Int { values.count }

  /// The matrix whose column i has its one in row `labels[i]`.
  ///
  /// - Throws: `MatrixError.labelOutOfRange` for a label that is not in 0 ..< k.
  /// - Complexity: O(N).
  public init(clusters: Int, labels: [Int32]) throws(MatrixError) {
    for (point, label) in labels.enumerated() where label < 0 || label >= clusters {
      throw .labelOutOfRange(point: point, label: Int(label), clusters: clusters)
    }
    self.clusters = clusters
    values = labels
  }

  /// The matrix written out, `oneHot[j][i]` = y_ij, with both constraints checked.
  ///
  /// - Parameter oneHot: k rows of N values.
  /// - Throws: `MatrixError.ragged` when the rows differ in length, `MatrixError.notBinary` when
  ///   some y_ij ∉ {0, 1}, `MatrixError.columnSum` when some Σ_j y_ij ≠ 1.
  /// - Complexity: O(N·k).
  public init(oneHot: [[Int]]) throws(MatrixError) {
    let count = oneHot.first?.count ?? 0
    for (row, values) in oneHot.enumerated() where values.count != count {
      throw .ragged(point: row, found: values.count, expected: count)
    }
    var labels = [Int32](repeating: 0, count: count)
    for point in 0..<count {
      var sum = 0
      for (cluster, row) in oneHot.enumerated() {
        guard row[point] == 0 || row[point] == 1 else {
          throw .notBinary(point: point, cluster: cluster, value: row[point])
        }
        if row[point] == 1 { labels[point] = Int32(cluster) }
        sum += row[point]
      }
      guard sum == 1 else { throw .columnSum(point: point, sum: sum) }
    }
    clusters = oneHot.count
    values = labels
  }

  /// Columns without a one, which the first assignment step fills.
  package init(unset count: Int, clusters: Int) {
    self.clusters = clusters
    values = [Int32](repeating: -1, count: count)
  }

  /// Calls `body` with the labels, to be written by point.
  package mutating func withPointer<Result>(
    _ body: (UnsafeMutablePointer<Int32>) -> Result
  ) -> Result {
    precondition(!values.isEmpty, "there are points")
    return values.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
  }

  /// y_ij, 1 when point `point` belongs to cluster `cluster`, otherwise 0.
  ///
  /// - Complexity: O(1).
  public subscript(cluster: Int, point: Int) -> Int {
    precondition(cluster >= 0 && cluster < clusters, "cluster out of range")
    return values[point] == Int32(cluster) ? 1 : 0
  }

  /// Y written out: k rows of N values.
  ///
  /// - Complexity: O(N·k) time and memory.
  public var oneHot: [[Int]] {
    (0..<clusters).map { cluster in values.map { $0 == Int32(cluster) ? 1 : 0 } }
  }

  /// Σ_i y_ij, the number of points of every cluster.
  ///
  /// - Complexity: O(N + k).
  public var sizes: [Int] {
    var sizes = [Int](repeating: 0, count: clusters)
    for label in values where label >= 0 { sizes[Int(label)] += 1 }
    return sizes
  }
}
