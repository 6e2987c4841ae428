/// Why points cannot be clustered as configured.
@nonexhaustive
public enum ClusteringError: Error, Equatable, Sendable {
  /// A setting is out of its range.
  case configuration(ConfigurationError)
  /// `Observations` refuses the points or weights.
  case observations(ObservationError)
  /// k > N.
  case tooFewPoints(points: Int, clusters: Int)
  /// No clustering of the points keeps the limits on sizes.
  case sizeLimits(SizeProblem)
  /// Given centroids have `found` features where the points have `expected`.
  case dimensions(found: Int, expected: Int)
  /// The fit cannot go on from a checkpoint, or write one.
  case checkpoint(CheckpointError)
  /// The instruction set that the environment asks for is not available.
  case kernels(KernelError)
  /// The fit was stopped before it had a result.
  case stopped
  /// The time limit passed before the fit had a result.
  case outOfTime
  /// The fit needs `bytes` bytes of memory at once, more than the system has.
  case outOfMemory(bytes: Int)
}

extension ClusteringError {
  /// What a refusal of points means for a fit.
  init(_ error: ObservationError) {
    switch error {
    case .stopped: self = .stopped
    case .outOfMemory(let bytes): self = .outOfMemory(bytes: bytes)
    default: self = .observations(error)
    }
  }
}

extension ClusteringError: CustomStringConvertible {
  /// One sentence: what is wrong, and what to do.
  public var description: String {
    switch self {
    case .configuration(let error): error.description
    case .observations(let error): error.description
    case .tooFewPoints(let points, let clusters):
      "k is \(clusters), but there \(points == 1 ? "is" : "are") only "
        + "\(points.counted("point")); choose a smaller k"
    case .sizeLimits(let problem): problem.description
    case .dimensions(let found, let expected):
      "the given centroids have \(found.counted("feature")), the points have \(expected)"
    case .checkpoint(let error): error.description
    case .kernels(let error): error.description
    case .stopped: "the fit was stopped before there was a result"
    case .outOfTime:
      "the time limit passed before every point had a first label; allow more time, or choose a"
        + " smaller k"
    case .outOfMemory(let bytes):
      Memory.refusal("the fit needs", bytes, "use fewer points, columns or clusters")
    }
  }
}
