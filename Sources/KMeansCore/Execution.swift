/// How a run is carried out; nothing here can change its result.
///
/// Everything that computes gets it, so that nothing depends on a global.
struct Execution: Sendable {
  /// The instruction set.
  let kernels: Kernels
  /// How many threads work side by side.
  let threads: Int
  /// Whether the run should end early.
  let control: RunControl
  /// What the margins of all screens are multiplied by: 1, or less in tests that see screens fail.
  var errorScale = 1.0

  /// The same without a stop, for work that must be finished.
  var free: Execution {
    Execution(kernels: kernels, threads: threads, control: .free, errorScale: errorScale)
  }
}
