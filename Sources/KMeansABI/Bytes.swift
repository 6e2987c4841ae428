// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI

/// Bytes that a caller copies out of a handle.
struct HandedBytes: Sendable {
  let bytes: [UInt8]
}

@c @implementation
public func kmeans_bytes_size(_ bytes: OpaquePointer?) -> Int64 {
  Int64(bytes?.value(HandedBytes.self)?.bytes.count ?? -1)
}

@c @implementation
public func kmeans_bytes_copy(
  _ bytes: OpaquePointer?, _ memory: UnsafeMutableRawPointer?
) -> kmeans_code {
  copy(
    bytes?.value(HandedBytes.self)?.bytes, to: memory?.assumingMemoryBound(to: UInt8.self))
}

@c @implementation
public func kmeans_bytes_free(_ bytes: OpaquePointer?) {
  bytes?.end(HandedBytes.self)
}

/// Bytes of a C caller, copied.
///
/// - Parameters:
///   - memory: where they begin.
///   - size: how many there are.
///   - name: of the parameter, for the error.
/// - Returns: the bytes.
/// - Throws: `Failure` for NULL.
func bytes(_ memory: UnsafeRawPointer?, _ size: Int, _ name: String) throws(Failure) -> [UInt8] {
  guard size >= 0, size < 1 << 56 else {
    throw Failure(KMEANS_BAD_ARGUMENT, "\(name) has \(UInt(bitPattern: size)) bytes")
  }
  if size == 0 { return [] }
  guard let memory else { throw .null(name) }
  return Array(UnsafeRawBufferPointer(start: memory, count: size))
}
