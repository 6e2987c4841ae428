public import KMeansCore

/// The least J that a search finds on the points of an explanation, beside what single starts give.
public struct ExplainSearch: Sendable {
  /// The best clustering of the search.
  public let clustering: Clustering
  /// How the search went.
  let account: Clustering.SearchAccount

  /// How many generations are searched: few enough that the page comes within a moment.
  static let effort = 10
  /// The most products of a point, a feature and a cluster; what has more is not searched.
  static let mostProducts = 4_000_000

  /// Searches the points that are shown; nil where there is nothing to search, or too much for a
  /// page.
  ///
  /// - Parameters:
  ///   - sample: the points.
  ///   - configuration: the settings of the run that is explained; given centroids do not matter.
  /// - Throws: `ClusteringError` where the search cannot be done, as for want of memory.
  /// - Complexity: about 200 runs.
  public init?(
    _ sample: ExplainSample, _ configuration: Clusterer.Configuration
  ) throws(ClusteringError) {
    let products = sample.x.count * sample.x.dimensions * configuration.clusters
    guard configuration.clusters > 1, products <= Self.mostProducts else { return nil }
    var searched = Clusterer.Configuration(clusters: configuration.clusters)
    searched.seed = configuration.seed
    searched.quality = .best
    searched.effort = Self.effort
    let found = try Clusterer(searched).fit(sample.x)
    guard let account = found.search else { return nil }
    (clustering, self.account) = (found, account)
  }

  /// Two sentences on the search, for a run that ends at a J.
  ///
  /// - Parameter objective: J at the end of the run.
  /// - Returns: how low J gets, and how far above it the run ends.
  func words(besides objective: Double) -> String {
    let least = clustering.objective
    let starts = NumberText.count(account.startObjectives.count, "start")
    let generations = NumberText.count(account.effort, "generation")
    let descents = NumberText.count(account.individuals, "descent")
    let reached =
      account.found == account.individuals
      ? "all \(descents)" : "\(NumberText.count(account.found)) of \(descents)"
    let here =
      least > 0 && objective / least - 1 > 1e-12
      ? "this run ends \(NumberText.percent(objective / least - 1)) above it."
      : "this run ends there, too."
    return "A search of the same points (\(starts), then \(generations) of children, each made of "
      + "the centroids of two parents) found J = \(ExplainNumbers.objective(least)) as the least, "
      + "in \(reached); \(here)"
  }

  /// The search as the page draws it.
  struct Coded: Encodable {
    let course: SearchCourse
    let objective: Double
    let centroids: PageValues

    init(_ search: ExplainSearch) {
      course = SearchCourse(search.account)
      objective = search.clustering.objective
      centroids = PageValues(search.clustering.centroids)
    }
  }
}
