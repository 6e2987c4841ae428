import CKMeansABI

/// A Swift value behind an opaque pointer of the C interface.
///
/// The pointer is a number of `HandleTable`. The value lives from `OpaquePointer(handing:)` until
/// `end(_:)`, or longer where a call has it.
private final class Handle<Value: Handled>: Sendable {
  let value: Value

  init(_ value: Value) {
    self.value = value
  }
}

extension OpaquePointer {
  /// A new handle of a value, the caller's to end.
  init<Value: Handled>(handing value: Value) {
    let object = Unmanaged.passRetained(Handle(value)).toOpaque()
    guard let pointer = OpaquePointer(bitPattern: HandleTable.insert(object, Value.handleKind))
    else { preconditionFailure("no handle is 0") }
    self = pointer
  }

  /// The value, which the handle keeps; nil where this is no handle of such a value, or ended.
  func value<Value: Handled>(_ type: Value.Type) -> Value? {
    let handle = UInt(bitPattern: self)
    // The kind is part of the number, so that a handle in use has an object of its kind.
    guard HandleTable.kind(of: handle) == Value.handleKind,
      let object = HandleTable.object(of: handle)
    else { return nil }
    return Unmanaged<Handle<Value>>.fromOpaque(object).takeUnretainedValue().value
  }

  /// Ends the handle; does nothing where this is no handle of such a value, or ended.
  ///
  /// - Returns: the value that the handle kept.
  @discardableResult func end<Value: Handled>(_ type: Value.Type) -> Value? {
    let handle = UInt(bitPattern: self)
    guard HandleTable.kind(of: handle) == Value.handleKind,
      let object = HandleTable.remove(handle)
    else { return nil }
    return Unmanaged<Handle<Value>>.fromOpaque(object).takeRetainedValue().value
  }
}

extension OpaquePointer? {
  /// The value of a handle that a call needs.
  ///
  /// - Parameters:
  ///   - type: of the value.
  ///   - name: of the parameter, for the error.
  /// - Returns: the value.
  /// - Throws: `Failure` for NULL, and for what is no handle of such a value.
  func needed<Value: Handled>(_ type: Value.Type, _ name: String) throws(Failure) -> Value {
    guard let value = try wanted(type, name) else { throw .null(name) }
    return value
  }

  /// The value of a handle that a call may have; nil for NULL.
  ///
  /// - Parameters:
  ///   - type: of the value.
  ///   - name: of the parameter, for the error.
  /// - Returns: the value, or nil.
  /// - Throws: `Failure` for what is no handle of such a value.
  func wanted<Value: Handled>(_ type: Value.Type, _ name: String) throws(Failure) -> Value? {
    guard let self else { return nil }
    if let value = self.value(type) { return value }
    let (handle, due) = (UInt(bitPattern: self), Value.handleKind.name)
    if let kind = HandleTable.kind(of: handle), HandleTable.object(of: handle) != nil {
      throw Failure(KMEANS_BAD_ARGUMENT, "\(name) is a \(kind.name); give a \(due)")
    }
    throw Failure(
      KMEANS_BAD_ARGUMENT, "\(name) is no \(due), or one that was freed; give one that is in use")
  }
}
