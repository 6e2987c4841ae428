// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore

@c @implementation
public func kmeans_clustering_splits(_ clustering: OpaquePointer?) -> Int64 {
  guard clustering != nil else { return 0 }
  return splits(clustering).map { Int64($0.count) } ?? -1
}

@c @implementation
public func kmeans_clustering_split_clusters(
  _ clustering: OpaquePointer?, _ clusters: UnsafeMutablePointer<Int64>?
) -> kmeans_code {
  copy(splits(clustering)?.map { Int64($0.cluster) }, to: clusters)
}

@c @implementation
public func kmeans_clustering_split_centroids(
  _ clustering: OpaquePointer?, _ centroids: UnsafeMutablePointer<Double>?
) -> kmeans_code {
  guard let splits = splits(clustering) else { return kmeans_code(KMEANS_BAD_ARGUMENT) }
  for (index, split) in splits.enumerated() {
    let count = 2 * split.centroids.dimensions
    split.centroids.withDoubles {
      guard let centroids else { return }
      (centroids + index * count).update(from: $0, count: count)
    }
  }
  return kmeans_code(KMEANS_OK)
}

@c @implementation
public func kmeans_clustering_split_objectives(
  _ clustering: OpaquePointer?, _ objectives: UnsafeMutablePointer<Double>?
) -> kmeans_code {
  copy(splits(clustering)?.map(\.objective), to: objectives)
}

/// The splits of a result, perhaps none; nil for what is no result.
private func splits(_ clustering: OpaquePointer?) -> [Bisection.Split]? {
  guard let result = clustering?.value(Clustering.self) else { return nil }
  return result.bisection?.splits ?? []
}

@c @implementation
public func kmeans_assign_splits(
  _ points: UnsafePointer<kmeans_matrix>?, _ centroids: UnsafePointer<Double>?,
  _ clusters: UnsafePointer<Int64>?, _ splits: Int64, _ threads: Int32,
  _ labels: UnsafeMutablePointer<Int32>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  kmeans_assign_splits_with_stop(
    points, centroids, clusters, splits, threads, nil, labels, error)
}

@c @implementation
public func kmeans_assign_splits_with_stop(
  _ points: UnsafePointer<kmeans_matrix>?, _ centroids: UnsafePointer<Double>?,
  _ clusters: UnsafePointer<Int64>?, _ splits: Int64, _ threads: Int32,
  _ stop: OpaquePointer?, _ labels: UnsafeMutablePointer<Int32>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    guard let labels else { throw .null("labels") }
    let x = try PointMatrix(checking: points)
    let bisection = try Bisection(centroids, clusters, splits, dimensions: x.dimensions)
    let number = try Threads.number(threads)
    let stop = try stop.wanted(StopSignal.self, "stop")
    let found: LabelMatrix?
    do throws(MatrixError) {
      found = try bisection.assign(x, threads: number, stop: stop)
    } catch {
      throw Failure(error)
    }
    guard let found else { throw Failure(ClusteringError.stopped) }
    for (point, label) in found.values.enumerated() { labels[point] = label }
  }
}

extension Bisection {
  /// Splits of a C caller, checked.
  fileprivate init(
    _ centroids: UnsafePointer<Double>?, _ clusters: UnsafePointer<Int64>?, _ count: Int64,
    dimensions: Int
  ) throws(Failure) {
    guard count >= 0, count < Int64(Int32.max) / 2 else {
      throw Failure(
        KMEANS_BAD_SETTING,
        "the number of splits is \(count); it must be at least 0 and less than \(Int32.max / 2)")
    }
    guard count > 0 else {
      self.init(splits: [])
      return
    }
    guard let clusters else { throw .null("clusters") }
    let m = try PointMatrix(centroids: centroids, clusters: 2 * count, dimensions: dimensions)
    var splits: [Split] = []
    for index in 0..<Int(count) {
      let cluster = clusters[index]
      guard cluster >= 0, cluster <= Int64(index) else {
        throw Failure(
          KMEANS_BAD_SETTING,
          "split \(index) is of cluster \(cluster); it must be of one from 0 to \(index)")
      }
      // The objectives do not matter for labels.
      splits.append(
        Split(
          cluster: Int(cluster), centroids: m.selecting([2 * index, 2 * index + 1]),
          objective: .nan))
    }
    self.init(splits: splits)
  }
}
