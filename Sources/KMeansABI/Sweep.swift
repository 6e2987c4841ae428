// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore
import KMeansSelection
import Synchronization

/// A sweep whose verdict C can read.
struct HandedSweep: Sendable {
  let sweep: ClusterCountSweep
  let verdict: CString

  init(_ sweep: ClusterCountSweep) {
    self.sweep = sweep
    verdict = CString(sweep.recommendation.sentences.joined(separator: " "))
  }
}

@c @implementation
public func kmeans_sweep_create(
  _ data: OpaquePointer?, _ settings: UnsafePointer<kmeans_sweep_settings>?,
  _ progress: kmeans_sweep_callback?, _ context: UnsafeMutableRawPointer?,
  _ stop: OpaquePointer?, _ result: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    let x = try data.needed(Observations.self, "data")
    guard let result else { throw .null("result") }
    let given =
      settings == nil
      ? kmeans_sweep_settings.usual : try kmeans_sweep_settings.read(settings, "settings")
    let stop = try stop.wanted(StopSignal.self, "stop")
    let settings = try ClusterCountSweep.Settings(given, points: x.count)
    let teller = SweepTeller(progress, context)
    do throws(SweepError) {
      let sweep = try ClusterCountSweep(
        x, settings: settings, progress: { teller.tell($0) }, stop: stop)
      guard !sweep.entries.isEmpty else { throw .clustering(.stopped) }
      result.pointee = OpaquePointer(handing: HandedSweep(sweep))
    } catch {
      throw Failure(error)
    }
  }
}

/// Tells a C caller how far a sweep has come, one step at a time.
private final class SweepTeller: Sendable {
  private let callback: kmeans_sweep_callback?
  // The caller's, who is responsible for it.
  nonisolated(unsafe) private let context: UnsafeMutableRawPointer?
  private let turn = Mutex(())

  init(_ callback: kmeans_sweep_callback?, _ context: UnsafeMutableRawPointer?) {
    (self.callback, self.context) = (callback, context)
  }

  func tell(_ progress: ClusterCountSweep.Progress) {
    guard let callback else { return }
    turn.withLock { _ in
      var news = kmeans_sweep_progress(
        clusters: Int64(progress.clusters ?? 0), done: Int64(progress.done),
        total: Int64(progress.total), share: progress.share)
      callback(context, &news)
    }
  }
}

@c @implementation
public func kmeans_sweep_free(_ sweep: OpaquePointer?) {
  sweep?.end(HandedSweep.self)
}

@c @implementation
public func kmeans_sweep_verdict(_ sweep: OpaquePointer?) -> UnsafePointer<CChar>? {
  sweep?.value(HandedSweep.self)?.verdict.pointer
}

@c @implementation
public func kmeans_sweep_clustering(
  _ sweep: OpaquePointer?, _ index: Int64, _ clustering: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  guard let entry = sweep?.value(HandedSweep.self)?.sweep.entry(index), let clustering else {
    return kmeans_code(KMEANS_BAD_ARGUMENT)
  }
  clustering.pointee = OpaquePointer(handing: entry.clustering)
  return kmeans_code(KMEANS_OK)
}
