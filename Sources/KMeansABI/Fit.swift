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
      shift: progress.centroidShift ?? .nan)
  }
}
