extension DecimalPowers {
  /// Reads the number that begins at `cursor` and moves behind it.
  ///
  /// - Parameters:
  ///   - cursor: the first byte of the number, its sign included.
  ///   - end: behind the last byte that may be read.
  /// - Returns: the correctly rounded value, or nil, with `cursor` as it was, when there is no
  ///   number or it needs more than 19 significant digits, a power of ten beyond ±27, or is a
  ///   whole number beyond 2⁵³.
  /// - Complexity: O(digits).
  @inline(__always)
  func parse(_ cursor: inout UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) -> Double? {
    var at = cursor
    guard at < end else { return nil }
    let isNegative = at.pointee == Ascii.minus
    if isNegative || at.pointee == Ascii.plus { at += 1 }
    let start = at
    var digits: UInt64 = 0
    Self.accumulate(&digits, &at, end)
    var count = at - start
    var exponent = 0
    var isInteger = true
    if at < end, at.pointee == Ascii.point {
      isInteger = false
      at += 1
      let fraction = at
      Self.accumulateEights(&digits, &at, end)
      Self.accumulate(&digits, &at, end)
      exponent = fraction - at
      count -= exponent
    }
    guard count > 0 else { return nil }
    if count > 19, Self.significant(from: start, to: at) > 19 { return nil }
    if at < end, at.pointee | 0x20 == Ascii.smallE {
      isInteger = false
      guard let written = Self.exponent(&at, end) else { return nil }
      exponent += written
    }
    if isInteger, digits > 1 << 53 { return nil }
    guard let value = scale(digits, exponent: exponent) else { return nil }
    cursor = at
    return isNegative ? -value : value
  }

  /// Takes digits one by one. More than 19 overflow, which the caller finds out by counting.
  @inline(__always)
  private static func accumulate(
    _ digits: inout UInt64, _ at: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) {
    while at < end {
      let digit = at.pointee &- Ascii.zero
      if digit > 9 { return }
      digits = digits &* 10 &+ UInt64(digit)
      at += 1
    }
  }

  /// Takes digits eight at a time while there are as many.
  @inline(__always)
  private static func accumulateEights(
    _ digits: inout UInt64, _ at: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) {
    while end - at >= 8 {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(at).loadUnaligned(as: UInt64.self))
      // A byte is a digit when its high half is 3, and still is after adding 6.
      let high = word & 0xF0F0_F0F0_F0F0_F0F0
      let carried = (word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0
      guard (high | (carried >> 4)) == 0x3333_3333_3333_3333 else { return }
      // Neighbours are joined into numbers of two, four and eight digits.
      var value = ((word & 0x0F0F_0F0F_0F0F_0F0F) &* (10 << 8 + 1)) >> 8
      value = ((value & 0x00FF_00FF_00FF_00FF) &* (100 << 16 + 1)) >> 16
      value = ((value & 0x0000_FFFF_0000_FFFF) &* (10_000 << 32 + 1)) >> 32
      digits = digits &* 100_000_000 &+ value
      at += 8
    }
  }

  /// The digits between two places without leading zeros; a point does not count.
  @inline(never)
  private static func significant(
    from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>
  ) -> Int {
    let text = UnsafeBufferPointer(start: start, count: end - start)
    let leading = text.drop { $0 == Ascii.zero || $0 == Ascii.point }
    return leading.count - (leading.contains(Ascii.point) ? 1 : 0)
  }

  /// The exponent from its letter on; nil when no digit follows, or too many.
  @inline(never)
  private static func exponent(
    _ at: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> Int? {
    var next = at + 1
    guard next < end else { return nil }
    let isNegative = next.pointee == Ascii.minus
    if isNegative || next.pointee == Ascii.plus { next += 1 }
    let start = next
    var digits: UInt64 = 0
    accumulate(&digits, &next, end)
    guard next > start, next - start <= 4 else { return nil }
    at = next
    return isNegative ? -Int(digits) : Int(digits)
  }
}
