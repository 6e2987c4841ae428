import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the caller of a long computation does in the middle of it, on its own thread, on request.
///
/// A language whose signal handlers wait for its interpreter runs them here. The computation then
/// goes on.
final class Interlude: Sendable {
  private let isDue = Atomic<Bool>(false)
  /// The thread that made the interlude.
  private let thread = Interlude.currentThread
  private let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) {
    self.body = body
  }

  /// Asks for it; may be called by a signal handler.
  func request() { isDue.store(true, ordering: .releasing) }

  /// Calls the body once if it was asked for and this is its thread.
  ///
  /// - Complexity: O(1), one relaxed load where it was not asked for.
  @inline(__always)
  func runIfDue() {
    if isDue.load(ordering: .relaxed) { run() }
  }

  private func run() {
    guard Self.currentThread == thread else { return }
    if isDue.exchange(false, ordering: .acquiring) { body() }
  }

  private static var currentThread: UInt {
    #if canImport(Glibc)
      UInt(pthread_self())
    #else
      UInt(bitPattern: pthread_self())
    #endif
  }
}
