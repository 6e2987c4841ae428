import KMeansCore
import KMeansData

/// Rows of each cluster as grey images: those nearest to the centroid, and the farthest.
struct MemberPictures: Sendable, Encodable {
  /// A row as an image.
  struct Member: Sendable, Encodable {
    /// Where the row is in the file.
    let row: Int
    /// A byte a pixel, in base 64.
    let pixels: String
  }

  /// The members of a cluster.
  struct Group: Sendable, Encodable {
    let cluster: Int
    /// The nearest first.
    let nearest: [Member]
    /// The farthest first.
    let farthest: [Member]
  }

  let rows: Int
  let columns: Int
  let groups: [Group]

  /// The most pixels of all images together, and members of a kind.
  private static let (mostPixels, mostMembers) = (240_000, 8)

  /// The members of the clusters that figures show; nil where not even one of each fits.
  ///
  /// - Complexity: O(N·d).
  init?(_ page: FitPage, shape: ImageShape) {
    let clusters = Array(page.shown.prefix(Self.mostPixels / (2 * shape.pixels)))
    guard !clusters.isEmpty else { return nil }
    let each = min(Self.mostMembers, Self.mostPixels / (2 * shape.pixels * clusters.count))
    let labels = page.report.clustering.labels.values
    let squares = Kernels.current.distances(
      page.x.rows, 0..<page.x.count, toAssigned: page.report.clustering.centroids, labels)
    var members = [[Int]](repeating: [], count: page.report.clustering.sizes.count)
    for (point, label) in labels.enumerated() where page.x.weights?[point] != 0 {
      members[Int(label)].append(point)
    }
    (rows, columns) = (shape.rows, shape.columns)
    let (black, white) = (page.raw.box.least.min() ?? 0, page.raw.greatest)
    let unit = white > black ? 255 / (white - black) : 0
    func picture(_ point: Int) -> Member {
      let row = (page.data.keptRows?[point] ?? point) + 1
      let pixels = page.raw.points.point(point).map {
        UInt8(max(0, min(255, (($0 - black) * unit).rounded())))
      }
      return Member(row: row, pixels: PackedNumbers.text(pixels))
    }
    groups = clusters.map { cluster in
      let sorted = members[cluster].sorted { (squares[$0], $0) < (squares[$1], $1) }
      return Group(
        cluster: cluster, nearest: sorted.prefix(each).map(picture),
        farthest: sorted.dropFirst(each).suffix(each).reversed().map(picture))
    }
  }
}
