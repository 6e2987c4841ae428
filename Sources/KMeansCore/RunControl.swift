import KMeansMatrices
import Synchronization

/// Whether a run should end early, asked by every worker between chunks.
///
/// A stop request, the cancellation of the Swift task that called, and a deadline all end here. The
/// task is known to the calling thread alone, which takes chunks like any other worker, so its
/// answer is handed on through the shared reason.
final class RunControl: Sendable {
  private let signal: StopSignal?
  private let deadline: ContinuousClock.Instant?
  private let reason = Atomic<Int>(0)

  /// Never stops.
  static var free: RunControl { RunControl(signal: nil, timeLimit: nil) }

  init(signal: StopSignal?, timeLimit: Duration?) {
    self.signal = signal
    deadline = timeLimit.map { ContinuousClock.now + $0 }
  }

  /// Why the run should end, or nil when it should go on. Once given, the reason stays.
  func poll() -> StopReason? {
    switch reason.load(ordering: .relaxed) {
    case 1: return .interrupted
    case 2: return .timeLimit
    default: break
    }
    if signal?.isStopped == true || Task.isCancelled { return settle(1) }
    if let deadline, ContinuousClock.now >= deadline { return settle(2) }
    return nil
  }

  /// Whether somebody asked who does not wait for a first result.
  var isAbandoned: Bool { signal?.isAbandoning == true }

  /// Whether a step should end half-way.
  ///
  /// - Parameter mayStop: whether there is something to return already.
  @inline(__always)
  func endsStep(mayStop: Bool) -> Bool { mayStop ? poll() != nil : isAbandoned }

  private func settle(_ code: Int) -> StopReason? {
    _ = reason.compareExchange(expected: 0, desired: code, ordering: .relaxed)
    return reason.load(ordering: .relaxed) == 1 ? .interrupted : .timeLimit
  }
}

/// Why a run ended.
public enum StopReason: String, Sendable, CaseIterable, Codable {
  /// No label changed: a local minimum.
  case labelsUnchanged
  /// The centroids moved by no more than the tolerance.
  case tolerance
  /// The iteration limit was reached.
  case iterationLimit
  /// The time limit was reached.
  case timeLimit
  /// Somebody stopped it.
  case interrupted

  /// Whether the run ended by itself.
  public var isConverged: Bool { self == .labelsUnchanged || self == .tolerance }
}
