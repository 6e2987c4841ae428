/// The Voronoi cells of centroids in the plane: for each, the convex polygon of the points of a box
/// that lie nearer to it than to any other.
///
/// A cell is the box cut by the half-planes 2(mᵢ − mⱼ)·x ≤ ‖mᵢ‖² − ‖mⱼ‖², j's side of the line
/// midway to every other centroid i (I. E. Sutherland and G. W. Hodgman, "Reentrant polygon
/// clipping", CACM 17(1), 1974). For pictures: corners are rounded, labels go by
/// `squaredDistance`.
public struct VoronoiCells: Sendable {
  /// A corner of a cell.
  public struct Corner: Sendable, Equatable {
    /// The first feature.
    public let x: Double
    /// The second feature.
    public let y: Double
  }

  /// The corners of every centroid's cell, counter-clockwise; empty where the box has no point of
  /// it, as for the later of two equal centroids.
  public let polygons: [[Corner]]

  /// The cells of `m` within a box.
  ///
  /// - Parameters:
  ///   - m: M, k points of 2 features.
  ///   - least: the lower left corner of the box.
  ///   - greatest: its upper right corner.
  /// - Throws: `MatrixError.shapeMismatch` when d is not 2.
  /// - Complexity: O(k²) cuts.
  public init(
    of m: PointMatrix, least: (x: Double, y: Double), greatest: (x: Double, y: Double)
  ) throws(MatrixError) {
    try MatrixError.check("d of M", m.dimensions, is: 2)
    let box = Self.box(least: least, greatest: greatest)
    let centroids = (0..<m.count).map { Corner(x: m[0, $0], y: m[1, $0]) }
    polygons = centroids.indices.map { own in
      centroids.indices.reduce(box) { cell, other in
        if own == other || cell.isEmpty { return cell }
        if centroids[own] == centroids[other] { return own < other ? cell : [] }
        return Self.clip(cell, nearer: centroids[own], than: centroids[other])
      }
    }
  }

  /// The corners of a box, counter-clockwise.
  static func box(least: (x: Double, y: Double), greatest: (x: Double, y: Double)) -> [Corner] {
    [
      Corner(x: least.x, y: least.y), Corner(x: greatest.x, y: least.y),
      Corner(x: greatest.x, y: greatest.y), Corner(x: least.x, y: greatest.y),
    ]
  }

  /// The part of a convex polygon that lies nearer to one point than to another.
  static func clip(
    _ polygon: [Corner], nearer own: Corner, than other: Corner
  ) -> [Corner] {
    // Positive on the own side of the line midway, where (p − middle)·(own − other) = 0.
    let side = { (p: Corner) in
      (p.x - (own.x + other.x) / 2) * (own.x - other.x)
        + (p.y - (own.y + other.y) / 2) * (own.y - other.y)
    }
    var result: [Corner] = []
    for (index, corner) in polygon.enumerated() {
      let next = polygon[(index + 1) % polygon.count]
      let (here, there) = (side(corner), side(next))
      if here >= 0 { result.append(corner) }
      if (here > 0 && there < 0) || (here < 0 && there > 0) {
        let share = here / (here - there)
        result.append(
          Corner(
            x: corner.x + share * (next.x - corner.x), y: corner.y + share * (next.y - corner.y)))
      }
    }
    return result.count < 3 ? [] : result
  }
}
