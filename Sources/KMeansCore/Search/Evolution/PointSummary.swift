/// Points put together where they lie close: few weighted points that stand for many.
///
/// Points are divided into cells, and each cell becomes its mean with its weight. What a clustering
/// of the means costs, and the scatter of the points in their cells, is what the same clustering of
/// the points costs. A cell is cut at its mean across the feature that varies most in it, the cells
/// with the most scatter first (T. Su and J. Dy, "In search of deterministic methods for
/// initializing K-means and Gaussian mixture clustering", Intelligent Data Analysis 11, 2007, cut
/// so to find centroids).
///
/// A cell is summed up by one thread in the order of its points, so the bits are the same
/// everywhere. Only the early generations of a search see them.
struct PointSummary {
  /// The means of the cells.
  let points: PointMatrix
  /// What the cells weigh.
  let weights: [Double]
  /// Σ w·δ(x, mean of its cell), about.
  let scatter: Double

  /// Points that have not been cut, and how they lie.
  private struct Cell {
    /// Their places in the order of points.
    let places: Range<Int>
    var weight = 0.0
    var mean: [Double] = []
    var scatter = 0.0
    /// The feature that varies most.
    var feature = 0
  }

  /// - Parameters:
  ///   - x: X, no compressed rows.
  ///   - most: how many cells there are at most.
  ///   - execution: threads, and the stop, which leaves fewer cells.
  /// - Complexity: O(N·d·log(cells)), and 4 bytes a point.
  init(_ x: Observations, cells most: Int, execution: Execution) {
    let order = Slab<Int32>(uninitialized: x.count)
    for point in 0..<x.count { order[point] = Int32(point) }
    var cells = [Self.surveyed(0..<x.count, of: x, order)]
    while cells.count < most, execution.control.poll() == nil {
      let greatest = cells.reduce(0) { max($0, $1.scatter) }
      if greatest <= 0 { break }
      let chosen = cells.indices.filter { cells[$0].scatter * 2 >= greatest }
        .sorted { (-cells[$0].scatter, $0) < (-cells[$1].scatter, $1) }.prefix(most - cells.count)
      let halves = Self.cut(chosen.map { cells[$0] }, of: x, order, threads: execution.threads)
      for (cell, parts) in zip(chosen, halves) {
        cells[cell] = parts[0]
        cells += parts.dropFirst()
      }
    }
    let whole = cells.filter { $0.weight > 0 }
    weights = whole.map(\.weight)
    scatter = whole.reduce(0) { $0 + $1.scatter }
    points = PointMatrix(dimensions: x.dimensions, count: whole.count) { room in
      for (index, cell) in whole.enumerated() {
        for l in 0..<x.dimensions { room[index * x.dimensions + l] = cell.mean[l] }
      }
    }
  }

  /// Cuts cells, side by side.
  ///
  /// - Returns: the parts of every cell, one or two.
  private static func cut(
    _ cells: [Cell], of x: Observations, _ order: Slab<Int32>, threads: Int
  ) -> [[Cell]] {
    let workers = Chunks.forEach(
      count: cells.count, size: 1, threads: threads, makeWorker: { [(Int, [Cell])]() }
    ) { made, range in
      for index in range { made.append((index, halves(cells[index], of: x, order))) }
    }
    return workers.flatMap(\.self).sorted { $0.0 < $1.0 }.map(\.1)
  }

  private static func halves(_ cell: Cell, of x: Observations, _ order: Slab<Int32>) -> [Cell] {
    let (rows, limit) = (x.rows, cell.mean[cell.feature])
    var beyond: [Int32] = []
    var next = cell.places.lowerBound
    for place in cell.places {
      let point = order[place]
      if rows[cell.feature, Int(point)] <= limit {
        order[next] = point
        next += 1
      } else {
        beyond.append(point)
      }
    }
    for (offset, point) in beyond.enumerated() { order[next + offset] = point }
    if next == cell.places.lowerBound || beyond.isEmpty {
      // The mean was rounded to one side of all.
      var whole = cell
      whole.scatter = 0
      return [whole]
    }
    return [cell.places.lowerBound..<next, next..<cell.places.upperBound].map {
      surveyed($0, of: x, order)
    }
  }

  /// A cell with its weight, mean and scatter.
  private static func surveyed(
    _ places: Range<Int>, of x: Observations, _ order: Slab<Int32>
  ) -> Cell {
    let (d, rows) = (x.dimensions, x.rows)
    var cell = Cell(places: places)
    var (sums, squares) = ([Double](repeating: 0, count: d), [Double](repeating: 0, count: d))
    var values = [Double](repeating: 0, count: d)
    func forEach(_ body: (Double) -> Void) {
      for place in places {
        let point = Int(order[place])
        let weight = rows.weight(point)
        if weight == 0 { continue }
        values.withUnsafeMutableBufferPointer { room in
          guard let base = room.baseAddress else { return }
          rows.points(point..<point + 1).withPoint(0) { $0.copy(d, to: base) }
        }
        body(weight)
      }
    }
    forEach { weight in
      cell.weight += weight
      for l in 0..<d { sums[l] += weight * values[l] }
    }
    guard cell.weight > 0 else { return cell }
    cell.mean = sums.map { $0 / cell.weight }
    forEach { weight in
      for l in 0..<d {
        let difference = values[l] - cell.mean[l]
        squares[l] += weight * (difference * difference)
      }
    }
    cell.scatter = squares.reduce(0, +)
    for l in 1..<max(d, 1) where squares[l] > squares[cell.feature] { cell.feature = l }
    return cell
  }
}
