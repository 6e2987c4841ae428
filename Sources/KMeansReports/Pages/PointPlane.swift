import KMeansCore
import KMeansModels

/// The points drawn in a plane: the two columns themselves, else the first two principal axes of
/// the clustered space; a single column beside heights without a meaning.
struct PointPlane: Sendable {
  /// What the plane's directions are.
  enum Kind: String, Sendable, Encodable {
    /// One column, and heights without a meaning.
    case line
    /// Two columns, in the units of the input.
    case columns
    /// Principal axes, in units of the clustered space.
    case axes
  }

  /// What the borders of cells are.
  enum Borders: String, Sendable, Encodable {
    /// Midway between centroids.
    case nearest
    /// Rays from the origin, midway in angle between directions.
    case angles
    /// Lines midway between the two centroids of every split.
    case splits
  }

  /// An ellipse of two standard deviations around a cluster's drawn points.
  struct Ellipse: Sendable, Encodable {
    let cluster: Int
    /// Its centre.
    let center: [Double]
    /// Two vectors from the centre to the ends of its axes.
    let first: [Double]
    let second: [Double]
  }

  /// What the directions are.
  let kind: Kind
  /// Both coordinates of every drawn point.
  let places: [[Double]]
  /// Both coordinates of every centroid; by the cosine, of two columns, in its direction at the
  /// mean length of its drawn points.
  let centroids: [[Double]]
  /// The share of the drawn points' variance along each axis; nil for columns.
  let explained: [Double]?
  /// The ellipses of clusters with at least three drawn points.
  let ellipses: [Ellipse]
  /// The corners of every shown cluster's cell, x and y in turn: of all points that would get its
  /// label. Nil unless there are two columns, and not too many clusters.
  let cells: [[Double]]?
  /// What the borders of the cells are; nil without cells.
  let borders: Borders?
  /// The corners of the box around drawn points and centroids: least x, y, greatest x, y.
  let box: [Double]

  /// The most clusters whose cells are found, which takes their square.
  static let mostForCells = 300

  /// The plane of a clustering.
  ///
  /// - Parameters:
  ///   - clustering: M and Y.
  ///   - x: X in the clustered space, as the distance of the fit sees it.
  ///   - raw: X in the units of the input.
  ///   - scaling: how the clustered space follows from the input.
  ///   - drawn: the points to place, ascending.
  ///   - weights: what each of these weighs; nil for 1 each.
  ///   - shown: the clusters that figures show.
  /// - Complexity: O(n·d) and what the axes take.
  init(
    _ clustering: Clustering, x: Observations, raw: Observations, scaling: Scaling,
    drawn: [Int], weights: [Double]? = nil, shown: [Int]
  ) {
    let isByAngle = clustering.configuration.distance.isDirectional
    let means = isByAngle ? clustering.centroids : scaling.invert(clustering.centroids)
    let rawRows = raw.rows
    let labels = drawn.map { Int(clustering.labels.values[$0]) }
    // Rays begin where the clustered space has its origin.
    var origin: [[Double]] = []
    switch x.dimensions {
    case 1:
      kind = .line
      let (heights, rows) = (CounterRandom(seed: 0, stream: 3), isByAngle ? x.rows : rawRows)
      places = drawn.map { [rows[0, $0], heights.uniform($0) - 0.5] }
      centroids = (0..<means.count).map { [means[0, $0], 0] }
      explained = nil
    case 2:
      kind = .columns
      places = drawn.map { [rawRows[0, $0], rawRows[1, $0]] }
      centroids =
        isByAngle
        ? Self.marks(means, scaling, places, labels)
        : (0..<means.count).map { [means[0, $0], means[1, $0]] }
      if isByAngle { origin = [scaling.shift] }
      explained = nil
    default:
      kind = .axes
      let plane = PrincipalPlane(x, of: drawn, weights: weights)
      let found = plane.places
      let means = (0..<means.count).map { cluster in
        plane.place { clustering.centroids[$0, cluster] }
      }
      explained = plane.shares
      // What is left beside a line is rounding, and no picture.
      let isLine = plane.shares[1] < 1e-20
      places = isLine ? found.map { [$0[0], 0] } : found
      centroids = isLine ? means.map { [$0[0], 0] } : means
    }
    box = Self.box(places + centroids + origin, isLine: kind == .line)
    ellipses =
      kind == .line
      ? []
      : Self.ellipses(
        places, labels, weights: weights, clusters: means.count, shown: Set(shown))
    cells =
      kind == .columns && means.count <= Self.mostForCells && Self.areNearest(clustering)
      ? Self.cells(clustering, scaling: scaling, box: box, shown: shown) : nil
    borders = cells == nil ? nil : Self.borders(clustering)
  }

  private static func borders(_ clustering: Clustering) -> Borders {
    if clustering.bisection != nil { return .splits }
    return clustering.configuration.distance.isDirectional ? .angles : .nearest
  }

  /// Where directions of two features are marked: at the mean length of their points.
  private static func marks(
    _ directions: PointMatrix, _ scaling: Scaling, _ places: [[Double]], _ labels: [Int]
  ) -> [[Double]] {
    var lengths = [Double](repeating: 0, count: directions.count)
    var counts = lengths
    for (place, label) in zip(places, labels) {
      let (x, y) = (
        (place[0] - scaling.shift[0]) / scaling.divisor[0],
        (place[1] - scaling.shift[1]) / scaling.divisor[1]
      )
      lengths[label] += (x * x + y * y).squareRoot()
      counts[label] += 1
    }
    let mean = lengths.reduce(0, +) / Double(max(1, places.count))
    return lengths.indices.map { cluster in
      let length = counts[cluster] > 0 ? lengths[cluster] / counts[cluster] : mean
      return (0..<2).map {
        scaling.shift[$0] + length * directions[$0, cluster] * scaling.divisor[$0]
      }
    }
  }

  private static func box(_ places: [[Double]], isLine: Bool) -> [Double] {
    var (least, greatest) = (places[0], places[0])
    for place in places {
      for axis in 0..<2 {
        least[axis] = min(least[axis], place[axis])
        greatest[axis] = max(greatest[axis], place[axis])
      }
    }
    if isLine { (least[1], greatest[1]) = (-1, 1) }
    return least + greatest
  }

  private static func ellipses(
    _ places: [[Double]], _ labels: [Int], weights: [Double]?, clusters: Int, shown: Set<Int>
  ) -> [Ellipse] {
    var points = [Int](repeating: 0, count: clusters)
    var counts = [Double](repeating: 0, count: clusters)
    var sums = [[Double]](repeating: [0, 0], count: clusters)
    for (index, (place, label)) in zip(places, labels).enumerated() {
      let weight = weights?[index] ?? 1
      points[label] += 1
      counts[label] += weight
      for axis in 0..<2 { sums[label][axis] += weight * place[axis] }
    }
    var squares = [[Double]](repeating: [0, 0, 0], count: clusters)
    for (index, (place, label)) in zip(places, labels).enumerated() {
      let weight = weights?[index] ?? 1
      let (x, y) = (
        place[0] - sums[label][0] / counts[label], place[1] - sums[label][1] / counts[label]
      )
      squares[label][0] += weight * x * x
      squares[label][1] += weight * x * y
      squares[label][2] += weight * y * y
    }
    return shown.sorted().filter { points[$0] >= 3 }.map { cluster in
      let (xx, xy, yy) = (
        squares[cluster][0] / counts[cluster], squares[cluster][1] / counts[cluster],
        squares[cluster][2] / counts[cluster]
      )
      // The columns of the Cholesky factor are conjugate half-axes: every point of the ellipse is
      // centre + first·cos t + second·sin t.
      let width = xx.squareRoot()
      let slant = width > 0 ? xy / width : 0
      let height = max(0, yy - slant * slant).squareRoot()
      return Ellipse(
        cluster: cluster, center: sums[cluster].map { $0 / counts[cluster] },
        first: [2 * width, 2 * slant], second: [0, 2 * height])
    }
  }

  /// Whether points are in the cells of their nearest centroids, as they need not be where limits
  /// on sizes bind.
  private static func areNearest(_ clustering: Clustering) -> Bool {
    clustering.balance?.prices.allSatisfy { $0 == 0 } ?? true
  }

  /// The cells within the box and a margin, in units of the input: a scaling by columns takes
  /// straight lines to straight lines.
  /// By the cosine all centroids are of one length, so what is nearest to one in angle is nearest
  /// to it by distance, too, however long it is.
  private static func cells(
    _ clustering: Clustering, scaling: Scaling, box: [Double], shown: [Int]
  ) -> [[Double]]? {
    let width: Double = (box[2] - box[0]) * 0.05
    let height: Double = (box[3] - box[1]) * 0.05
    let low: [Double] = [box[0] - width, box[1] - height]
    let high: [Double] = [box[2] + width, box[3] + height]
    guard let corners = try? PointMatrix([low, high]) else { return nil }
    let scaled = scaling.apply(corners)
    let (least, greatest) = ((scaled[0, 0], scaled[1, 0]), (scaled[0, 1], scaled[1, 1]))
    let cells =
      if let bisection = clustering.bisection {
        try? VoronoiCells(of: bisection, least: least, greatest: greatest)
      } else {
        try? VoronoiCells(of: clustering.centroids, least: least, greatest: greatest)
      }
    return cells.map { cells in
      shown.map { cluster in
        // Clusters that no split made have no cell.
        guard cluster < cells.polygons.count else { return [] }
        return cells.polygons[cluster].flatMap { corner -> [Double] in
          let x = scaling.shift[0] + corner.x * scaling.divisor[0]
          let y = scaling.shift[1] + corner.y * scaling.divisor[1]
          return [x, y]
        }
      }
    }
  }
}
