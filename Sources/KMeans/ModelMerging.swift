import KMeansCore
public import KMeansModels
import KMeansSelection

/// One model out of the clusters of several, without their points.
///
/// The clusters are clustered as points: each is its centroid m with the weight W of its points.
/// That is the k-means of all points in which clusters stay whole, because Σ w‖x − M‖² over a
/// cluster is its own sum of squares plus W‖m − M‖². The start are the unions that raise J least,
/// two by two (J. H. Ward, JASA 58, 1963); Lloyd's steps lower J from there. Sizes, weights, means
/// and sums of squares of the result are those of the points, by the formulas of T. F. Chan, G. H.
/// Golub and R. J. LeVeque (The American Statistician 37, 1983): exact sums of what the models
/// hold, rounded once. By the cosine the sum of a cluster's unit vectors has the length W − J, and
/// the same follows.
///
/// Quartiles of distances cannot be merged; the model that comes out has none, and tells no
/// outliers.
public struct ModelMerging: Sendable {
  /// The model. A cluster has the number of the heaviest of the first model's clusters in it that
  /// have a number below k; those without such a cluster get the numbers that are left.
  public let model: ClusterModel
  /// By model, the cluster of the result that has each of its clusters.
  public let numbers: [[Int]]

  /// Merges the clusters of models.
  ///
  /// - Parameters:
  ///   - models: at least one, of data that were prepared alike, as those of fits that began with
  ///     one model were (`PreparedData.init(_:as:clusters:threads:)`).
  ///   - clusters: k, at most as many as all models have.
  /// - Throws: `MergingError`.
  /// - Complexity: O(n²·d) at least for n clusters in all, and O(n·k·d) an iteration.
  public init(_ models: [ClusterModel], into clusters: Int) throws(MergingError) {
    guard let first = models.first else { throw .noModel }
    for (index, model) in models.enumerated() { try Self.check(model, as: first, index) }
    var masses: [Double] = []
    for (index, model) in models.enumerated() {
      guard let own = model.massesOfClusters else { throw .unknownWeights(model: index) }
      masses += own
    }
    let count = masses.count
    guard (1...count).contains(clusters) else {
      throw .clusters(clusters, available: count)
    }
    let m = models.dropFirst().reduce(first.centroids) { $0.appending($1.centroids) }
    let clustering = try Self.clustering(m, masses, by: first.distance, into: clusters)
    let names = Self.numbers(clustering.labels, masses: masses.prefix(first.clusters))
    let labels = clustering.labels.map { names[$0] }
    var next = labels[...]
    numbers = models.map { model in
      defer { next = next.dropFirst(model.clusters) }
      return Array(next.prefix(model.clusters))
    }
    var order = names
    for (union, name) in names.enumerated() { order[name] = union }
    do {
      model = try Self.model(
        clustering.centroids.selecting(order), clustering.iterations, of: models,
        Clusters(m: m, masses: masses, labels: labels))
    } catch {
      throw .model(error)
    }
  }

  /// The clusters of all models in as good groups as were found: Ward's unions and random starts,
  /// each followed by Lloyd's steps; the unions where J is the same.
  private static func clustering(
    _ m: PointMatrix, _ masses: [Double], by distance: Clusterer.Distance, into k: Int
  ) throws(MergingError) -> Clustering {
    // As many starts as take about as long as the unions.
    let products = Double(m.count) * Double(k) * Double(m.dimensions)
    let starts = max(1, Int(min(mostStarts, 0x1p32 / products)))
    func found(_ start: Clusterer.Initialization) throws(MergingError) -> Clustering {
      let settings = Clusterer.Configuration(
        clusters: k, distance: distance, initialization: start, restarts: starts, tolerance: 0)
      do { return try Clusterer(settings).fit(m, weights: masses) } catch {
        throw .clustering(error)
      }
    }
    let unions = try found(.centroids(ClusterMerging.merged(m, sizes: masses, to: k)))
    let drawn = try found(.kMeansPlusPlus)
    return drawn.objective < unions.objective ? drawn : unions
  }

  /// The most random starts.
  private static let mostStarts = 200.0

  /// The clusters of all models, with what they become.
  private struct Clusters {
    let m: PointMatrix
    let masses: [Double]
    let labels: [Int]
  }

  /// The numbers of unions, from those of the first clusters in them.
  private static func numbers(_ labels: LabelMatrix, masses: ArraySlice<Double>) -> [Int] {
    var names = [Int?](repeating: nil, count: labels.clusters)
    for cluster in masses.indices where cluster < labels.clusters {
      let union = labels[cluster]
      if names[union].map({ masses[$0] < masses[cluster] }) ?? true { names[union] = cluster }
    }
    var left = (0..<labels.clusters).filter { !names.contains($0) }[...]
    return names.map { $0 ?? left.removeFirst() }
  }

  /// Throws for models that look at data in another way, or whose clusters are no cells.
  private static func check(
    _ model: ClusterModel, as first: ClusterModel, _ index: Int
  ) throws(MergingError) {
    if model.bisection != nil { throw .splits(model: index) }
    let isOther: [(MergingError.Part, Bool)] = [
      (.columns, model.columns != first.columns),
      (.distance, model.distance != first.distance),
      (.scaling, model.scaling != first.scaling),
      (.missing, model.missing != first.missing || model.imputation != first.imputation),
      (.reading, model.reading != first.reading),
    ]
    if let (part, _) = isOther.first(where: \.1) { throw .different(part, model: index) }
  }

  /// The model of the unions.
  private static func model(
    _ centroids: PointMatrix, _ iterations: Int, of models: [ClusterModel], _ clusters: Clusters
  ) throws(ModelError) -> ClusterModel {
    let k = centroids.count
    let scale = Dyadic(models[0].distance.objectiveScale)
    let sizes = models.flatMap(\.sizes)
    let within = models.allSatisfy { $0.statistics.withinSumOfSquares != nil }
    let parts = models.flatMap { $0.statistics.withinSumOfSquares ?? [] }
    let isWeighted = models.contains { $0.isWeighted }
    let weights = models.flatMap { $0.totalWeights ?? [] }
    var counts = [Int](repeating: 0, count: k)
    var sums = [Dyadic](repeating: .zero, count: k)
    var totals = sums
    var objective = models.reduce(into: Dyadic.zero) { $0 += Dyadic($1.objective) }
    for (index, union) in clusters.labels.enumerated() {
      let distance = Textbook.squaredDistance(clusters.m.point(index), centroids.point(union))
      let moved = scale * Dyadic(clusters.masses[index]) * Dyadic(distance)
      counts[union] += sizes[index]
      objective += moved
      if within { sums[union] += Dyadic(parts[index]) + moved }
      if isWeighted { totals[union] += Dyadic(weights[index]) }
    }
    return try models[0].replacingClusters(
      by: centroids, iterations: iterations, sizes: counts, objective: objective.rounded,
      statistics: ClusterStatistics(
        withinSumOfSquares: within ? sums.map(\.rounded) : nil,
        weights: isWeighted ? totals.map(\.rounded) : nil))
  }
}
