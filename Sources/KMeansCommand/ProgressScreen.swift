import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the threads of the work and the one that shows it share.
final class ProgressScreen: Sendable {
  private struct State {
    var newest: (@Sendable () -> String)?
    var isOver = false
    /// When the text may be shown next by the thread that notes it; nil while a thread of its own
    /// does that.
    var due: ContinuousClock.Instant?
  }

  private static let clearing = "\r\u{1B}[K"
  /// Short fits end before a line could be read.
  private static let patience = 300_000
  private static let pace = 100_000

  private let state = Mutex(State())
  /// What is on the screen. A lock of its own, since a terminal may take its time.
  private let shown = Mutex<String?>(nil)

  /// Begins to show what is noted.
  func begin() {
    if startThread() { return }
    let start = ContinuousClock.now + .microseconds(Self.patience)
    state.withLock { $0.due = start }
  }

  /// Notes what makes the newest text, which costs nothing until it is shown.
  func note(_ newest: @escaping @Sendable () -> String) {
    let isDue = state.withLock { state in
      state.newest = newest
      guard let due = state.due, ContinuousClock.now >= due else { return false }
      state.due = .now + .microseconds(Self.pace)
      return true
    }
    if isDue { show() }
  }

  /// Clears the line and writes no more.
  func end() {
    state.withLock { $0 = State(isOver: true) }
    shown.withLock { shown in
      if shown != nil { Console.show(Self.clearing) }
      shown = nil
    }
  }

  private func show() {
    shown.withLock { shown in
      guard let newest = state.withLock({ $0.newest }) else { return }
      let text = newest()
      guard text != shown else { return }
      Console.show(Self.clearing + text)
      shown = text
    }
  }

  private func showUntilTheEnd() {
    usleep(UInt32(Self.patience))
    while !state.withLock({ $0.isOver }) {
      show()
      usleep(UInt32(Self.pace))
    }
  }

  /// Starts the thread that shows. It blocks signals, which go to the other threads.
  ///
  /// - Returns: false when the system gives no thread.
  private func startThread() -> Bool {
    var all = sigset_t()
    var former = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &former)
    defer { pthread_sigmask(SIG_SETMASK, &former, nil) }
    let screen = Unmanaged.passRetained(self).toOpaque()
    let isStarted = Self.start(screen)
    if !isStarted { Unmanaged<ProgressScreen>.fromOpaque(screen).release() }
    return isStarted
  }

  private static func start(_ screen: UnsafeMutableRawPointer) -> Bool {
    #if canImport(Darwin)
      var thread: pthread_t?
      guard pthread_create(&thread, nil, { ProgressScreen.run($0) }, screen) == 0 else {
        return false
      }
      if let thread { pthread_detach(thread) }
    #else
      var thread = pthread_t()
      guard pthread_create(&thread, nil, { ProgressScreen.run($0) }, screen) == 0 else {
        return false
      }
      pthread_detach(thread)
    #endif
    return true
  }

  private static func run(_ screen: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let screen else { return nil }
    Unmanaged<ProgressScreen>.fromOpaque(screen).takeRetainedValue().showUntilTheEnd()
    return nil
  }
}
