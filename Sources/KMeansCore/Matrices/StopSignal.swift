import Synchronization

/// A request to end a fit early, which may come from any thread: a signal handler's queue, a
/// button. The fit then returns the best clustering it has.
public final class StopSignal: Sendable {
  /// How long a fit that has no labels yet may go on to find some after it was asked to end; nil
  /// for as long as that takes.
  public let patience: Duration?
  private let requested = Atomic<Bool>(false)
  private let interlude: Interlude?
  /// Whose request counts as one of this signal's.
  private let followed: StopSignal?

  /// A signal that has not been given.
  ///
  /// - Parameter patience: how long a fit that has no labels yet may go on to find some; it throws
  ///   `ClusteringError.stopped` when it has none by then. Nil waits for them, which may take
  ///   a while.
  public init(patience: Duration?) {
    self.patience = patience
    interlude = nil
    followed = nil
  }

  /// A signal that has not been given.
  ///
  /// - Parameter isUrgent: whether a fit that has no labels yet throws `ClusteringError.stopped`
  ///   at once, instead of finding some first, which may take a while.
  public convenience init(isUrgent: Bool = false) {
    self.init(patience: isUrgent ? .zero : nil)
  }

  /// A signal that has not been given, with something to do in the middle of the work.
  ///
  /// - Parameters:
  ///   - isUrgent: as above.
  ///   - interlude: called soon after `requestInterlude`, on the thread that makes this signal,
  ///     when that thread looks whether it shall stop. The work then goes on.
  package init(isUrgent: Bool, interlude: @escaping @Sendable () -> Void) {
    patience = isUrgent ? .zero : nil
    self.interlude = Interlude(interlude)
    followed = nil
  }

  /// An urgent signal that is given when another is.
  package init(following other: StopSignal) {
    patience = .zero
    interlude = nil
    followed = other
  }

  /// Whether it ends even the first assignment of a fit, so that there is nothing to return.
  public var isUrgent: Bool { patience == .zero }

  /// Asks the fit to end.
  public func stop() { requested.store(true, ordering: .relaxed) }

  /// Asks for the interlude, if there is one; may be called by a signal handler.
  package func requestInterlude() { interlude?.request() }

  /// Whether the fit was asked to end.
  public var isStopped: Bool {
    interlude?.runIfDue()
    if followed?.isStopped == true { return true }
    return requested.load(ordering: .relaxed)
  }

  /// Whether the fit was asked to end, and need not find a first result.
  package var isAbandoning: Bool { isStopped && isUrgent }
}
