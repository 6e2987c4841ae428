// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore

@c @implementation
public func kmeans_assign(
  _ points: UnsafePointer<kmeans_matrix>?, _ weights: UnsafePointer<Double>?,
  _ centroids: UnsafePointer<Double>?, _ clusters: Int64, _ threads: Int32,
  _ labels: UnsafeMutablePointer<Int32>?, _ objective: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    try label(
      points, weights, centroids: centroids, clusters: clusters, threads: threads, stop: nil,
      labels: labels, distances: nil, objective: objective)
  }
}

@c @implementation
public func kmeans_nearest(
  _ points: UnsafePointer<kmeans_matrix>?, _ weights: UnsafePointer<Double>?,
  _ centroids: UnsafePointer<Double>?, _ clusters: Int64, _ threads: Int32,
  _ stop: OpaquePointer?, _ labels: UnsafeMutablePointer<Int32>?,
  _ distances: UnsafeMutablePointer<Double>?, _ objective: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    try label(
      points, weights, centroids: centroids, clusters: clusters, threads: threads,
      stop: try stop.wanted(StopSignal.self, "stop"), labels: labels, distances: distances,
      objective: objective)
  }
}

private func label(
  _ points: UnsafePointer<kmeans_matrix>?, _ weights: UnsafePointer<Double>?,
  centroids: UnsafePointer<Double>?, clusters: Int64, threads: Int32, stop: StopSignal?,
  labels: UnsafeMutablePointer<Int32>?, distances: UnsafeMutablePointer<Double>?,
  objective: UnsafeMutablePointer<Double>?
) throws(Failure) {
  // What is no number is found on the way.
  let (x, m) = try pair(points, centroids, clusters, below: .infinity)
  let weights = weights.map { Array(UnsafeBufferPointer(start: $0, count: x.count)) }
  var wants: NearestCentroids.Wants = distances == nil ? [] : .distances
  if objective != nil { wants.insert(.objective) }
  let number = try Threads.number(threads)
  let found: NearestCentroids
  do {
    if let weights { try Observations.check(weights, count: x.count) }
    found = try NearestCentroids(
      x, m, weights: weights, wants: wants, threads: number, stop: stop)
  } catch let error as ObservationError {
    throw Failure(error)
  } catch let error as ClusteringError {
    throw Failure(error)
  } catch {
    preconditionFailure("nothing else is thrown: \(error)")
  }
  if let total = found.objective { objective?.pointee = total }
  found.labels.values.withUnsafeBufferPointer {
    if let base = $0.baseAddress { labels?.update(from: base, count: $0.count) }
  }
  found.distancesSquared.withUnsafeBufferPointer {
    if let base = $0.baseAddress { distances?.update(from: base, count: $0.count) }
  }
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

@c @implementation
public func kmeans_distances(
  _ points: UnsafePointer<kmeans_matrix>?, _ centroids: UnsafePointer<Double>?,
  _ clusters: Int64, _ threads: Int32, _ scalar: Int32, _ room: UnsafeMutableRawPointer?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  kmeans_distances_with_stop(
    points, centroids, clusters, threads, nil, scalar, room, error)
}

@c @implementation
public func kmeans_distances_with_stop(
  _ points: UnsafePointer<kmeans_matrix>?, _ centroids: UnsafePointer<Double>?,
  _ clusters: Int64, _ threads: Int32, _ stop: OpaquePointer?, _ scalar: Int32,
  _ room: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    guard let room else { throw .null("distances") }
    guard scalar == KMEANS_FLOAT || scalar == KMEANS_DOUBLE else {
      throw Failure(
        KMEANS_BAD_ARGUMENT,
        "distances are no scalar \(scalar); give KMEANS_FLOAT or KMEANS_DOUBLE")
    }
    let (x, m) = try pair(points, centroids, clusters)
    let number = try Threads.number(threads)
    guard let bytes = Int.bytes(Int64(x.count), Int64(m.count), 8) else {
      throw Failure(KMEANS_BAD_ARGUMENT, "no memory holds so many distances")
    }
    let (count, stop) = (bytes / 8, try stop.wanted(StopSignal.self, "stop"))
    let isComplete: Bool
    do throws(MatrixError) {
      if scalar == KMEANS_FLOAT {
        let values = UnsafeMutableBufferPointer(
          start: room.assumingMemoryBound(to: Float.self), count: count)
        isComplete = try x.distances(to: m, threads: number, stop: stop, into: values)
      } else {
        let values = UnsafeMutableBufferPointer(
          start: room.assumingMemoryBound(to: Double.self), count: count)
        isComplete = try x.distances(to: m, threads: number, stop: stop, into: values)
      }
    } catch {
      throw Failure(error)
    }
    guard isComplete else { throw Failure(ClusteringError.stopped) }
  }
}

/// Checked points and centroids, and an instruction set that is available.
private func pair(
  _ points: UnsafePointer<kmeans_matrix>?, _ centroids: UnsafePointer<Double>?, _ clusters: Int64,
  below limit: Double = 0x1p480
) throws(Failure) -> (x: PointMatrix, m: PointMatrix) {
  let x = try PointMatrix(checking: points, below: limit)
  return (x, try PointMatrix(centroids: centroids, clusters: clusters, dimensions: x.dimensions))
}

extension PointMatrix {
  /// Points of a C caller with their values checked, and an instruction set that is available.
  ///
  /// - Parameters:
  ///   - points: the caller's.
  ///   - limit: values are less than this in size: 2⁴⁸⁰, or infinity where lengths do not matter.
  /// - Throws: `Failure` for what is no matrix, and values that are not below the limit.
  init(
    checking points: UnsafePointer<kmeans_matrix>?, below limit: Double = 0x1p480
  ) throws(Failure) {
    try checkInstructionSet()
    try self.init(points)
    guard count > 0 else { throw Failure(ObservationError.noPoints) }
    // What does not mind lengths finds by itself what is not finite.
    guard limit.isFinite else { return }
    do { try checkValues() } catch { throw Failure(error) }
  }
}

/// Throws unless the instruction set that the environment asks for is available.
func checkInstructionSet() throws(Failure) {
  do { _ = try Kernels.selected() } catch {
    throw Failure(KMEANS_NO_INSTRUCTION_SET, error.description)
  }
}
