import KMeansCore
import KMeansMetrics
import KMeansSelection

/// What a mean silhouette tells, at the dimension of the data and beside that of data without
/// groups.
///
/// L. Kaufman and P. J. Rousseeuw, Finding Groups in Data, 1990, table 4, grade mean silhouettes:
/// 0.25, 0.5 and 0.7 are the borders. They had few dimensions in view. In many dimensions all
/// distances are alike, and so silhouettes are small for groups that lie far apart: the mean
/// squared distance within a round group is 2p, in units of its variance along each of p
/// directions, and 2p + D² to a group whose mean is D standard deviations away. So the silhouette
/// is about s = 1 − 1 / √(1 + D² / 2p). The grades here are of D: those that s = 0.25, 0.5 and 0.7
/// have in two directions.
struct SilhouetteMeaning: Sendable {
  /// The mean silhouette of the clustering.
  let mean: Double
  /// In how many directions the points of a cluster vary; see `DistanceProfile.directions`.
  let directions: Double
  /// The greatest mean silhouette that as many clusters of structureless data have; nil where it
  /// is unknown.
  let structureless: Double?

  /// Whether structureless data do as well.
  var isLikeStructureless: Bool { structureless.map { mean <= $0 } ?? false }

  /// A clause on what the mean tells.
  var words: String {
    let reference =
      structureless.map {
        "uniform data of the same extent reach \(Self.rounded($0))"
      }
    if isLikeStructureless, let reference {
      return "\(reference), so these clusters divide the rows but are no groups of their own"
    }
    let many =
      directions >= 4
      ? " for rows that vary in about \(Int(directions.rounded())) directions" : ""
    return Self.grade(mean, directions: directions) + many
      + (reference.map { " (\($0))" } ?? "")
  }

  /// How far apart the groups are.
  ///
  /// - Parameters:
  ///   - mean: a mean silhouette.
  ///   - directions: in how many directions points vary within a cluster.
  /// - Returns: a clause.
  static func grade(_ mean: Double, directions: Double) -> String {
    switch mean {
    case border(0.7, directions)...: "the groups are well apart"
    case border(0.5, directions)...: "the groups are reasonably apart"
    case border(0.25, directions)...:
      "the groups are close to each other, and their borders may be artificial"
    default: "the groups hardly differ from their neighbours; do not build on them alone"
    }
  }

  /// The silhouette of groups that are as far apart as those of silhouette `flat` in two
  /// directions.
  private static func border(_ flat: Double, _ directions: Double) -> Double {
    let separation = 4 * (1 / ((1 - flat) * (1 - flat)) - 1)
    return 1 - 1 / (1 + separation / (2 * max(2, directions))).squareRoot()
  }

  private static func rounded(_ value: Double) -> String {
    NumberText.column([(value * 100).rounded() / 100, 0.01])[0]
  }
}

/// Silhouettes of as many clusters in data without groups.
enum StructurelessSilhouette {
  /// The points of the data that span the space, those of a reference, and the references.
  private static let (mostSpanning, mostPoints, references) = (2000, 1000, 3)

  /// The greatest mean silhouette of k-means clusters in uniform data that fill the box along the
  /// principal axes of the points; nil where there are too few points for this number of clusters,
  /// or no silhouette.
  ///
  /// - Parameters:
  ///   - x: X in the clustered space.
  ///   - clusters: k.
  ///   - seed: what points are drawn by.
  ///   - threads: how many threads may work at it.
  /// - Returns: the silhouette.
  /// - Complexity: O(n²·d + n·d²) for at most 2,000 points n.
  static func greatest(
    like x: Observations, clusters: Int, seed: UInt64, threads: Int
  ) -> Double? {
    let size = min(x.count, mostPoints)
    guard clusters > 1, size >= 5 * clusters, x.dimensions <= 2000 else { return nil }
    let drawn = DrawnPoints(of: x, most: mostSpanning, seed: seed)
    guard
      let spanning = try? Observations(x.points.selecting(drawn.points), weights: drawn.weights)
    else { return nil }
    let box = ReferenceBox(spanning)
    var greatest: Double?
    for reference in 0..<references {
      let points = box.points(size, seed: seed, reference: reference)
      let configuration = Clusterer.Configuration(clusters: clusters, seed: seed, threads: threads)
      guard let clustering = try? Clusterer(configuration).fit(points),
        let found = try? Silhouette(points, clustering.labels, threads: threads)
      else { return nil }
      greatest = max(greatest ?? -1, found.mean)
    }
    return greatest
  }
}
