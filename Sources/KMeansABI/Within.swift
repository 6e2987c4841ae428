// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore

@c @implementation
public func kmeans_clustering_read_balance(
  _ clustering: OpaquePointer?, _ balance: UnsafeMutablePointer<kmeans_balance>?, _ size: Int
) -> kmeans_code {
  guard let found = clustering?.value(Clustering.self)?.balance, let balance, size > 0,
    size <= 4096, size % MemoryLayout<kmeans_balance>.alignment == 0
  else { return kmeans_code(KMEANS_BAD_ARGUMENT) }
  let proof = kmeans_balance(
    least: found.least, most: found.most, primal: found.primal, dual: found.dual, gap: found.gap,
    unit: found.unit)
  write(proof, to: balance, size: size)
  return kmeans_code(KMEANS_OK)
}

@c @implementation
public func kmeans_clustering_prices(
  _ clustering: OpaquePointer?, _ prices: UnsafeMutablePointer<Double>?
) -> kmeans_code {
  copy(clustering?.value(Clustering.self)?.balance?.prices, to: prices)
}

@c @implementation
public func kmeans_assign_within(
  _ points: UnsafePointer<kmeans_matrix>?, _ centroids: UnsafePointer<Double>?,
  _ clusters: Int64, _ least: Int64, _ most: Int64, _ threads: Int32, _ stop: OpaquePointer?,
  _ labels: UnsafeMutablePointer<Int32>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let x = try PointMatrix(checking: points)
    let m = try PointMatrix(
      centroids: centroids, clusters: clusters, dimensions: x.dimensions)
    let number = try Threads.number(threads)
    let stop = try stop.wanted(StopSignal.self, "stop")
    do throws(ClusteringError) {
      let found = try BalancedLabels(
        x, m, limits: Clusterer.SizeLimits(least: least, most: most) ?? .points(),
        threads: number, stop: stop)
      _ = copy(found.labels.values, to: labels)
    } catch {
      throw Failure(error)
    }
  }
}

extension Clusterer.SizeLimits {
  /// Limits on numbers of points; nil for none.
  fileprivate init?(least: Int64, most: Int64) {
    if least == 0 && most == 0 { return nil }
    self = .points(
      least: least == 0 ? nil : Int(least), most: most == 0 ? nil : Int(most))
  }

  /// The limits of a C caller; nil for none.
  ///
  /// - Throws: `Failure` where both numbers and weights have limits.
  init?(_ settings: kmeans_settings) throws(Failure) {
    let hasWeights = settings.least_weight != 0 || settings.most_weight != 0
    guard hasWeights else {
      self.init(least: settings.least_size, most: settings.most_size)
      return
    }
    guard settings.least_size == 0 && settings.most_size == 0 else {
      throw Failure(
        KMEANS_BAD_SETTING,
        "both the sizes of clusters and their weights have limits; leave one of them out")
    }
    self = .weight(
      least: settings.least_weight == 0 ? nil : settings.least_weight,
      most: settings.most_weight == 0 ? nil : settings.most_weight)
  }
}
