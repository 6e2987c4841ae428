// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore

@c @implementation
public func kmeans_fit(
  _ data: OpaquePointer?, _ settings: UnsafePointer<kmeans_settings>?,
  _ progress: kmeans_progress_callback?, _ context: UnsafeMutableRawPointer?,
  _ stop: OpaquePointer?, _ result: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let x = try data.needed(Observations.self, "data")
    let settings = try kmeans_settings.read(settings, "settings")
    guard let result else { throw .null("result") }
    let stop = try stop.wanted(StopSignal.self, "stop")
    let clusterer = Clusterer(try Clusterer.Configuration(settings, for: x))
    do throws(ClusteringError) {
      let clustering = try clusterer.fit(
        x,
        progress: { news in
          guard let progress else { return }
          var news = kmeans_progress(news)
          progress(context, &news)
        }, stop: stop)
      result.pointee = OpaquePointer(handing: clustering)
    } catch {
      throw Failure(error)
    }
  }
}

extension kmeans_progress {
  fileprivate init(_ progress: Clusterer.Progress) {
    self.init(
      restart: Int64(progress.restart), restarts: Int64(progress.restarts),
      iteration: Int64(progress.iteration), objective: progress.objective ?? .nan,
      shift: progress.centroidShift ?? .nan, drawn: Int64(progress.seeding?.drawn ?? 0),
      expected: Int64(progress.seeding?.expected ?? 0))
  }
}

@c @implementation
public func kmeans_fit_many(
  _ data: UnsafePointer<OpaquePointer?>?, _ count: Int64,
  _ settings: UnsafePointer<kmeans_settings>?, _ stop: OpaquePointer?,
  _ results: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    guard let number = Int(exactly: count), number >= 0, number < 1 << 40 else {
      throw Failure(KMEANS_BAD_ARGUMENT, "there are \(count) sets")
    }
    let settings = try kmeans_settings.read(settings, "settings")
    let stop = try stop.wanted(StopSignal.self, "stop")
    if number == 0 { return }
    guard let data else { throw .null("data") }
    guard let results else { throw .null("results") }
    var sets: [Observations] = []
    for index in 0..<number {
      sets.append(try data[index].needed(Observations.self, "data[\(index)]"))
    }
    let clusterer = Clusterer(try Clusterer.Configuration(settings, for: sets[0]))
    var clusterings: [Clustering] = []
    for (index, result) in clusterer.fitMany(sets, stop: stop).enumerated() {
      do throws(ClusteringError) {
        clusterings.append(try result.get())
      } catch {
        throw Failure(error).of(set: index)
      }
    }
    for (index, clustering) in clusterings.enumerated() {
      results[index] = OpaquePointer(handing: clustering)
    }
  }
}

extension Failure {
  /// The same with the set told that it is about.
  fileprivate func of(set index: Int) -> Failure {
    Failure(Int(code), "set \(index): \(message)", point: point, feature: feature)
  }
}
