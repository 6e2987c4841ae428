import Synchronization

/// Whether a run should end early, asked by every worker between chunks.
///
/// A stop request, the cancellation of the calling Swift task and a deadline all end a run. Only
/// the calling thread sees the cancellation. It takes chunks like any other worker, and tells the
/// others by the shared reason.
///
/// A run that has no labels yet is given some time to find them; then it is abandoned.
final class RunControl: Sendable {
  private let given: StopSignal?
  private let current: CurrentStop?
  private let deadline: ContinuousClock.Instant?
  /// When a run that has no labels is abandoned because of the deadline.
  private let lastMoment: ContinuousClock.Instant?
  private let reason = Atomic<Int>(0)
  private let start = ContinuousClock.now
  /// When the signal was first seen, in nanoseconds from `start`; 0 before.
  private let seen = Atomic<Int64>(0)

  /// How much longer than its limit a run without labels may take to find some.
  static let grace = Duration.seconds(1)

  /// Whether the cancellation of the calling task ends the run.
  private let mindsTask: Bool

  /// Never stops.
  static var free: RunControl { RunControl(signal: nil, timeLimit: nil, mindsTask: false) }

  init(
    signal: StopSignal?, timeLimit: Duration?, grace: Duration = grace, mindsTask: Bool = true
  ) {
    (given, current) = (signal, nil)
    self.mindsTask = mindsTask
    deadline = timeLimit.map { [start] in start + $0 }
    lastMoment = deadline.map { $0 + grace }
  }

  /// Minds the stop of every call as long as it takes. After the first that is asked, nothing that
  /// has this control is of use any more.
  init(minding current: CurrentStop) {
    (given, self.current) = (nil, current)
    (mindsTask, deadline, lastMoment) = (false, nil, nil)
  }

  private var signal: StopSignal? { given ?? current?.signal }

  /// Why the run should end, or nil when it should go on. Once given, the reason stays.
  func poll() -> Clustering.StopReason? {
    switch reason.load(ordering: .relaxed) {
    case 1: return .interrupted
    case 2: return .timeLimit
    default: break
    }
    if signal?.isStopped == true || (mindsTask && Task.isCancelled) { return settle(1) }
    if let deadline, ContinuousClock.now >= deadline { return settle(2) }
    return nil
  }

  /// Whether the run should end, with the best that it has.
  var isStopped: Bool { poll() != nil }

  /// Whether a run that has no labels yet must end without any: the patience of `signal` is over,
  /// or the grace after the time limit.
  var isAbandoned: Bool {
    if let lastMoment, ContinuousClock.now >= lastMoment { return true }
    guard let signal, signal.isStopped, let patience = signal.patience else { return false }
    if patience == .zero { return true }
    let passed = ContinuousClock.now - start
    let now = Int64((passed / .nanoseconds(1)).rounded()) + 1
    let first = seen.compareExchange(expected: 0, desired: now, ordering: .relaxed).original
    return first != 0 && .nanoseconds(now - first) >= patience
  }

  /// Why an abandoned run has no result.
  var abandonment: ClusteringError {
    signal?.isStopped == true || poll() != .timeLimit ? .stopped : .outOfTime
  }

  /// Whether a step should end half-way.
  ///
  /// - Parameter mayStop: whether there is something to return already.
  /// - Returns: with `mayStop` whether the run should end, else whether it is abandoned.
  @inline(__always)
  func endsStep(mayStop: Bool) -> Bool { mayStop ? poll() != nil : isAbandoned }

  private func settle(_ code: Int) -> Clustering.StopReason? {
    _ = reason.compareExchange(expected: 0, desired: code, ordering: .relaxed)
    return reason.load(ordering: .relaxed) == 1 ? .interrupted : .timeLimit
  }
}

extension Clustering {
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
    /// It was stopped on request.
    case interrupted

    /// Whether the run ended by itself.
    public var isConverged: Bool { self == .labelsUnchanged || self == .tolerance }
  }
}
