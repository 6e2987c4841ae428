import KMeansMatrices

/// How a run is carried out; nothing here can change its result.
struct Execution: Sendable {
  let kernels: Kernels
  let threads: Int
  let control: RunControl
}
