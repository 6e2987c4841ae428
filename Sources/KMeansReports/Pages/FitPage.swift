public import KMeans
public import KMeansCore
public import KMeansData
import KMeansMetrics
import KMeansPages

/// The report of a fit: one HTML file that says in words and figures what the clusters are.
///
/// However large the data, it stays below 2 MB: it shows at most 100 clusters and 40 features, and
/// draws at most 20,000 points, and says where that is not all.
public struct FitPage: Sendable {
  /// The fit.
  let report: FitReport
  /// The data as read, without missing values.
  let data: CompleteTable
  /// X in the clustered space, as the distance sees it: by the cosine unit vectors.
  let x: Observations
  /// X in the units of the input.
  let raw: Observations
  /// The words of the command that made the fit.
  let command: [String]
  /// Who found the clusters, where it was no command.
  package var origin: PageOrigin?
  /// How features make an image; nil where they do not.
  let shape: ImageShape?
  /// The fit, where its data are a picture.
  private var picture: Fit?

  /// M as tables and images show it: in the units of the input, or by the cosine directions.
  let centroids: PointMatrix
  /// Whether the cosine was the distance, so that points count by their directions.
  let isByAngle: Bool
  /// The clusters that figures show, ascending: the largest.
  let shown: [Int]
  /// The features that figures show, those that separate most first.
  let features: [Int]
  /// How clusters differ.
  let contrast: ClusterContrast
  /// The points that figures draw.
  let sample: DrawnPoints
  /// The ascending numbers of the points that figures draw.
  var drawn: [Int] { sample.points }
  /// What the points of every cluster weigh; nil without weights.
  let weights: [Double]?
  /// The silhouettes, or why there are none.
  let silhouette: Result<SilhouetteBands, MetricError>
  /// How far points lie from their centroids.
  let distances: DistanceProfile
  /// The greatest mean silhouette in data without groups; nil where it is unknown.
  let structureless: Double?

  /// The most clusters, features and points that a page shows.
  static let (mostClusters, mostFeatures, mostPoints) = (100, 40, 20_000)

  /// Finds all that the page says.
  ///
  /// - Parameters:
  ///   - report: the answer that the page tells.
  ///   - data: what was clustered, as read.
  ///   - x: X in the clustered space.
  ///   - raw: X in the units of the input.
  ///   - command: the words of the command line, the program's name first.
  ///   - shape: how the features make an image, if they do.
  /// - Precondition: the shape has d pixels.
  /// - Complexity: O(N·d + N·log N) and what the silhouettes take.
  public init(
    _ report: FitReport, data: CompleteTable, x: Observations, raw: Observations,
    command: [String], shape: ImageShape? = nil
  ) {
    precondition(shape.map { $0.pixels == x.dimensions } ?? true, "one pixel a feature")
    self.report = report
    self.data = data
    let distance = report.clustering.configuration.distance
    let x = distance.observations(x)
    self.x = x
    self.raw = raw
    self.command = command
    self.shape = shape
    let clustering = report.clustering
    weights = x.weights.map { clustering.labels.weights($0).map(\.rounded) }
    let sizes = weights ?? clustering.sizes.map(Double.init)
    let shown = sizes.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
      .prefix(Self.mostClusters).sorted()
    self.shown = shown
    isByAngle = distance.isDirectional
    centroids = isByAngle ? clustering.centroids : report.centroids
    contrast =
      isByAngle
      ? ClusterContrast(
        clustering,
        centroids: ClusterContrast.means(of: x, clustering.labels, others: clustering.centroids),
        raw: x)
      : ClusterContrast(clustering, centroids: report.centroids, raw: raw)
    features = Array(contrast.order.prefix(Self.mostFeatures))
    let seed = clustering.configuration.seed
    sample = DrawnPoints(of: x, most: Self.mostPoints, seed: seed)
    let threads = clustering.configuration.workers
    silhouette = Result { () throws(MetricError) in
      try SilhouetteBands(
        x.points, clustering.labels, metric: ScoreMetric(rawValue: distance.rawValue) ?? .euclidean,
        weights: x.weights, shown: shown, seed: seed, threads: threads)
    }
    distances = DistanceProfile(clustering, x: x)
    structureless =
      isByAngle
      ? nil
      : StructurelessSilhouette.greatest(
        like: x, clusters: clustering.sizes.count, seed: seed, threads: threads)
  }

  /// Finds all that the page says about a fit of a file.
  ///
  /// - Parameters:
  ///   - report: the fit's.
  ///   - fit: what the page is about.
  ///   - command: the words of the command line, the program's name first.
  ///   - shape: how the features make an image, if they do.
  /// - Precondition: the shape has d pixels.
  /// - Complexity: O(N·d + N·log N) and what the silhouettes take.
  public init(
    _ report: FitReport, of fit: Fit, command: [String], shape: ImageShape? = nil
  ) {
    self.init(
      report, data: fit.data.complete, x: fit.data.x, raw: fit.data.raw, command: command,
      shape: shape)
    picture = fit.data.table.pixels == nil ? nil : fit
  }

  /// Writes the page, whole or not at all.
  ///
  /// - Throws: `DataError` of kind unwritable.
  /// - Complexity: O(k·d) for what is shown, and a look at the text of the input.
  public func write(to path: String) throws(DataError) { try write(to: path) {} }

  /// The same, with a check of the data between making the page and writing it.
  ///
  /// - Throws: as `write(to:)`, and what `check` throws.
  package func write(
    to path: String, after check: () throws(DataError) -> Void
  ) throws(DataError) {
    let content = FitPageData(self)
    let json: String
    do {
      json = try content.json()
    } catch {
      throw .cannotWrite(path: path, reason: "\(error)")
    }
    var sections = sections(content)
    if let picture, let section = try PictureFigures.section(of: picture, path: path) {
      sections.insert(section, at: 1)
    }
    try PageFile.write(page(json, sections), to: path, after: check)
  }

  private func page(_ json: String, _ sections: [PageSection]) -> HTMLPage {
    let name = PageSection.fileName(data.table.source)
    let clusters = report.clustering.sizes.count
    return HTMLPage(
      title: "\(NumberText.count(clusters, "cluster")) of \(name)", json: json,
      body: PageSection.body(
        heading: name,
        subtitle: "\(NumberText.count(clusters, "cluster")) of \(NumberText.count(x.count, "row")) "
          + "by \(NumberText.count(x.dimensions, "column")), \(origin?.words ?? methodInWords)",
        sections),
      scripts: PageAssets.fitReport,
      styles: [PageAssets.reportStyle] + (picture == nil ? [] : [PictureFigures.style]))
  }

  private func sections(_ content: FitPageData) -> [PageSection] {
    let place = content.plane.kind == .axes ? "The rows on principal axes" : "The rows"
    let distances = isByAngle ? "Angles to the centroid" : "Distances to the centroid"
    var sections = [
      PageSection(id: "summary", title: "Summary", html: summary),
      PageSection(id: "sizes", title: "Sizes"),
    ]
    if content.splits != nil { sections.append(PageSection(id: "splits", title: "The splits")) }
    sections += [
      PageSection(id: "scatter", title: place)
    ]
    // A column of an image is a pixel, which tells nothing alone.
    if shape == nil {
      sections.append(PageSection(id: "features", title: "What sets the clusters apart"))
    }
    if !content.others.isEmpty {
      sections.append(PageSection(id: "others", title: "Columns that took no part"))
    }
    sections += [
      PageSection(id: "silhouette", title: "How well rows fit their cluster"),
      PageSection(id: "distances", title: distances),
      PageSection(id: "farthest", title: "The farthest rows"),
    ]
    if let words = report.searchSentences {
      sections.append(
        PageSection(
          id: "search", title: content.search == nil ? "How low J is" : "The search for a low J",
          html: "<p>\(HTMLPage.escaped(words))</p>"))
    }
    if content.descent != nil {
      sections.append(PageSection(id: "descent", title: "The fall of J"))
    }
    if content.images != nil {
      sections.append(PageSection(id: "images", title: "Centroids as images"))
    }
    if content.members != nil {
      sections.append(PageSection(id: "members", title: "Rows as images"))
    }
    if content.swatches != nil {
      sections.append(PageSection(id: "swatches", title: "Centroids as colours"))
    }
    return sections + [
      PageSection(id: "centroids", title: "All clusters"),
      PageSection(id: "about", title: "How it was made", html: about),
    ]
  }
}

extension Clusterer.Distance {
  /// Points as this sees them, with their weights; as they are where that cannot be told.
  fileprivate func observations(_ x: Observations) -> Observations {
    guard self != .euclidean, let seen = try? seen(x.points) else { return x }
    return (try? Observations(seen, weights: x.weights)) ?? x
  }
}
