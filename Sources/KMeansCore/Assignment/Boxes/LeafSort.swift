/// Sorts the points of one branch into leaves, the cells of a grid over it, and writes those of a
/// leaf feature by feature.
///
/// The branch is small and its points are spread evenly enough, so a grid replaces deeper levels of
/// the tree, and a cell is found without a walk. Each halving of a cell is across its longest side.
/// The grid spans a sample of the points; points outside go to the outermost cells.
struct LeafSort {
  let dimensions: Int
  /// There are 2^bits leaves.
  let bits: Int
  /// The places of the branch's points.
  let points: Range<Int>
  /// Where every leaf begins, written.
  let starts: UnsafeMutablePointer<Int32>
  /// Which point of X is at a place, read and written.
  let order: UnsafeMutablePointer<Int32>

  /// What a thread needs to sort branches of up to a given number of points.
  struct Scratch {
    fileprivate let values: Slab<UInt64>
    fileprivate let order: Slab<Int32>
    fileprivate let cells: Slab<Int32>

    /// - Parameters:
    ///   - points: the most points in a branch.
    ///   - size: bytes of a point.
    init(points: Int, size: Int) {
      values = Slab(uninitialized: points * size / 8 + 1)
      order = Slab(uninitialized: points)
      cells = Slab(uninitialized: points)
    }
  }

  /// How a feature is cut: a value's cell is ⌊(value − low)·scale⌋ in 0 … greatest, or the one
  /// beside it for a value between two.
  private struct Cut {
    var feature: Int
    var bits: Int
    var low: Double
    var high: Double
    var scale = 0.0

    @inline(__always)
    func cell(_ value: Double) -> Int32 {
      let place = (value - low) * scale - 0.5
      let greatest = Double(1 << bits - 1)
      let cell = place > 0 ? (place < greatest ? place : greatest) : 0
      // The last bits of a number raised by 2^52 are the nearest whole number.
      return Int32(truncatingIfNeeded: (cell + 0x1p52).bitPattern & 0xFFFF)
    }
  }

  /// Sorts the points whose values lie point after point in `values`, in place.
  ///
  /// - Complexity: O(n·d).
  @inline(__always)
  func run<Value: BitwiseCopyable>(
    of type: Value.Type, _ values: UnsafeMutablePointer<UInt64>, _ scratch: Scratch,
    _ converted: (Value) -> Double
  ) {
    let (d, n) = (dimensions, points.count)
    let target =
      UnsafeMutableRawPointer(values).assumingMemoryBound(to: Value.self) + points.lowerBound * d
    let source = UnsafeMutableRawPointer(scratch.values.base).assumingMemoryBound(to: Value.self)
    source.update(from: target, count: n * d)
    scratch.order.base.update(from: order + points.lowerBound, count: n)
    let cells = scratch.cells.base
    cells.update(repeating: 0, count: n)
    for cut in cuts({ converted(source[$0]) }) {
      let shift = Int32(truncatingIfNeeded: cut.bits)
      var value = source + cut.feature
      for point in 0..<n {
        cells[point] = cells[point] &<< shift | cut.cell(converted(value.pointee))
        value += d
      }
    }
    place(source, target, scratch)
  }

  /// Which features are cut, and how.
  ///
  /// - Parameter value: the values of the points, point after point.
  /// - Returns: the features with at least one bit of the cells' numbers, ascending.
  @inline(__always)
  private func cuts(_ value: (Int) -> Double) -> [Cut] {
    let (d, n) = (dimensions, points.count)
    guard bits > 0 else { return [] }
    var cuts = (0..<d).map { Cut(feature: $0, bits: 0, low: .infinity, high: -.infinity) }
    let some = min(n, 64)
    for index in 0..<some {
      let point = index * n / some
      for feature in 0..<d {
        let value = value(point * d + feature)
        cuts[feature].low = min(cuts[feature].low, value)
        cuts[feature].high = max(cuts[feature].high, value)
      }
    }
    var sides = cuts.map { $0.high - $0.low }
    for _ in 0..<bits {
      var longest = 0
      for feature in 1..<max(d, 1) where sides[feature] > sides[longest] { longest = feature }
      cuts[longest].bits += 1
      sides[longest] /= 2
    }
    return cuts.compactMap { cut in
      var cut = cut
      cut.scale = Double(1 << cut.bits) / (cut.high - cut.low)
      if !cut.scale.isFinite { cut.scale = 0 }
      return cut.bits > 0 ? cut : nil
    }
  }

  /// The counting sort by cell.
  @inline(__always)
  private func place<Value>(
    _ source: UnsafePointer<Value>, _ target: UnsafeMutablePointer<Value>, _ scratch: Scratch
  ) {
    let (d, n, first) = (dimensions, points.count, Int32(truncatingIfNeeded: points.lowerBound))
    let (cells, leaves, order) = (scratch.cells.base, 1 << bits, order + points.lowerBound)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * leaves) { buffer in
      let next = buffer.baseAddress!
      let counts = next + leaves
      counts.initialize(repeating: 0, count: leaves)
      for point in 0..<n { counts[Int(cells[point])] &+= 1 }
      var place: Int32 = 0
      for cell in 0..<leaves {
        next[cell] = place
        starts[cell] = first &+ place
        place &+= counts[cell]
      }
      var point = source
      for index in 0..<n {
        let cell = Int(cells[index])
        let (place, count) = (Int(next[cell]), Int(counts[cell]))
        next[cell] &+= 1
        order[place] = scratch.order[index]
        // The leaf's columns begin where its first point would, and follow one another.
        let begin = Int(starts[cell] &- first)
        var value = target + (begin &* (d &- 1) &+ place)
        for feature in 0..<d {
          value.pointee = point[feature]
          value += count
        }
        point += d
      }
    }
  }
}
