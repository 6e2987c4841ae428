// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

import CKMeansABI
import KMeansMatrices

@c @implementation
public func kmeans_stop_create(_ urgent: Int32) -> OpaquePointer? {
  OpaquePointer(handing: StopSignal(isUrgent: urgent != 0))
}

@c @implementation
public func kmeans_stop_request(_ stop: OpaquePointer?) {
  stop?.borrowed(as: StopSignal.self).stop()
}

@c @implementation
public func kmeans_stop_free(_ stop: OpaquePointer?) {
  stop?.release(StopSignal.self)
}
