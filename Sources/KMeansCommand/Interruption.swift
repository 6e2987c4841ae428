import KMeans

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ctrl-C and a polite kill, once minded: the first ends the fit with the best so far, the second
/// ends the program at once.
///
/// A handler and not a queue of events: it is in place when `begin()` returns, so that no signal
/// falls between, and it needs no thread while the engine keeps all of them busy.
enum Interruption {
  /// The exit code of an interrupted run, as shells have it.
  static let exitCode: Int32 = 130

  /// Given by the first signal.
  static let stop = StopSignal(patience: .seconds(1))

  /// Minds the signals from now on.
  static func begin() {
    // Made here, for a handler must not allocate; it only reads and writes one atomic.
    _ = stop
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        if Interruption.stop.isStopped { _exit(130) }
        Interruption.stop.stop()
      }
    }
  }
}
