import KMeansMatrices

/// How a run is carried out; nothing here can change its result.
///
/// It is handed to everything that computes, so that nothing reaches for a global.
struct Execution: Sendable {
  /// The instruction set.
  let kernels: Kernels
  /// How many threads work side by side.
  let threads: Int
  /// Whether the run should end early.
  let control: RunControl
  /// 1; tests shrink the margins of all screens by it, to see the screens fail.
  var errorScale = 1.0

  /// The same, for what has to be done to its end.
  var free: Execution {
    Execution(kernels: kernels, threads: threads, control: .free, errorScale: errorScale)
  }
}
