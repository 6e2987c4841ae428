import KMeansCore
import KMeansData
import KMeansModels

/// What the scripts of a fit's page are given.
struct FitPageData: Encodable {
  let schema = "kmeans.report/1"
  let kind = "fit"
  let file: String
  /// By which rows count by their directions, or as they are.
  let distance: String
  let variant: String
  /// Whether columns were scaled.
  let isScaled: Bool
  let points: Int
  /// What they weigh; nil without weights.
  let weight: Double?
  let dimensions: Int
  /// Whether places are lines or rows.
  let place: String
  let idName: String?
  /// Those that figures show, which separate most first; others refer to them by their place here.
  let features: [Feature]
  let featuresLeftOut: Int
  let clusters: [Cluster]
  let clustersLeftOut: Int
  let plane: Plane
  let sample: Sample
  let silhouette: SilhouetteBands?
  let distances: [DistanceProfile.Box]
  let farthest: [FarRow]
  /// nil where no step was taken.
  let descent: Descent?
  /// nil where there was no search for a low J.
  let search: SearchCourse?
  /// nil where nothing was split.
  let splits: SplitTree?
  let images: CentroidPictures.Images?
  let swatches: [[Int]]?
  /// What the clusters have of columns that took no part.
  let others: [SideTable]
  /// Where all labels are; nil where the page holds them, or that need not be said.
  let labelsPlace: String?
  /// Rows near to and far from their centroids, as images.
  let members: MemberPictures?

  struct Feature: Encodable {
    let name: String
    let mean: Double
    let deviation: Double
    let separation: Double
  }

  struct Cluster: Encodable {
    let number: Int
    let size: Int
    /// What its points weigh; nil without weights.
    let weight: Double?
    let withinSumOfSquares: Double
    /// The centroid by shown feature, in units of the input, or by the cosine of length 1.
    let means: [Double]
    /// The mean less the mean of all, in standard deviations of all.
    let differences: [Double]
  }

  /// Where the drawn points, centroids and outlines lie.
  struct Plane: Encodable {
    let kind: PointPlane.Kind
    let names: [String]
    let explained: [Double]?
    let box: [Double]
    /// By shown cluster.
    let centroids: [[Double]]
    let ellipses: [PointPlane.Ellipse]
    let cells: [[Double]]?
    /// What the borders of cells are.
    let borders: PointPlane.Borders?
  }

  struct FarRow: Encodable {
    let row: Int
    let id: String?
    let cluster: Int
    let distance: Double
    let beyond: Bool
    let values: [Double]
  }

  /// J by iteration of every start.
  struct Descent: Encodable {
    struct Start: Encodable {
      let number: Int
      let iterations: [Int]
      let values: [Double]
    }

    let best: Int
    let starts: [Start]
    let startsLeftOut: Int
  }

  /// The JSON text.
  ///
  /// - Throws: never for finite numbers; what the encoder throws otherwise.
  func json() throws -> String { try JSONText.of(self) }

  /// Gathers what a page shows.
  ///
  /// - Complexity: O(k·d) for what is shown, and a look at the text of the input.
  init(_ page: FitPage) {
    let (report, contrast, table) = (page.report, page.contrast, page.data.table)
    let clustering = report.clustering
    file = PageSection.fileName(table.source)
    distance = clustering.configuration.distance.rawValue
    variant = clustering.configuration.variant.rawValue
    isScaled = report.scaling.method != .none
    points = page.x.count
    let advice = page.origin.map { $0.labelsPlace } ?? "kmeans fit --labels FILE writes all."
    labelsPlace = page.drawn.count == points ? nil : advice
    weight = page.x.weights == nil ? nil : page.x.totalWeight.rounded
    dimensions = page.x.dimensions
    idName = table.idName.map { PageText.shortened($0, to: 200) }
    features = page.features.map { feature in
      Feature(
        name: PageText.shortened(report.columns[feature], to: 200),
        mean: contrast.means[feature], deviation: contrast.deviations[feature],
        separation: contrast.separations[feature])
    }
    featuresLeftOut = page.x.dimensions - page.features.count
    clusters = page.shown.map { Self.cluster($0, of: page) }
    clustersLeftOut = clustering.sizes.count - page.shown.count
    let found = PointPlane(
      clustering, x: page.x, raw: page.raw, scaling: report.scaling, drawn: page.drawn,
      weights: page.sample.weights, shown: page.shown)
    plane = Self.plane(found, page)
    let places = RowPlaces(page.data, of: page.drawn + page.distances.farthest.map(\.point))
    place = places.isLine ? "line" : "row"
    sample = Sample(page, found, places)
    silhouette = try? page.silhouette.get()
    let shown = Set(page.shown)
    distances = page.distances.boxes.filter { shown.contains($0.cluster) }
    farthest = page.distances.farthest.map { far in
      FarRow(
        row: places[far.point], id: table.ids.map { PageText.shortened($0[far.point], to: 80) },
        cluster: Int(clustering.labels.values[far.point]), distance: far.distance,
        beyond: far.isBeyond, values: page.features.prefix(8).map { page.raw.points[$0, far.point] }
      )
    }
    descent = Self.descent(clustering)
    search = clustering.search.map { SearchCourse($0) }
    splits = SplitTree(clustering, most: FitPage.mostClusters)
    images = page.shape.flatMap {
      CentroidPictures.images(page.centroids, shape: $0, shown: page.shown)
    }
    swatches = Self.swatches(page)
    others = SideTable.all(
      of: page.data, clustering.labels, weights: page.x.weights, shown: page.shown)
    members = page.shape.flatMap { MemberPictures(page, shape: $0) }
  }

  private static func cluster(_ number: Int, of page: FitPage) -> Cluster {
    let clustering = page.report.clustering
    return Cluster(
      number: number, size: clustering.sizes[number], weight: page.weights?[number],
      withinSumOfSquares: clustering.withinSumOfSquares[number],
      means: page.features.map { page.centroids[$0, number] },
      differences: page.features.map { page.contrast.difference($0, of: number) })
  }

  /// The centroids as colours, where they are some: a direction is none.
  private static func swatches(_ page: FitPage) -> [[Int]]? {
    guard !page.isByAngle else { return nil }
    return CentroidPictures.swatches(
      page.centroids, columns: page.report.columns, greatest: page.raw.greatest, shown: page.shown)
  }

  private static func plane(_ found: PointPlane, _ page: FitPage) -> Plane {
    let columns = page.report.columns.prefix(2).map { PageText.shortened($0, to: 200) }
    return Plane(
      kind: found.kind, names: found.kind == .axes ? ["axis 1", "axis 2"] : Array(columns),
      explained: found.explained, box: found.box,
      centroids: page.shown.map { found.centroids[$0] }, ellipses: found.ellipses,
      cells: found.cells, borders: found.borders)
  }

  /// The most starts, and the most iterations of one.
  private static let (mostStarts, mostIterations) = (50, 200)

  private static func descent(_ clustering: Clustering) -> Descent? {
    if let splits = clustering.bisection?.splits {
      guard let first = splits.first else { return nil }
      let history = [first.objective] + clustering.history
      let steps = steps(history)
      return Descent(
        best: 0,
        starts: [Descent.Start(number: 0, iterations: steps, values: steps.map { history[$0] })],
        startsLeftOut: 0)
    }
    // Of labels that were found elsewhere, no step is known.
    guard !clustering.history.isEmpty else { return nil }
    let histories = clustering.restartHistories
    let best = clustering.restart
    let numbers = histories.indices.prefix(mostStarts)
    let chosen = numbers.contains(best) ? Array(numbers) : numbers.dropLast() + [best]
    return Descent(
      best: best,
      starts: chosen.map { number in
        let history = histories[number]
        let steps = steps(history)
        return Descent.Start(
          number: number, iterations: steps.map { $0 + 1 }, values: steps.map { history[$0] })
      }, startsLeftOut: histories.count - chosen.count)
  }

  private static func steps(_ history: [Double]) -> [Int] {
    SilhouetteBands.thinned(history.indices.map(Double.init), to: mostIterations).map { Int($0) }
  }
}

extension Observations {
  /// The greatest value of all.
  var greatest: Double { box.greatest.max() ?? 0 }
}
