import TestSupport
import Testing

@testable import KMeansCore

/// Sums that are halved, against numbers of any length.
struct DecayedSumTests {
  /// The leading 120 bits of a number, towards 0, found by halving in rationals.
  private func truncated(_ value: Dyadic) -> Dyadic {
    var bits = value.limbs.count * 64 - (value.limbs.last?.leadingZeroBitCount ?? 0)
    var kept = value
    for (index, limb) in value.limbs.enumerated() {
      for bit in 0..<64 where bits > 120 && limb >> UInt64(bit) & 1 == 1 {
        let place = 64 * index + bit
        let total = value.limbs.count * 64 - (value.limbs.last?.leadingZeroBitCount ?? 0)
        guard place < total - 120 else { continue }
        let one = Dyadic(
          magnitude: 1, exponent: value.exponent + place, isNegative: value.isNegative)
        kept = kept - one
      }
    }
    bits = 0
    return kept
  }

  @Test func sumsAreExactAndHalvingsDropWhatIsSaid() {
    var random = SplitMix(state: 77)
    for round in 0..<60 {
      var (sum, truth) = (DecayedSum(), Dyadic.zero)
      for step in 0..<200 {
        let scale = Double.powerOfTwo(Int(random.next() % (round % 3 == 0 ? 600 : 40)) - 20)
        let value = random.normal() * scale
        if step % 2 == 0 {
          sum.add(Dyadic(value))
        } else {
          let (negative, magnitude, exponent) = value.decomposed
          sum.add(negative ? -Int128(magnitude) : Int128(magnitude), exponent: exponent)
        }
        truth += Dyadic(value)
        #expect(sum.value == truth)
        if step % 5 == 4 {
          let times = Int(random.next() % 3) + 1
          sum.halve(times: times)
          truth = truncated(truth * Dyadic(magnitude: 1, exponent: -times))
          #expect(sum.value == truth)
        }
      }
      #expect(sum.rounded == truth.rounded)
      let divisor = DecayedSum(Dyadic(Double(round) * 0.375 + 1))
      #expect(sum.quotient(by: divisor) == truth.quotient(by: divisor.value))
      var weight = divisor
      weight.halve(times: 3)
      for _ in 0..<100 { weight.add(1, exponent: 0); weight.halve(times: 1) }
      #expect(sum.quotient(by: weight) == truth.quotient(by: weight.value))
    }
  }

  @Test func textReadsBackToTheSameNumber() throws {
    var random = SplitMix(state: 5)
    for step in 0..<300 {
      var sum = DecayedSum(Dyadic(random.normal()))
      for _ in 0..<(step % 7) {
        sum.add(Dyadic(random.normal() * Double.powerOfTwo(Int(random.next() % 900) - 450)))
      }
      let text = sum.value.hexadecimal
      #expect(Dyadic(hexadecimal: text) == sum.value, "\(text)")
    }
    #expect(Dyadic.zero.hexadecimal == "0p0")
    for text in ["", "p", "1", "1p", "p3", "xp3", "--1p0", "1p99999999999999999999", "1p9999999"] {
      #expect(Dyadic(hexadecimal: text) == nil, "\(text)")
    }
  }
}
