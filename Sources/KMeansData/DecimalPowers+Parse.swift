extension DecimalPowers {
  /// Reads the number that begins at `first`.
  ///
  /// - Parameters:
  ///   - first: the first byte of the number, its sign included.
  ///   - end: behind the last byte that may be read.
  /// - Returns: the correctly rounded value and the byte behind it, or nil when there is no number
  ///   or it needs more than 19 significant digits, a power of ten beyond ±27, or is a whole
  ///   number beyond 2⁵³.
  /// - Complexity: O(digits).
  @inline(always)
  func parse(
    _ first: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>
  ) -> (value: Double, next: UnsafePointer<UInt8>)? {
    var at = first
    guard at < end else { return nil }
    // The sign cannot be predicted, so no branch may depend on it: 1 for a minus, else 0.
    let sign = (UInt64(at.pointee ^ Ascii.minus) &- 1) >> 63
    at += Int(truncatingIfNeeded: sign)
    if first.pointee == Ascii.plus { at += 1 }
    let start = at
    var digits: UInt64 = 0
    accumulate(&digits, &at, end)
    var count = at - start
    var exponent = 0
    var isInteger = true
    if at < end, at.pointee == Ascii.point {
      isInteger = false
      at += 1
      let fraction = at
      accumulate(&digits, &at, end)
      exponent = fraction - at
      count -= exponent
    }
    guard count > 0 else { return nil }
    if count > 19, Self.significant(from: start, to: at) > 19 { return nil }
    if at < end, at.pointee | 0x20 == Ascii.smallE {
      isInteger = false
      guard let written = exponentPart(&at, end) else { return nil }
      exponent += written
    }
    if isInteger, digits > 1 << 53 { return nil }
    guard let value = scale(digits, exponent: exponent) else { return nil }
    return (Double(bitPattern: value.bitPattern | sign &<< 63), at)
  }

  /// Takes digits, eight at a time, up to the first byte that is none. More than 19 overflow, which
  /// the caller finds out by counting.
  ///
  /// How many of the eight bytes are digits is computed without a branch: the lengths of numbers
  /// cannot be predicted, and a mispredicted branch costs more than all of this.
  @inline(__always)
  private func accumulate(
    _ digits: inout UInt64, _ at: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) {
    var count: Int
    repeat {
      // Digits become 0 … 9. Adding 0x76 sets the high bit of bytes above 9; a carry out of a byte
      // disturbs only bytes behind the first that is no digit.
      let word = Self.word(at, end) ^ 0x3030_3030_3030_3030
      let others = ((word &+ 0x7676_7676_7676_7676) | word) & 0x8080_8080_8080_8080
      count = others.trailingZeroBitCount >> 3
      // The digits move to the high end; the zeros below them are leading zeros of the number.
      var value = word << UInt64(truncatingIfNeeded: 64 - 8 * count)
      // Neighbours are joined into numbers of two, four and eight digits.
      value = (value &* (10 << 8 + 1)) >> 8
      value = ((value & 0x00FF_00FF_00FF_00FF) &* (100 << 16 + 1)) >> 16
      value = ((value & 0x0000_FFFF_0000_FFFF) &* (10_000 << 32 + 1)) >> 32
      digits = digits &* wholeTens[count] &+ value
      at += count
    } while count == 8
  }

  /// The next eight bytes, the first lowest; zeros behind the end.
  @inline(__always)
  private static func word(_ at: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UInt64 {
    if end - at >= 8 {
      return UInt64(littleEndian: UnsafeRawPointer(at).loadUnaligned(as: UInt64.self))
    }
    return lastWord(at, end)
  }

  @inline(never)
  private static func lastWord(
    _ at: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UInt64 {
    (0..<(end - at)).reduce(0) { $0 | UInt64(at[$1]) << UInt64(8 * $1) }
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
  private func exponentPart(
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
