/// δ of two sparse points from the values that they keep.
///
/// In a leaf, term l belongs to accumulator l mod 8; the terms after the last whole 8 are added to
/// their sum one by one. A term where both points are 0 is +0, which changes no bit of an
/// accumulator, because squares are never −0. So only the other terms are added, in their order,
/// and the bits are those of the whole leaf. Leaves without a value of the first point are known
/// already, as in `PairwiseTree`.
extension PairwiseTree {
  /// δ of a sparse point to a centroid that is a sparse point too.
  ///
  /// - Parameters:
  ///   - row: the one point.
  ///   - other: the other.
  ///   - sums: what `fill` wrote for `other` written out.
  /// - Returns: the bits of the sum over all features.
  /// - Complexity: O(n + t·log d) for n values of both and t leaves with values of the first.
  func distance(
    _ row: CompressedRows.Row, to other: CompressedRows.Row, _ sums: UnsafePointer<Double>
  ) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 8) { parts in
      guard let parts = parts.baseAddress else { return 0 }
      var merge = Merge(row: row, other: other, sums: sums, parts: parts)
      return merge.sum(0, 0, dimensions)
    }
  }

  /// A way through the tree, from the first feature to the last.
  private struct Merge {
    let row: CompressedRows.Row
    let other: CompressedRows.Row
    let sums: UnsafePointer<Double>
    /// Room for 8 accumulators.
    let parts: UnsafeMutablePointer<Double>
    /// The first values of both that have not been passed.
    var next = 0
    var nextOther = 0

    mutating func sum(_ node: Int, _ first: Int, _ count: Int) -> Double {
      let end = first + count
      guard next < row.count, Int(row.columns[next]) < end else {
        while nextOther < other.count, Int(other.columns[nextOther]) < end { nextOther += 1 }
        return sums[node]
      }
      if count <= PairwiseTree.leaf { return leaf(first, count) }
      let half = PairwiseTree.half(count)
      // Left before right, so that values are passed in their order.
      let left = sum(2 * node + 1, first, half)
      return left + sum(2 * node + 2, first + half, count - half)
    }

    private mutating func leaf(_ first: Int, _ count: Int) -> Double {
      // Accumulators take whole groups of 8.
      let (end, whole) = (first + count, count - count % 8)
      for part in 0..<8 { parts[part] = 0 }
      var tail: Double?
      while true {
        let column = next < row.count ? Int(row.columns[next]) : end
        let otherColumn = nextOther < other.count ? Int(other.columns[nextOther]) : end
        let feature = min(column, otherColumn)
        if feature >= end { break }
        var difference = 0.0
        if column == feature {
          difference = row.value(next)
          next += 1
        }
        if otherColumn == feature {
          difference -= other.value(nextOther)
          nextOther += 1
        }
        let term = difference * difference
        if feature - first < whole {
          parts[(feature - first) & 7] += term
        } else {
          tail = (tail ?? joined) + term
        }
      }
      return tail ?? joined
    }

    /// The sum of the accumulators.
    private var joined: Double {
      ((parts[0] + parts[1]) + (parts[2] + parts[3]))
        + ((parts[4] + parts[5]) + (parts[6] + parts[7]))
    }
  }
}
