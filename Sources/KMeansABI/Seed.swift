// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore

@c @implementation
public func kmeans_seed(
  _ data: OpaquePointer?, _ clusters: Int64, _ initialization: Int32, _ trials: Int64,
  _ seed: UInt64, _ threads: Int32, _ stop: OpaquePointer?,
  _ rows: UnsafeMutablePointer<Int64>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let x = try data.needed(Observations.self, "data")
    guard let rows else { throw .null("rows") }
    try PointMatrix.check(clusters: clusters)
    let method = try SeedRows.Method(initialization, trials: trials)
    let number = try Threads.number(threads)
    let stop = try stop.wanted(StopSignal.self, "stop")
    do throws(ClusteringError) {
      let drawn = try SeedRows(
        x, clusters: Int(clusters), by: method, seed: seed, threads: number, stop: stop)
      for (index, row) in drawn.rows.enumerated() { rows[index] = Int64(row) }
    } catch {
      throw Failure(error)
    }
  }
}

extension SeedRows.Method {
  fileprivate init(_ initialization: Int32, trials: Int64) throws(Failure) {
    let most = Self.mostTrials
    guard trials >= 0, trials <= Int64(most) else {
      throw Failure(
        KMEANS_BAD_SETTING,
        "the number of trials is \(trials); it must be at least 1 and at most \(most)")
    }
    switch Int(initialization) {
    case KMEANS_PLUS_PLUS: self = .kMeansPlusPlus(trials: trials == 0 ? nil : Int(trials))
    case KMEANS_RANDOM_POINTS: self = .randomPoints
    default:
      throw Failure(
        KMEANS_BAD_SETTING,
        "initialization \(initialization) takes no points of X as they are; give KMEANS_PLUS_PLUS"
          + " or KMEANS_RANDOM_POINTS")
    }
  }
}
