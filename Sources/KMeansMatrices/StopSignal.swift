import Synchronization

/// A request to end a fit early, which may come from any thread: a signal handler's queue, a
/// button. The fit then returns the best clustering it has.
public final class StopSignal: Sendable {
  /// Whether it ends even the first assignment of a fit, so that there is nothing to return.
  public let isUrgent: Bool
  private let requested = Atomic<Bool>(false)
  private let interlude: Interlude?

  /// A signal that nobody has given yet.
  ///
  /// - Parameter isUrgent: whether a fit that has no labels yet throws `ClusteringError.stopped`
  ///   instead of finding some first, which may take a while.
  public init(isUrgent: Bool = false) {
    self.isUrgent = isUrgent
    interlude = nil
  }

  /// A signal that nobody has given yet, with something to do in between.
  ///
  /// - Parameters:
  ///   - isUrgent: as above.
  ///   - interlude: called soon after `requestInterlude`, on the thread that makes this signal,
  ///     when that thread looks whether it shall stop. The work then goes on.
  package init(isUrgent: Bool, interlude: @escaping @Sendable () -> Void) {
    self.isUrgent = isUrgent
    self.interlude = Interlude(interlude)
  }

  /// Asks the fit to end.
  public func stop() { requested.store(true, ordering: .relaxed) }

  /// Asks for the interlude, if there is one; may be called by a signal handler.
  package func requestInterlude() { interlude?.request() }

  /// Whether somebody has asked.
  public var isStopped: Bool {
    interlude?.runIfDue()
    return requested.load(ordering: .relaxed)
  }

  /// Whether somebody has asked who does not wait for a first result.
  package var isAbandoning: Bool { isStopped && isUrgent }
}
