import Synchronization

/// The stop of whoever asks at the moment, for work that keeps what it learns from call to call.
final class CurrentStop: Sendable {
  private let current = Mutex<StopSignal?>(nil)

  /// Nil where nobody asks, or the call cannot be stopped.
  var signal: StopSignal? {
    get { current.withLock { $0 } }
    set { current.withLock { $0 = newValue } }
  }
}
