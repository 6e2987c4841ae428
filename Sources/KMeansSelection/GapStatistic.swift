import KMeansCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How much better k clusters fit the data than they fit uniform data of the same extent:
/// Gap(k) = E[ln W*] − ln W, where W is J by point, with weights J by weight, and W* that of
/// uniform data (`ReferenceBox`).
///
/// R. Tibshirani, G. Walther and T. Hastie, JRSS B 63(2), 2001, doi:10.1111/1467-9868.00293. The
/// references have as many points as the data, or fewer where that makes no difference: then they
/// have at least 10,000 and 200 a cluster.
public struct GapStatistic: Sendable {
  /// Gap(k).
  public let value: Double
  /// s: the standard deviation of ln W* over the references, times √(1 + 1/B).
  public let standardError: Double
}

/// Uniform data, clustered as the data are.
struct GapReferences {
  /// ln(J*/n) by reference and number of clusters.
  private let logarithms: [[Double]]

  /// How many points a reference has.
  static func size(points: Int, mostClusters: Int) -> Int {
    max(mostClusters, min(points, max(10_000, 200 * mostClusters)))
  }

  /// Draws and clusters references, side by side; nil when the signal stopped it.
  ///
  /// - Parameters:
  ///   - count: how many references to draw.
  ///   - x: the points whose box they fill.
  ///   - points: how many points the data count as; nil for one each.
  ///   - clusterCounts: numbers of clusters, ascending.
  ///   - chain: how to cluster; each reference by one thread.
  ///   - noteDone: called for every reference that is done, from any thread.
  /// - Throws: `SweepError.clustering`.
  init?(
    _ count: Int, like x: Observations, points: Int? = nil, clusterCounts: [Int],
    chain: ClusterChain, noteDone: @Sendable () -> Void
  ) throws(SweepError) {
    let box = ReferenceBox(x)
    let size = Self.size(points: points ?? x.count, mostClusters: clusterCounts.last ?? 1)
    let single = ClusterChain(
      restarts: chain.restarts, seed: chain.seed, threads: 1, algorithm: chain.algorithm,
      stop: chain.stop)
    let found = Chunks.run(
      count: count, size: 1, threads: chain.threads,
      makeWorker: { [Int: Result<[Double], SweepError>]() }
    ) { results, range in
      for reference in range {
        results[reference] = Result { () throws(SweepError) in
          try Self.logarithms(
            box.points(size, seed: chain.seed, reference: reference), clusterCounts, single)
        }
        noteDone()
      }
      return chain.stop?.isStopped != true
    }
    guard found.complete, chain.stop?.isStopped != true else { return nil }
    let results = found.workers.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    var logarithms: [[Double]] = []
    for reference in 0..<count {
      guard let result = results[reference] else { return nil }
      logarithms.append(try result.get())
    }
    self.logarithms = logarithms
  }

  private static func logarithms(
    _ points: PointMatrix, _ clusterCounts: [Int], _ chain: ClusterChain
  ) throws(SweepError) -> [Double] {
    let x: Observations
    do { x = try Observations(points, threads: 1) } catch {
      throw .clustering(.observations(error))
    }
    return try chain.fit(x, clusterCounts: clusterCounts).map {
      log($0.clustering.objective / Double(x.count))
    }
  }

  /// Gap and its error for the `index`-th number of clusters; nil where J is 0.
  ///
  /// - Parameters:
  ///   - index: of the numbers of clusters of the references.
  ///   - objective: J of the data.
  ///   - weight: what the data weigh, which is how many points they are without weights.
  /// - Returns: the gap, and its standard error.
  func gap(_ index: Int, objective: Double, weight: Double) -> GapStatistic? {
    let values = logarithms.map { $0[index] }
    guard objective > 0, values.allSatisfy(\.isFinite) else { return nil }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    return GapStatistic(
      value: mean - log(objective / weight),
      standardError: (variance * (1 + 1 / count)).squareRoot())
  }
}
