import KMeansData
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Signals by which the system would end the program: a pipe was closed, a file may not grow, a
/// mapped file is shorter than it was, an allocation failed.
enum SystemSignals {
  private static let isPipeIgnored = SignalAction.isIgnored(SIGPIPE)
  private static let isFaultExplained = Atomic<Bool>(false)
  /// What a SIGBUS did before it was handled.
  nonisolated(unsafe) private static var formerFault = sigaction()

  /// From now on, makes errors of these signals where possible.
  static func prepare() {
    // Writing to a closed pipe, or beyond a limit, is an error of the write that did it.
    _ = (isPipeIgnored, isFaultExplained.load(ordering: .relaxed))
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    MappedInputs.prepare()
    TemporaryNames.prepare()
    formerFault = SignalAction.replace(SIGBUS) { number, info, _ in
      SystemSignals.explainFault(number, info)
    }
    // Fits ask for memory before they begin. Other allocations that fail still abort.
    signal(SIGABRT) { _ in SystemSignals.explainAbort() }
  }

  /// Calls only what a signal handler may call.
  private static func explainAbort() {
    TemporaryNames.removeFiles()
    Console.sayPlainly(
      StaticString(
        """
        kmeans: memory that the work needs could not be had; use fewer points, columns or \
        clusters, or a machine with more memory

        """))
    _exit(71)
  }

  /// Ends the program as a closed pipe does by default: by the signal, or with exit code 0 where
  /// the signal was ignored when the program started.
  static func endByClosedPipe() -> Never {
    if !isPipeIgnored {
      signal(SIGPIPE, SIG_DFL)
      raise(SIGPIPE)
    }
    exit(0)
  }

  /// Calls only what a signal handler may call.
  private static func explainFault(_ number: Int32, _ info: UnsafeMutablePointer<siginfo_t>?) {
    guard let address = SignalAction.faultAddress(info),
      let sentence = MappedInputs.sentence(for: address)
    else {
      // Not a mapped file. A fault comes again, and then has its former effect; a signal from
      // another process is sent again, and ends this one.
      if let info, info.pointee.si_code > 0 {
        sigaction(number, &formerFault, nil)
      } else {
        signal(number, SIG_DFL)
        raise(number)
      }
      return
    }
    // Several threads may find the bytes missing. The first reports it and ends the program. The
    // others wait a second for that. Then they report it too, so that the program always ends.
    if isFaultExplained.exchange(true, ordering: .sequentiallyConsistent) {
      for _ in 0..<100 { usleep(10_000) }
    }
    TemporaryNames.removeFiles()
    Console.sayPlainly(sentence)
    _exit(74)
  }
}
