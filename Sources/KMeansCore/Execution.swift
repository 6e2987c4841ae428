import KMeansMatrices

/// How a run is carried out; nothing here can change its result.
struct Execution: Sendable {
  let kernels: Kernels
  let threads: Int
  let control: RunControl

  /// The same, for what has to be done to its end.
  var free: Execution { Execution(kernels: kernels, threads: threads, control: .free) }
}
