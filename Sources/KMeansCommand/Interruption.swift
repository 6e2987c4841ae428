import KMeansCore
import KMeansData
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Handles Ctrl-C (SIGINT), SIGTERM and a closed terminal (SIGHUP): the first ends the fit with the
/// best so far, the second ends the program at once.
///
/// It is a handler and not a queue of events: it is in place when `begin()` returns, so that no
/// signal is lost, and it needs no thread while the engine keeps all of them busy.
enum Interruption {
  /// Given by the first signal.
  static let stop = StopSignal(patience: .seconds(1))

  /// The first signal's number, or 0.
  static var first: Int32 { number.load(ordering: .relaxed) }

  /// Whether a time limit has passed.
  static var isTimeUp: Bool { timeIsUp.load(ordering: .relaxed) }

  /// The exit code of an interrupted run, as shells have it: 130 for SIGINT, 143 for SIGTERM, 129
  /// for SIGHUP.
  static var exitCode: Int32 { 128 + (first == 0 ? SIGINT : first) }

  private static let timeIsUp = Atomic<Bool>(false)
  private static let number = Atomic<Int32>(0)
  /// When the first signal came, in nanoseconds of the clock that only goes forward.
  private static let time = Atomic<Int64>(0)

  /// Handles the signals from now on, except those that the program was started to ignore (`nohup`,
  /// a shell's background).
  static func begin() {
    // Made here, because a handler must not allocate; it only reads and writes atomics.
    _ = (stop, number.load(ordering: .relaxed), time.load(ordering: .relaxed))
    TemporaryNames.prepare()
    for number in [SIGINT, SIGTERM, SIGHUP] where !SignalAction.isIgnored(number) {
      signal(number) { Interruption.note($0) }
    }
  }

  /// Ends the work after some time, as a signal would, but with the exit code 0.
  ///
  /// - Parameter seconds: more than 0 and at most 10⁹.
  static func end(after seconds: Double) {
    _ = (stop, timeIsUp.load(ordering: .relaxed))
    signal(SIGALRM) { _ in
      // The first to come is the one that counts.
      if Interruption.first != 0 { return }
      Interruption.timeIsUp.store(true, ordering: .relaxed)
      Interruption.stop.stop()
    }
    var timer = itimerval()
    timer.it_value.tv_sec = .init(seconds)
    timer.it_value.tv_usec = .init(max(1, (seconds - seconds.rounded(.down)) * 1e6))
    // ITIMER_REAL, whose type differs between systems.
    setitimer(0, &timer, nil)
  }

  private static func note(_ signal: Int32) {
    let now = monotonicTime()
    let (isFirst, first) = number.compareExchange(
      expected: 0, desired: signal, ordering: .sequentiallyConsistent)
    if isFirst {
      time.store(now, ordering: .sequentiallyConsistent)
      return stop.stop()
    }
    let passed = now - time.load(ordering: .sequentiallyConsistent)
    if passed < echo(of: first, signal) { return }
    TemporaryNames.removeFiles()
    _exit(128 + first)
  }

  /// How long after a signal another one counts as its echo, in nanoseconds.
  ///
  /// When a terminal closes, the system signals it, then the shell, and once more when the shell
  /// ends; session managers send it together with SIGTERM. `timeout` signals its child, and then
  /// the group that the child is in.
  private static func echo(of first: Int32, _ second: Int32) -> Int64 {
    if first == SIGHUP || second == SIGHUP { return 1_000_000_000 }
    return first == second ? 100_000_000 : 0
  }

  private static func monotonicTime() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
  }
}
