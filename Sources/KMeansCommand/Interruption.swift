import Dispatch
import KMeans

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ctrl-C and a polite kill, from when this exists on: the first ends the fit with the best so far,
/// the second ends the program at once.
struct Interruption {
  /// The exit code of an interrupted run, as shells have it.
  static let exitCode: Int32 = 130

  /// Given by the first signal.
  let stop = StopSignal()
  private let sources: [any DispatchSourceSignal]

  /// Minds the signals from now on.
  init() {
    let stop = stop
    // A queue of its own, for the engine keeps the shared ones busy.
    let queue = DispatchQueue(label: "kmeans.interruption", qos: .userInteractive)
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        if stop.isStopped { _exit(Self.exitCode) }
        stop.stop()
      }
      source.resume()
      return source
    }
  }
}
