/// Memory that one thread works in: pieces for values of many kinds, each from a cache line on,
/// freed together with this.
///
/// An object that keeps pointers to pieces must keep this, too.
package final class ScratchMemory {
  private var blocks: [UnsafeMutableRawPointer] = []
  /// What is left of the last block.
  private var next: UnsafeMutableRawPointer?
  private var left = 0

  /// No memory yet.
  package init() {}

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// Room for `count` values, which must be written before they are read.
  ///
  /// - Complexity: O(1).
  package func room<Value: BitwiseCopyable>(_ count: Int) -> UnsafeMutablePointer<Value> {
    bytes(count * MemoryLayout<Value>.stride).bindMemory(to: Value.self, capacity: count)
  }

  /// Room for `count` values whose bytes are all 0.
  ///
  /// - Complexity: O(count).
  package func zeros<Value: BitwiseCopyable>(_ count: Int) -> UnsafeMutablePointer<Value> {
    let size = count * MemoryLayout<Value>.stride
    let piece = bytes(size)
    piece.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    return piece.bindMemory(to: Value.self, capacity: count)
  }

  /// Small pieces share blocks, for asking the system takes longer than what they are used for.
  private func bytes(_ count: Int) -> UnsafeMutableRawPointer {
    let size = max(count + 63, 64) / 64 * 64
    if next == nil || size > left {
      left = max(size, 1 << 14)
      blocks.append(.allocate(byteCount: left, alignment: 64))
      next = blocks[blocks.count - 1]
    }
    guard let piece = next else { preconditionFailure("there is a block") }
    next = piece + size
    left -= size
    return piece
  }
}
