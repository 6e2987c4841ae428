import KMeansCore
import KMeansSelection

/// Small pictures of the clusters of some numbers of clusters, all of the same points.
struct SweepPictures: Sendable, Encodable {
  /// The clusters of a k.
  struct Picture: Sendable, Encodable {
    let clusters: Int
    /// The labels of the drawn points.
    let labels: String
  }

  /// How many points are drawn; 0 where there are no pictures.
  let count: Int
  /// Their places, from 0 at the least to 65,535 at the greatest.
  let x: String
  let y: String
  /// Whether the places are on principal axes, and not those of two columns.
  let isPrincipal: Bool
  let pictures: [Picture]

  private static let (mostPoints, mostPictures) = (500, 8)

  /// The pictures of a sweep: the k of the verdict, or those that criteria choose, and others near.
  ///
  /// - Complexity: O(N + n·d² + d³) for n points drawn.
  init(_ sweep: ClusterCountSweep, x: Observations?) {
    guard let x, x.dimensions > 1, !sweep.entries.isEmpty else {
      (count, self.x, y, isPrincipal, pictures) = (0, "", "", false, [])
      return
    }
    let drawn = DrawnPoints(of: x, most: Self.mostPoints, seed: sweep.settings.seed)
    isPrincipal = x.dimensions > 2
    let places =
      isPrincipal
      ? PrincipalPlane(x, of: drawn.points, weights: drawn.weights).places
      : drawn.points.map { [x.points[0, $0], x.points[1, $0]] }
    count = places.count
    self.x = Self.packed(places.map { $0[0] })
    y = Self.packed(places.map { $0[1] })
    pictures = Self.chosen(sweep).map { entry in
      let labels = entry.clustering.labels.values
      return Picture(
        clusters: entry.clusters,
        labels: PackedNumbers.text(drawn.points.map { UInt32(labels[$0]) }))
    }
  }

  /// The numbers of clusters that are drawn, ascending.
  private static func chosen(_ sweep: ClusterCountSweep) -> [ClusterCountSweep.Entry] {
    var wanted = sweep.recommendation.choices.map(\.clusters)
    if case .clear(let clusters) = sweep.recommendation.verdict { wanted = [clusters] }
    func distance(_ entry: ClusterCountSweep.Entry) -> Int {
      wanted.map { abs($0 - entry.clusters) }.min() ?? entry.clusters
    }
    return sweep.entries.sorted { (distance($0), $0.clusters) < (distance($1), $1.clusters) }
      .prefix(mostPictures).sorted { $0.clusters < $1.clusters }
  }

  private static func packed(_ values: [Double]) -> String {
    let (least, greatest) = (values.min() ?? 0, values.max() ?? 0)
    let unit = greatest > least ? 65_535 / (greatest - least) : 0
    return PackedNumbers.text(values.map { UInt16(max(0, min(65_535, ($0 - least) * unit))) })
  }
}
