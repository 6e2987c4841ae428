/// A Swift value behind an opaque pointer of the C interface.
///
/// The pointer is a retained reference, so a value lives from `OpaquePointer(handing:)` until
/// `release(_:)`, or longer where it is borrowed.
final class Handle<Value: Sendable>: Sendable {
  let value: Value

  init(_ value: Value) {
    self.value = value
  }
}

extension OpaquePointer {
  /// A new handle of a value, the caller's to release.
  init<Value: Sendable>(handing value: Value) {
    self.init(Unmanaged.passRetained(Handle(value)).toOpaque())
  }

  /// The value, which the handle keeps.
  ///
  /// - Precondition: the handle was made for a value of this type.
  func borrowed<Value: Sendable>(as type: Value.Type) -> Value {
    Unmanaged<Handle<Value>>.fromOpaque(UnsafeRawPointer(self)).takeUnretainedValue().value
  }

  /// Ends the handle.
  ///
  /// - Precondition: the handle was made for a value of this type, and is not used again.
  func release<Value: Sendable>(_ type: Value.Type) {
    Unmanaged<Handle<Value>>.fromOpaque(UnsafeRawPointer(self)).release()
  }
}
