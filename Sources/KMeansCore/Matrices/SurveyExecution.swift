/// By what means points are surveyed.
struct SurveyExecution {
  let threads: Int
  let kernels: Kernels
  let stop: StopSignal?

  init(threads: Int? = nil, kernels: Kernels = .current, stop: StopSignal? = nil) {
    (self.threads, self.kernels, self.stop) = (threads ?? Chunks.processors, kernels, stop)
  }

  /// Whether the rest is of no use.
  var isAbandoned: Bool { stop?.isAbandoning == true }
}
