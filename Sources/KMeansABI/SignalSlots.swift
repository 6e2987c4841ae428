import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the signal handler reads, without a lock: one number a signal.
enum SignalSlots {
  /// The numbers that signals have, and some more.
  static let range: Range<Int32> = 1..<128

  // Only written atomically, and never freed.
  nonisolated(unsafe) private static let slots: UnsafeMutablePointer<Atomic<Int>> = {
    let slots = UnsafeMutablePointer<Atomic<Int>>.allocate(capacity: range.count + 1)
    for index in 0...range.count { (slots + index).initialize(to: Atomic(0)) }
    return slots
  }()

  /// Handlers that are at work.
  private static let busy = Atomic<Int>(0)
  private static let isLocked = Atomic<Bool>(false)

  /// Lets one thread at a time change which signals are watched.
  ///
  /// No thread holds the lock over a fork: in the child it would be gone and the lock stay closed.
  static func withLock<Result>(_ body: () -> Result) -> Result {
    _ = forks
    lock()
    defer { unlock() }
    return body()
  }

  private static func lock() {
    while isLocked.exchange(true, ordering: .acquiring) { sched_yield() }
  }

  private static func unlock() { isLocked.store(false, ordering: .releasing) }

  /// Registers once what is done before and after a fork.
  private static let forks: Void = {
    pthread_atfork(
      { SignalSlots.lock() }, { SignalSlots.unlock() },
      {
        SignalSlots.unlock()
        // In the child there are no other threads, and so no other handlers.
        SignalSlots.busy.store(0, ordering: .relaxed)
      })
  }()

  /// Replaces what the handler of a signal finds.
  ///
  /// - Returns: what it found before.
  /// - Precondition: `range` holds the signal.
  static func exchange(_ signal: Int32, _ number: Int) -> Int {
    slots[Int(signal)].exchange(number, ordering: .sequentiallyConsistent)
  }

  /// Calls `body` with what a handler finds; for handlers alone.
  static func handle(_ signal: Int32, _ body: (Int) -> Void) {
    busy.wrappingAdd(1, ordering: .sequentiallyConsistent)
    body(slots[Int(signal)].load(ordering: .sequentiallyConsistent))
    busy.wrappingSubtract(1, ordering: .sequentiallyConsistent)
  }

  /// Waits until the handlers that may have found what was replaced have done their work.
  static func awaitHandlers() {
    while busy.load(ordering: .sequentiallyConsistent) > 0 { sched_yield() }
  }
}
