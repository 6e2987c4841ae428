/// Memory for many values of a kind, freed with the last reference: what threads write to at places
/// of their own.
final class Slab<Value: BitwiseCopyable>: Sendable {
  /// Whoever writes sees to it that nobody else touches the same value meanwhile.
  nonisolated(unsafe) let base: UnsafeMutablePointer<Value>
  let count: Int

  /// - Complexity: O(count).
  init(repeating value: Value, count: Int) {
    base = .allocate(capacity: max(count, 1))
    base.initialize(repeating: value, count: max(count, 1))
    self.count = count
  }

  /// Memory that must be written before it is read.
  init(uninitialized count: Int) {
    base = .allocate(capacity: max(count, 1))
    self.count = count
  }

  deinit { base.deallocate() }

  @inline(__always)
  subscript(index: Int) -> Value {
    get { base[index] }
    set { base[index] = newValue }
  }
}
