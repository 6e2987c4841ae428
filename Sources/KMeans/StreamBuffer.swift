import KMeansCore
import KMeansModels

/// The rows that were read and not yet counted.
struct StreamBuffer {
  /// How many points there are.
  private(set) var points = 0
  /// Their values, point after point, in the clustered space.
  private var values: [Double] = []
  private var weights: [Double]?
  /// Whether rows became points, by row of the input.
  private var isKept: [Bool] = []

  /// How many rows there are.
  var rows: Int { isKept.count }

  /// A batch that was taken out.
  struct Batch {
    /// X.
    let x: PointMatrix
    /// Their weights; nil for 1 each.
    let weights: [Double]?
    /// Whether the rows became points.
    let isKept: ArraySlice<Bool>

    /// One label a row, from one a point; −1 for the others.
    func labels(_ y: LabelMatrix) -> [Int32] {
      var next = y.values.makeIterator()
      return isKept.map { $0 ? next.next() ?? -1 : -1 }
    }
  }

  /// Takes points in.
  ///
  /// - Complexity: O(n·d).
  mutating func append(_ new: ModelPoints, weights: [Double]?) {
    let n = new.x.count
    unsafe PointMatrix(copyingAsDouble: new.x).withUnsafeBytes { bytes in
      unsafe values.append(contentsOf: bytes.bindMemory(to: Double.self))
    }
    if weights != nil || self.weights != nil {
      let all = weights ?? Array(repeating: 1, count: new.rows)
      self.weights =
        (self.weights ?? Array(repeating: 1, count: points))
        + (new.keptRows.map { rows in rows.map { all[$0] } } ?? all)
    }
    if let rows = new.keptRows {
      var kept = [Bool](repeating: false, count: new.rows)
      for row in rows { kept[row] = true }
      isKept += kept
    } else {
      isKept += Array(repeating: true, count: new.rows)
    }
    points += n
  }

  /// Takes the first points out, with the rows before them that became none.
  ///
  /// - Precondition: there are at least `count` points.
  /// - Complexity: O(rows·d).
  mutating func take(_ count: Int, dimensions: Int) -> Batch {
    let x = unsafe PointMatrix(dimensions: dimensions, count: count) { room in
      _ = unsafe room.update(fromContentsOf: values[..<(count * dimensions)])
    }
    var (left, end) = (count, 0)
    while left > 0 {
      if isKept[end] { left -= 1 }
      end += 1
    }
    let batch = Batch(x: x, weights: weights.map { Array($0[..<count]) }, isKept: isKept[..<end])
    values.removeFirst(count * dimensions)
    weights?.removeFirst(count)
    isKept.removeFirst(end)
    points -= count
    return batch
  }
}
