// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore

@c @implementation
public func kmeans_stop_create(_ urgent: Int32) -> OpaquePointer? {
  OpaquePointer(handing: StopSignal(isUrgent: urgent != 0))
}

@c @implementation
public func kmeans_stop_create_with_interlude(
  _ urgent: Int32, _ interlude: kmeans_interlude?, _ context: UnsafeMutableRawPointer?
) -> OpaquePointer? {
  guard let interlude else { return kmeans_stop_create(urgent) }
  // The caller's, who is responsible for it.
  nonisolated(unsafe) let context = context
  return OpaquePointer(
    handing: StopSignal(isUrgent: urgent != 0, interlude: { interlude(context) }))
}

@c @implementation
public func kmeans_stop_request_interlude(_ stop: OpaquePointer?) -> kmeans_code {
  guard let stop = stop?.value(StopSignal.self) else { return kmeans_code(KMEANS_BAD_ARGUMENT) }
  stop.requestInterlude()
  return kmeans_code(KMEANS_OK)
}

@c @implementation
public func kmeans_stop_request(_ stop: OpaquePointer?) -> kmeans_code {
  guard let stop = stop?.value(StopSignal.self) else { return kmeans_code(KMEANS_BAD_ARGUMENT) }
  stop.stop()
  return kmeans_code(KMEANS_OK)
}

@c @implementation
public func kmeans_stop_free(_ stop: OpaquePointer?) {
  stop?.end(StopSignal.self)
}
