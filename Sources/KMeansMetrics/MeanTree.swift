import KMeansCore

/// The means of many clusters in a tree of boxes, so that a search looks only at those that may
/// matter: J. L. Bentley, "Multidimensional binary search trees used for associative searching",
/// Communications of the ACM 18(9), 1975, doi:10.1145/361002.361007.
///
/// A box is ruled out by a lower bound on the computed squared distances to all of its means; what
/// is left goes to the kernels. So results have the bits of a search through all means.
struct MeanTree: Sendable {
  /// A box, and the means in it.
  private struct Node {
    /// The places of the means.
    let places: Range<Int>
    /// The second child, the first being the next node; 0 for a leaf.
    var second = 0
    /// The greatest value of a mean.
    let greatest: Double
    /// The least number of a mean.
    let first: Int
  }

  /// The means in the order of their places.
  private let means: PointMatrix
  private let rows: Observations.Rows
  /// The number of the mean at every place.
  private let numbers: [Int]
  /// The value of the mean at every place.
  private let values: [Double]
  private var nodes: [Node] = []
  /// By node, the least coordinates of its box and then the greatest.
  private var boxes: [Double] = []

  /// Means in a leaf: as many as a kernel takes in one go without waste.
  private static let leafSize = 64

  /// A tree of means, each with a value that searches go by.
  ///
  /// - Parameters:
  ///   - means: M, d × k.
  ///   - values: one a mean; nil for zeros.
  /// - Complexity: O(k·(d + log² k)).
  init(_ means: PointMatrix, values: [Double]? = nil) {
    let (k, d) = (means.count, means.dimensions)
    let values = values ?? [Double](repeating: 0, count: k)
    let coordinates = means.asDoubles
    var builder = Builder(numbers: Array(0..<k), dimensions: d, values: values)
    coordinates.withDoubles { builder.build($0) }
    numbers = builder.numbers
    self.values = builder.numbers.map { values[$0] }
    nodes = builder.nodes
    boxes = builder.boxes
    let numbers = numbers
    let placed = PointMatrix(dimensions: d, count: k) { target in
      coordinates.withDoubles { source in
        for (place, number) in numbers.enumerated() {
          for feature in 0..<d { target[place * d + feature] = source[number * d + feature] }
        }
      }
    }
    self.means = placed
    rows = placed.rows
  }

  /// Splits means in halves until they are few.
  private struct Builder {
    var numbers: [Int]
    let dimensions: Int
    let values: [Double]
    var nodes: [Node] = []
    var boxes: [Double] = []

    mutating func build(_ coordinates: UnsafePointer<Double>) {
      if !numbers.isEmpty { split(numbers.indices, coordinates) }
    }

    private mutating func split(_ places: Range<Int>, _ coordinates: UnsafePointer<Double>) {
      let (node, d) = (nodes.count, dimensions)
      var (least, greatest) = (
        [Double](repeating: .infinity, count: d), [Double](repeating: -.infinity, count: d)
      )
      var (value, first) = (-Double.infinity, Int.max)
      for number in numbers[places] {
        for feature in 0..<d {
          let coordinate = coordinates[number * d + feature]
          least[feature] = min(least[feature], coordinate)
          greatest[feature] = max(greatest[feature], coordinate)
        }
        (value, first) = (max(value, values[number]), min(first, number))
      }
      nodes.append(Node(places: places, greatest: value, first: first))
      boxes += least + greatest
      guard places.count > MeanTree.leafSize else { return }
      let sides = zip(greatest, least).map { $0 - $1 }
      let axis = (0..<d).max { sides[$0] < sides[$1] } ?? 0
      // Equal means stay in the order of their numbers.
      numbers[places].sort { (one: Int, other: Int) -> Bool in
        let (first, second) = (coordinates[one * d + axis], coordinates[other * d + axis])
        return first == second ? one < other : first < second
      }
      let middle = (places.lowerBound + places.upperBound) / 2
      split(places.lowerBound..<middle, coordinates)
      nodes[node].second = nodes.count
      split(middle..<places.upperBound, coordinates)
    }
  }
}

extension PointMatrix {
  /// The same points in `Double`; shared where they are.
  fileprivate var asDoubles: PointMatrix {
    if scalar == .double && !isCompressed { return self }
    return PointMatrix(dimensions: dimensions, count: count) { values in
      for index in 0..<count {
        for (feature, value) in point(index).enumerated() {
          values[index * dimensions + feature] = value
        }
      }
    }
  }
}

/// What a search through means looks for.
protocol MeanSearch: Sendable {
  /// Whether no mean of a box can matter any more.
  ///
  /// - Parameters:
  ///   - bound: at most every squared distance to its means, as these are computed.
  ///   - greatest: the greatest value of its means.
  ///   - first: the least number of its means.
  ///   - isSame: whether all of its means are the point itself.
  /// - Returns: whether the search goes on without the box.
  func rulesOut(_ bound: Double, greatest: Double, first: Int, isSame: Bool) -> Bool

  /// Looks at a mean.
  mutating func take(_ number: Int, squaredDistance: Double, value: Double)
}

extension MeanTree {
  /// Searches once for every point.
  ///
  /// - Parameters:
  ///   - points: from where to search, of as many features as the means.
  ///   - threads: how many threads may work at it.
  ///   - begin: a new search, for the point of a number.
  /// - Returns: the searches when they are over, in the order of the points.
  /// - Complexity: O(points · d · log k) where means lie in few dimensions, at worst O(points·k·d).
  func search<Search: MeanSearch>(
    from points: PointMatrix, threads: Int, begin: (Int) -> Search
  ) -> [Search] {
    let points = points.asDoubles
    let parts = points.withDoubles { base in
      nonisolated(unsafe) let base = base
      return Chunks.forEach(
        count: points.count, size: 64, threads: threads,
        makeWorker: {
          (found: [(Int, Search)](), scratch: [Double](repeating: 0, count: Self.leafSize))
        }
      ) { worker, range in
        for point in range {
          var search = begin(point)
          visit(0, base + point * means.dimensions, &search, &worker.scratch)
          worker.found.append((point, search))
        }
      }
    }
    return parts.flatMap(\.found).sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// Looks through a node that is not ruled out, the nearer child first.
  private func visit<Search: MeanSearch>(
    _ node: Int, _ point: UnsafePointer<Double>, _ search: inout Search, _ scratch: inout [Double]
  ) {
    let (places, second) = (nodes[node].places, nodes[node].second)
    if second == 0 {
      Kernels.current.distances(rows.points(places), toOne: point, distancesSquared: &scratch)
      for (offset, place) in places.enumerated() {
        search.take(numbers[place], squaredDistance: scratch[offset], value: values[place])
      }
      return
    }
    var (near, far) = ((node + 1, bound(node + 1, point)), (second, bound(second, point)))
    if far.1.bound < near.1.bound { swap(&near, &far) }
    visit(near.0, point, unless: near.1, &search, &scratch)
    visit(far.0, point, unless: far.1, &search, &scratch)
  }

  /// Looks through a node unless its bound rules it out by now.
  private func visit<Search: MeanSearch>(
    _ node: Int, _ point: UnsafePointer<Double>, unless bound: (bound: Double, isSame: Bool),
    _ search: inout Search, _ scratch: inout [Double]
  ) {
    let (greatest, first) = (nodes[node].greatest, nodes[node].first)
    let isOut = search.rulesOut(
      bound.bound, greatest: greatest, first: first, isSame: bound.isSame)
    if !isOut { visit(node, point, &search, &scratch) }
  }

  /// A bound below the squared distances from a point to all means of a box, as these are computed,
  /// and whether the box is that point.
  ///
  /// Every difference, and so its square, is at least the gap's as computed, for rounding is
  /// monotone. Sums of d squares in different orders differ by d + 3 roundings at most; the bound
  /// gives way by more than twice that, and by as much where squares vanish.
  @inline(__always)
  private func bound(
    _ node: Int, _ point: UnsafePointer<Double>
  ) -> (bound: Double, isSame: Bool) {
    let d = means.dimensions
    return boxes.withUnsafeBufferPointer { boxes in
      var (sum, isSame) = (0.0, true)
      let start = 2 * d * node
      for feature in 0..<d {
        let (least, greatest) = (boxes[start + feature], boxes[start + d + feature])
        let x = point[feature]
        let gap = max(least - x, x - greatest, 0)
        sum += gap * gap
        isSame = isSame && least == x && greatest == x
      }
      let slack = Double(d + 16)
      return (max(0, sum * (1 - slack * 0x1p-52) - slack * 0x1p-1073), isSame)
    }
  }
}
