import KMeansCore
import KMeansPages

/// What a cluster is, in a sentence: its share, and the features that set it apart most.
struct ClusterWords {
  /// A feature in which the cluster differs.
  struct Trait: Equatable {
    /// The feature.
    let feature: Int
    /// Such as "very high".
    let degree: String
    /// The mean of the cluster, in words.
    let mean: String
    /// The mean of all points, in words.
    let all: String
  }

  /// The cluster's number.
  let cluster: Int
  /// How many points it has.
  let size: Int
  /// N.
  let points: Int
  /// Its share of what all points weigh; nil where each weighs the same.
  let weightShare: Double?
  /// At most three features, that which differs most first; none where nothing sets it apart.
  let traits: [Trait]

  /// Differences below this many standard deviations are not worth a word.
  private static let least = 0.2

  /// The words for a cluster.
  ///
  /// - Complexity: O(d·log d).
  init(
    _ cluster: Int, size: Int, of points: Int, weightShare: Double? = nil,
    contrast: ClusterContrast
  ) {
    self.cluster = cluster
    self.size = size
    self.points = points
    self.weightShare = weightShare
    let differences = contrast.means.indices.map { contrast.difference($0, of: cluster) }
    let order = differences.indices.sorted {
      (-abs(differences[$0]), $0) < (-abs(differences[$1]), $1)
    }
    let greatest = order.first.map { abs(differences[$0]) } ?? 0
    // Features that differ little compared with the first do not set the cluster apart.
    let needed = max(Self.least, greatest / 4)
    traits = order.prefix(3).filter { abs(differences[$0]) >= needed }.map { feature in
      Trait(
        feature: feature, degree: Self.degree(differences[feature]),
        mean: NumberWords.text(contrast.centroids[feature, cluster]),
        all: NumberWords.text(contrast.means[feature]))
    }
  }

  private static func degree(_ difference: Double) -> String {
    let side = difference < 0 ? "low" : "high"
    switch abs(difference) {
    case 1.5...: return "very \(side)"
    case 0.5...: return side
    default: return "somewhat \(side)"
    }
  }

  /// Number, share and size, as HTML.
  var share: String {
    let part = weightShare ?? Double(size) / Double(max(1, points))
    let share = HTMLPage.escaped(NumberText.percent(part))
    return "<strong>Cluster \(cluster)</strong>, \(share) of the "
      + (weightShare == nil
        ? "rows (\(NumberText.count(size)))"
        : "weight (\(NumberText.count(size, "row")))")
  }

  /// The sentence as HTML.
  ///
  /// - Parameter columns: d names.
  /// - Returns: HTML.
  func html(columns: [String]) -> String {
    if size == 0 { return "<strong>Cluster \(cluster)</strong> is empty." }
    if traits.isEmpty { return share + ": near the mean of all in every column." }
    let words = traits.map { trait in
      "\(PageText.name(columns[trait.feature])) \(trait.degree) "
        + "(mean \(trait.mean), all \(trait.all))"
    }
    return share + ": " + words.joined(separator: ", ") + "."
  }
}

/// Text of the user's in the HTML of a page.
enum PageText {
  /// A column's name: escaped, shortened, and kept from turning the direction of the text around
  /// it.
  static func name(_ name: String) -> String {
    "<bdi>" + HTMLPage.escaped(shortened(name, to: 60)) + "</bdi>"
  }

  /// At most `limit` scalars, with "…" at the end of what was longer. Scalars, because a character
  /// may be a letter with a thousand accents.
  static func shortened(_ text: String, to limit: Int) -> String {
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end != scalars.endIndex
    else { return text }
    return String(scalars[..<end]) + "…"
  }
}
