/// What loops do with the values one by one. It lies here, for a loop runs at full speed only where
/// the compiler sees both it and the type of the values.
extension Slab {
  /// The same value everywhere.
  ///
  /// - Complexity: O(count).
  convenience init(repeating value: Value, count: Int) {
    self.init(uninitialized: count)
    base.initialize(repeating: value, count: max(count, 1))
  }

  @inline(__always)
  subscript(index: Int) -> Value {
    get { base[index] }
    set { base[index] = newValue }
  }
}
