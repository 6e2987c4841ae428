import Testing

@testable import KMeansCore

/// Long division with limbs that provoke wrong guesses: all ones, a lone leading bit, zeros.
struct AdversarialArithmeticTests {
  @Test(arguments: 0..<8)
  func longDivision(_ seed: Int) {
    var draw = Draw(random: SplitMix(state: UInt64(seed)))
    for _ in 0..<400 {
      let b = limbs(1 + draw.below(5), &draw)
      let a = limbs(1 + draw.below(9), &draw)
      let (quotient, inexact) = Dyadic.divide(a, by: b)
      let (whole, divisor) = (integer(a), integer(b))
      let product = integer(quotient) * divisor
      #expect(product <= whole && whole < product + divisor, "\(a) / \(b)")
      #expect(inexact == (product != whole), "\(a) / \(b)")
    }
  }

  /// A quotient is rounded once: that of an exact product is the factor, and half-way is to even.
  @Test(arguments: 0..<8)
  func quotientsRoundOnce(_ seed: Int) {
    var draw = Draw(random: SplitMix(state: UInt64(seed) + 99))
    for _ in 0..<400 {
      let divisor = integer(limbs(1 + draw.below(4), &draw))
      let value = (draw.random.unit() - 0.5) * Double(sign: .plus, exponent: 40, significand: 1)
      let half = Dyadic(value.ulp / 2)
      for (shift, expected) in [
        (Dyadic.zero, value), (half, value.significandBitPattern & 1 == 0 ? value : value.nextUp),
        (half - Dyadic(0x1p-200), value), (half + Dyadic(0x1p-200), value.nextUp),
      ] {
        #expect(((Dyadic(value) + shift) * divisor).quotient(by: divisor) == expected)
      }
    }
  }

  private func limbs(_ count: Int, _ draw: inout Draw) -> [UInt64] {
    let kinds: [UInt64] = [0, .max, 1 << 63, 1, .max - 1, (1 << 63) - 1]
    var limbs = (0..<count).map { _ in
      draw.below(3) == 0 ? draw.random.next() : draw.one(of: kinds)
    }
    if limbs[count - 1] == 0 { limbs[count - 1] = draw.one(of: [1, 1 << 63, .max]) }
    return limbs
  }

  private func integer(_ limbs: [UInt64]) -> Dyadic {
    Dyadic(limbs: limbs, exponent: 0, isNegative: false)
  }
}
