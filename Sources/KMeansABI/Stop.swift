import CKMeansABI
import KMeansCore

@c @implementation
public func kmeans_stop_create() -> OpaquePointer? { OpaquePointer(handing: StopSignal()) }

@c @implementation
public func kmeans_stop_request(_ stop: OpaquePointer?) {
  stop?.borrowed(as: StopSignal.self).stop()
}

@c @implementation
public func kmeans_stop_free(_ stop: OpaquePointer?) {
  stop?.release(StopSignal.self)
}
