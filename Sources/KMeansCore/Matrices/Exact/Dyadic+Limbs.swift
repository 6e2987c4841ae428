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

  /// ⌊a / b⌋ and whether there is a remainder, by long division with digits of 64 bits: D. E.
  /// Knuth, The Art of Computer Programming, vol. 2, 3rd ed., §4.3.1, algorithm D.
  ///
  /// - Precondition: the last limb of `b` is not 0.
  /// - Complexity: O(n²) for n limbs.
  static func divide(_ a: [UInt64], by b: [UInt64]) -> (quotient: [UInt64], inexact: Bool) {
    let n = b.count
    if n == 1 { return divide(a, by: b[0]) }
    if a.count < n { return ([], a.contains { $0 != 0 }) }
    // D1. Shifted so that the divisor's leading bit is set, which makes guesses good.
    let zeros = b[n - 1].leadingZeroBitCount
    let divisor = Array(shifted(b, left: zeros).prefix(n))
    var rest = shifted(a, left: zeros)
    if rest.count == a.count { rest.append(0) }
    var quotient = [UInt64](repeating: 0, count: a.count - n + 1)
    let top = divisor[n - 1]
    for j in quotient.indices.reversed() {
      // D3. Guess a digit from the leading limbs: at most one too great after the correction.
      var (digit, remainder, over) = (UInt64.max, UInt64(0), false)
      if rest[j + n] < top {
        (digit, remainder) = top.dividingFullWidth((rest[j + n], rest[j + n - 1]))
      } else {
        (remainder, over) = rest[j + n - 1].addingReportingOverflow(top)
      }
      while !over {
        let (high, low) = digit.multipliedFullWidth(by: divisor[n - 2])
        if (high, low) <= (remainder, rest[j + n - 2]) { break }
        digit -= 1
        (remainder, over) = remainder.addingReportingOverflow(top)
      }
      quotient[j] = subtract(digit, times: divisor, from: &rest, at: j)
    }
    return (quotient, rest.contains { $0 != 0 })
  }

  /// D4 to D6. Takes digit·b, or (digit − 1)·b where that is too much, from the limbs at `j`.
  ///
  /// - Returns: the digit that was right.
  private static func subtract(
    _ digit: UInt64, times b: [UInt64], from rest: inout [UInt64], at j: Int
  ) -> UInt64 {
    var borrow: UInt64 = 0
    for (index, limb) in b.enumerated() {
      let (high, low) = digit.multipliedFullWidth(by: limb)
      let (term, carried) = low.addingReportingOverflow(borrow)
      let (difference, under) = rest[j + index].subtractingReportingOverflow(term)
      rest[j + index] = difference
      borrow = high + (carried ? 1 : 0) + (under ? 1 : 0)
    }
    let (difference, under) = rest[j + b.count].subtractingReportingOverflow(borrow)
    rest[j + b.count] = difference
    guard under else { return digit }
    var carry: UInt64 = 0
    for (index, limb) in b.enumerated() {
      let value = UInt128(rest[j + index]) + UInt128(limb) + UInt128(carry)
      rest[j + index] = UInt64(truncatingIfNeeded: value)
      carry = UInt64(value >> 64)
    }
    rest[j + b.count] &+= carry
    return digit - 1
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
