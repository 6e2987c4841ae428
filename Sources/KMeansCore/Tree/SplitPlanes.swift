import KMeansMatrices

/// The upper levels of a k-d tree, made from a sample: planes that part points into branches.
///
/// J. L. Bentley, "Multidimensional binary search trees used for associative searching", CACM 1975.
/// A node parts its points across its longest side at the median of a few of them. The sample is
/// every n-th point, so the tree depends on the points alone. How well it parts them changes what
/// is fast, never what is right.
struct SplitPlanes {
  private struct Node {
    var value: Double
    var feature: Int
  }

  /// How many branches there are: 2^depth.
  var branches: Int { nodes.count + 1 }
  private let depth: Int
  /// Breadth first: the children of node n are 2n + 1, below its plane, and 2n + 2.
  private var nodes: [Node]

  /// Planes for branches of about `size` points.
  ///
  /// - Complexity: O(S·d·depth) for a sample of S points, 16 a branch.
  init(_ rows: Observations.Rows, size: Int) {
    let count = rows.points.count
    var depth = 0
    while depth < 12 && count >> depth > size { depth += 1 }
    self.depth = depth
    nodes = Array(repeating: Node(value: 0, feature: 0), count: 1 << depth - 1)
    guard depth > 0 else { return }
    let d = rows.dimensions
    let taken = min(count, 16 << depth)
    var sample = [Double](unsafeUninitializedCapacity: taken * d) { sample, filled in
      for index in 0..<taken {
        let point = index * count / taken
        for feature in 0..<d { sample[index * d + feature] = rows[feature, point] }
      }
      filled = taken * d
    }
    nodes.withUnsafeMutableBufferPointer { nodes in
      sample.withUnsafeMutableBufferPointer { sample in
        Self.split(0, 0..<taken, sample.baseAddress!, d, nodes)
      }
    }
  }

  /// Makes node `node` and those below it from some of the sample's points.
  private static func split(
    _ node: Int, _ range: Range<Int>, _ sample: UnsafeMutablePointer<Double>, _ d: Int,
    _ nodes: UnsafeMutableBufferPointer<Node>
  ) {
    guard node < nodes.count else { return }
    let plane = plane(range, sample, d)
    nodes[node] = plane
    var middle = range.lowerBound
    for index in range where sample[index * d + plane.feature] < plane.value {
      for feature in 0..<d {
        let value = sample[index * d + feature]
        sample[index * d + feature] = sample[middle * d + feature]
        sample[middle * d + feature] = value
      }
      middle += 1
    }
    split(2 * node + 1, range.lowerBound..<middle, sample, d, nodes)
    split(2 * node + 2, middle..<range.upperBound, sample, d, nodes)
  }

  /// The plane across the longest side of some points.
  private static func plane(
    _ range: Range<Int>, _ sample: UnsafeMutablePointer<Double>, _ d: Int
  ) -> Node {
    var best = (feature: 0, low: 0.0, high: 0.0)
    for feature in 0..<d {
      var (low, high) = (Double.infinity, -Double.infinity)
      for index in range {
        let value = sample[index * d + feature]
        low = value < low ? value : low
        high = value > high ? value : high
      }
      if high - low > best.high - best.low { best = (feature, low, high) }
    }
    guard best.high > best.low else { return Node(value: best.low, feature: best.feature) }
    let (most, size) = (31, range.count)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: most) { keys in
      let count = min(most, size)
      for index in 0..<count {
        // Insertion sort: the keys are few.
        let value = sample[(range.lowerBound + index * size / count) * d + best.feature]
        var place = index
        while place > 0 && keys[place - 1] > value {
          keys[place] = keys[place - 1]
          place -= 1
        }
        keys[place] = value
      }
      // Not the least, below which there is nothing.
      let median = keys[count / 2]
      let value = median > best.low ? median : keys[..<count].first { $0 > median } ?? best.high
      return Node(value: value, feature: best.feature)
    }
  }

  /// Finds the branch of every point in `range`.
  ///
  /// - Parameter branches: N values, of which those of `range` are written.
  ///
  /// - Complexity: O(n·depth).
  func route(
    _ rows: Observations.Rows, _ range: Range<Int>, into branches: UnsafeMutablePointer<UInt16>
  ) {
    let first = rows.pointer(range.lowerBound)
    switch rows.points.scalar {
    case .uint8: route(first, of: UInt8.self, range, rows.dimensions, branches) { Double($0) }
    case .float: route(first, of: Float.self, range, rows.dimensions, branches) { Double($0) }
    case .double: route(first, of: Double.self, range, rows.dimensions, branches) { $0 }
    }
  }

  @inline(__always)
  private func route<Value>(
    _ first: UnsafeRawPointer, of type: Value.Type, _ range: Range<Int>, _ d: Int,
    _ branches: UnsafeMutablePointer<UInt16>, _ converted: (Value) -> Double
  ) {
    let values = first.assumingMemoryBound(to: Value.self)
    let (depth, above) = (depth, nodes.count)
    nodes.withUnsafeBufferPointer { nodes in
      for index in range {
        let point = values + (index - range.lowerBound) * d
        var node = 0
        for _ in 0..<depth {
          let plane = nodes[node]
          node = 2 * node + (converted(point[plane.feature]) < plane.value ? 1 : 2)
        }
        branches[index] = UInt16(truncatingIfNeeded: node - above)
      }
    }
  }
}
