/// By what means points are surveyed, or seen as unit vectors.
package struct SurveyExecution: Sendable {
  let threads: Int
  let kernels: Kernels
  private let hasToEnd: (@Sendable () -> Bool)?

  /// - Parameters:
  ///   - threads: how many threads may work side by side.
  ///   - kernels: the instruction set.
  ///   - hasToEnd: whether the rest is of no use; any thread asks. Nil for never.
  package init(threads: Int, kernels: Kernels, hasToEnd: (@Sendable () -> Bool)? = nil) {
    (self.threads, self.kernels, self.hasToEnd) = (threads, kernels, hasToEnd)
  }

  /// - Parameters:
  ///   - threads: nil for all processors.
  ///   - kernels: the instruction set.
  ///   - stop: ends the work if it is urgent.
  package init(threads: Int? = nil, kernels: Kernels = .current, stop: StopSignal? = nil) {
    (self.threads, self.kernels) = (threads ?? Chunks.processors, kernels)
    hasToEnd = stop.map { stop in { @Sendable in stop.isAbandoning } }
  }

  /// Whether the rest is of no use.
  package var isAbandoned: Bool { hasToEnd?() == true }
}
