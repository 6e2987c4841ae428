// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore

/// What a call reports when it cannot be carried out: a code, a sentence, and perhaps a place.
struct Failure: Error {
  let code: Int
  let message: String
  /// The value that is to blame, from 0; −1 for none.
  let (point, feature): (Int, Int)

  init(_ code: Int, _ message: String, point: Int = -1, feature: Int = -1) {
    (self.code, self.message) = (code, message)
    (self.point, self.feature) = (point, feature)
  }

  /// A pointer that must not be NULL is.
  static func null(_ name: String) -> Failure {
    Failure(KMEANS_BAD_ARGUMENT, "\(name) is NULL")
  }
}

extension Failure {
  /// What the library refused, under the code for it.
  init(_ error: ObservationError) {
    let message = error.description
    switch error {
    case .noPoints: self.init(KMEANS_TOO_FEW_POINTS, message)
    case .notFinite(let point, let feature, _):
      self.init(KMEANS_NOT_FINITE, message, point: point, feature: feature)
    case .tooLarge(let point, let feature, _):
      self.init(KMEANS_OUT_OF_RANGE, message, point: point, feature: feature)
    case .noDirection(let point, _): self.init(KMEANS_OUT_OF_RANGE, message, point: point)
    case .spreadTooSmall: self.init(KMEANS_OUT_OF_RANGE, message)
    case .badWeight(let point, _): self.init(KMEANS_BAD_WEIGHT, message, point: point)
    case .weightCount, .noWeight: self.init(KMEANS_BAD_WEIGHT, message)
    case .stopped: self.init(KMEANS_STOPPED, message)
    case .outOfMemory: self.init(KMEANS_OUT_OF_MEMORY, message)
    case .changed: self.init(KMEANS_NOT_FINITE, message)
    }
  }

  /// What the library refused, under the code for it.
  init(_ error: ClusteringError) {
    switch error {
    case .configuration(let error): self.init(KMEANS_BAD_SETTING, error.description)
    case .observations(let error): self.init(error)
    case .tooFewPoints: self.init(KMEANS_TOO_FEW_POINTS, error.description)
    case .sizeLimits: self.init(KMEANS_BAD_SETTING, error.description)
    case .dimensions: self.init(KMEANS_BAD_SHAPE, error.description)
    case .checkpoint: self.init(KMEANS_BAD_SETTING, error.description)
    case .kernels: self.init(KMEANS_NO_INSTRUCTION_SET, error.description)
    case .stopped: self.init(KMEANS_STOPPED, error.description)
    case .outOfTime: self.init(KMEANS_OUT_OF_TIME, error.description)
    case .outOfMemory: self.init(KMEANS_OUT_OF_MEMORY, error.description)
    }
  }

  /// What the library refused, under the code for it.
  init(_ error: ShardError) {
    switch error {
    case .notShardBytes, .unknownFormat, .damaged, .otherRound, .shardNumber:
      self.init(KMEANS_BAD_BYTES, error.description)
    case .dimensions, .count: self.init(KMEANS_BAD_SHAPE, error.description)
    case .setting: self.init(KMEANS_BAD_SETTING, error.description)
    case .clustering(let error): self.init(error)
    }
  }

  /// What the library refused, under the code for it.
  init(_ error: MatrixError) {
    if case .notFinite(_, let point, let feature, _) = error {
      self.init(KMEANS_NOT_FINITE, error.description, point: point, feature: feature)
    } else {
      self.init(KMEANS_BAD_SHAPE, error.description)
    }
  }
}

/// Runs the body of a C function, and reports its failure.
///
/// - Parameters:
///   - place: where the failure is written; nil where it is not wanted.
///   - body: what to do.
/// - Returns: KMEANS_OK, or the failure's code.
func attempt(
  reportingTo place: UnsafeMutablePointer<OpaquePointer?>?, _ body: () throws(Failure) -> Void
) -> kmeans_code {
  do {
    try body()
    return kmeans_code(KMEANS_OK)
  } catch {
    place?.pointee = OpaquePointer(handing: ReportedFailure(error))
    return kmeans_code(error.code)
  }
}

/// A failure whose sentence C can read.
struct ReportedFailure: Sendable {
  let failure: Failure
  let message: CString

  init(_ failure: Failure) {
    self.failure = failure
    message = CString(failure.message)
  }
}

@c @implementation
public func kmeans_error_code(_ error: OpaquePointer?) -> kmeans_code {
  guard let error else { return kmeans_code(KMEANS_OK) }
  return kmeans_code(error.value(ReportedFailure.self)?.failure.code ?? KMEANS_BAD_ARGUMENT)
}

@c @implementation
public func kmeans_error_message(_ error: OpaquePointer?) -> UnsafePointer<CChar>? {
  error?.value(ReportedFailure.self)?.message.pointer
}

@c @implementation
public func kmeans_error_place(
  _ error: OpaquePointer?, _ point: UnsafeMutablePointer<Int64>?,
  _ feature: UnsafeMutablePointer<Int64>?
) {
  let failure = error?.value(ReportedFailure.self)?.failure
  point?.pointee = Int64(failure?.point ?? -1)
  feature?.pointee = Int64(failure?.feature ?? -1)
}

@c @implementation
public func kmeans_error_free(_ error: OpaquePointer?) {
  error?.end(ReportedFailure.self)
}
