/// The upper levels of a k-d tree by halving: the box of all points is halved across its longest
/// side again and again, and halves of few points are not halved any further.
///
/// J. L. Bentley, "Multidimensional binary search trees used for associative searching", CACM 1975,
/// with planes at the middle, so that all halvings make a grid and a point's cell is found by
/// arithmetic instead of a walk from the root. A cell's number has one bit a halving, so the cells
/// of one half are neighbours. How well this parts the points affects speed alone. Where all points
/// lie in one cell, it becomes one branch.
struct HalvedBox {
  /// One feature: the cell of a value is bits[⌊(value − low)·scale⌉].
  private struct Axis {
    var feature: Int
    var low: Double
    var scale: Double
    /// The bits of a cell's number that a place along this axis stands for.
    var bits: [UInt16]
  }

  private let axes: [Axis]
  /// How many halvings there are at most.
  private let depth: Int

  /// How many cells there are.
  var cells: Int { 1 << depth }

  /// A grid for branches of at most `size` points, with some halvings to spare where points lie
  /// densely.
  init(_ box: BoundingBox, points: Int, size: Int) {
    var depth = 0
    while points >> depth > size { depth += 1 }
    depth = depth == 0 ? 0 : min(16, depth + 3)
    self.depth = depth
    var sides = box.sides
    var shifts = [[Int]](repeating: [], count: sides.count)
    for level in 0..<depth {
      var longest = 0
      for feature in sides.indices where sides[feature] > sides[longest] { longest = feature }
      // The first halving decides the highest bit.
      shifts[longest].append(depth - 1 - level)
      sides[longest] /= 2
    }
    axes = shifts.indices.compactMap { feature in
      let (shifts, side) = (shifts[feature], box.greatest[feature] - box.least[feature])
      let places = Double(1 << shifts.count - 1)
      let scale = places / side
      guard !shifts.isEmpty && scale.isFinite else { return nil }
      let bits = (0...Int(places)).map { (place: Int) -> UInt16 in
        var bits: UInt16 = 0
        for (index, shift) in shifts.enumerated() {
          let bit = UInt16(place >> (shifts.count - 1 - index) & 1)
          bits |= bit << UInt16(shift)
        }
        return bits
      }
      return Axis(feature: feature, low: box.least[feature], scale: scale, bits: bits)
    }
  }

  /// Finds the cell of every point in `range`.
  ///
  /// - Parameters:
  ///   - rows: X.
  ///   - range: n points.
  ///   - cells: N values; those of `range` are written.
  /// - Complexity: O(n·d).
  func find(
    _ rows: Observations.Rows, _ range: Range<Int>, into cells: UnsafeMutablePointer<UInt16>
  ) {
    rows.points(range).withValues { first in
      switch rows.points.scalar {
      case .uint8: find(first, of: UInt8.self, range, rows.dimensions, into: cells) { Double($0) }
      case .float: find(first, of: Float.self, range, rows.dimensions, into: cells) { Double($0) }
      case .double: find(first, of: Double.self, range, rows.dimensions, into: cells) { $0 }
      }
    }
  }

  @inline(__always)
  private func find<Value>(
    _ first: UnsafeRawPointer, of type: Value.Type, _ range: Range<Int>, _ d: Int,
    into cells: UnsafeMutablePointer<UInt16>, _ converted: (Value) -> Double
  ) {
    let values = first.assumingMemoryBound(to: Value.self)
    (cells + range.lowerBound).update(repeating: 0, count: range.count)
    for axis in axes {
      let (low, scale) = (axis.low, axis.scale)
      axis.bits.withUnsafeBufferPointer { bits in
        var value = values + axis.feature
        // There are 2ⁿ places, so the mask finds one for any value.
        let mask = UInt64(bits.count - 1)
        for point in range {
          // The last bits of a number raised by 2^52 are the nearest whole number.
          let place = ((converted(value.pointee) - low) * scale + 0x1p52).bitPattern & mask
          cells[point] |= bits[Int(place)]
          value += d
        }
      }
    }
  }

  /// The branches: cells joined as long as all points of a half are few enough.
  ///
  /// - Parameters:
  ///   - counts: the number of points of every cell.
  ///   - size: the most points in a branch of several cells.
  /// - Returns: the branch of every cell, and how many branches there are.
  /// - Complexity: O(cells).
  func branches(_ counts: [Int], size: Int) -> (of: [UInt16], count: Int) {
    var of = [UInt16](repeating: 0, count: cells)
    var first = [0]
    for count in counts { first.append(first[first.count - 1] + count) }
    var branches = 0
    func join(_ range: Range<Int>) {
      let points = first[range.upperBound] - first[range.lowerBound]
      guard points > 0 else { return }
      if points <= size || range.count == 1 {
        for cell in range { of[cell] = UInt16(branches) }
        branches += 1
      } else {
        let middle = (range.lowerBound + range.upperBound) / 2
        join(range.lowerBound..<middle)
        join(middle..<range.upperBound)
      }
    }
    join(0..<cells)
    return (of, branches)
  }
}
