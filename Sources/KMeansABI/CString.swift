/// Text that C may read for as long as this object lives.
final class CString: Sendable {
  /// Ended by 0, never written after it exists.
  nonisolated(unsafe) let pointer: UnsafePointer<CChar>

  init(_ text: String) {
    let bytes = text.utf8CString
    let memory = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    for (index, byte) in bytes.enumerated() { memory[index] = byte }
    pointer = UnsafePointer(memory)
  }

  deinit { pointer.deallocate() }
}
