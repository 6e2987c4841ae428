/// Arithmetic on magnitudes: arrays of 64-bit limbs, least significant first.
extension Dyadic {
  /// The leading 128 bits (or all, if there are fewer), the exponent of their lowest bit, and
  /// whether anything but zeros lies below.
  static func top(
    _ limbs: [UInt64], _ exponent: Int
  ) -> (bits: UInt128, exponent: Int, sticky: Bool) {
    guard let last = limbs.lastIndex(where: { $0 != 0 }) else { return (0, 0, false) }
    if last == 0 { return (UInt128(limbs[0]), exponent, false) }
    let pair = UInt128(limbs[last]) << 64 | UInt128(limbs[last - 1])
    if last == 1 { return (pair, exponent, false) }
    // Three limbs or more: shift left so that the leading bit is bit 127.
    let zeros = limbs[last].leadingZeroBitCount
    let next = limbs[last - 2]
    let bits = zeros == 0 ? pair : pair << UInt128(zeros) | UInt128(next >> UInt64(64 - zeros))
    let below = zeros == 0 ? next : next << UInt64(zeros)
    let sticky = below != 0 || limbs[..<(last - 2)].contains { $0 != 0 }
    return (bits, exponent + 64 * (last - 1) - zeros, sticky)
  }

  static func shifted(_ limbs: [UInt64], left shift: Int) -> [UInt64] {
    let (whole, part) = shift.quotientAndRemainder(dividingBy: 64)
    var result = [UInt64](repeating: 0, count: whole)
    result.reserveCapacity(whole + limbs.count + 1)
    if part == 0 { return result + limbs }
    var carry: UInt64 = 0
    for limb in limbs {
      result.append(limb << UInt64(part) | carry)
      carry = limb >> UInt64(64 - part)
    }
    result.append(carry)
    return result
  }

  static func isLess(_ a: [UInt64], _ b: [UInt64]) -> Bool {
    for index in stride(from: max(a.count, b.count) - 1, through: 0, by: -1) {
      let first = index < a.count ? a[index] : 0
      let second = index < b.count ? b[index] : 0
      if first != second { return first < second }
    }
    return false
  }

  static func sum(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
    var result = a.count < b.count ? b : a
    let addend = a.count < b.count ? a : b
    var carry: UInt64 = 0
    for index in result.indices {
      let term = UInt128(index < addend.count ? addend[index] : 0)
      let value = UInt128(result[index]) + term + UInt128(carry)
      result[index] = UInt64(truncatingIfNeeded: value)
      carry = UInt64(value >> 64)
    }
    result.append(carry)
    return result
  }

  /// a − b for a ≥ b.
  static func difference(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
    var result = a
    var borrow: UInt64 = 0
    for index in result.indices {
      let term = index < b.count ? b[index] : 0
      let (first, under) = result[index].subtractingReportingOverflow(term)
      let (second, underAgain) = first.subtractingReportingOverflow(borrow)
      result[index] = second
      borrow = under || underAgain ? 1 : 0
    }
    return result
  }

  /// ⌊a / b⌋ and whether there is a remainder.
  static func divide(_ a: [UInt64], by b: [UInt64]) -> (quotient: [UInt64], inexact: Bool) {
    if b.count == 1 { return divide(a, by: b[0]) }
    // Bit by bit: slow and plain. Only weights of very different sizes come here.
    var quotient = [UInt64](repeating: 0, count: a.count)
    var remainder: [UInt64] = []
    for bit in stride(from: a.count * 64 - 1, through: 0, by: -1) {
      remainder = shifted(remainder, left: 1)
      if remainder.isEmpty { remainder = [0] }
      remainder[0] |= a[bit / 64] >> UInt64(bit % 64) & 1
      if !isLess(remainder, b) {
        remainder = difference(remainder, b)
        quotient[bit / 64] |= 1 << UInt64(bit % 64)
      }
      while remainder.last == 0 { remainder.removeLast() }
    }
    return (quotient, !remainder.isEmpty)
  }

  private static func divide(
    _ a: [UInt64], by divisor: UInt64
  ) -> (quotient: [UInt64], inexact: Bool) {
    var quotient = a
    var remainder: UInt64 = 0
    for index in stride(from: a.count - 1, through: 0, by: -1) {
      (quotient[index], remainder) = divisor.dividingFullWidth((remainder, a[index]))
    }
    return (quotient, remainder != 0)
  }
}
