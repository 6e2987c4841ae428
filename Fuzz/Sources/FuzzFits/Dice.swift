/// Random numbers that a seed repeats: splitmix64 (G. L. Steele, D. Lea and C. H. Flood, "Fast
/// splittable pseudorandom number generators", OOPSLA 2014, doi:10.1145/2714064.2660195).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  /// The numbers of one case of a seed.
  init(seed: UInt64, number: UInt64) {
    state = seed
    state = next() ^ (number &* 0xD1B5_4A32_D192_ED03)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// In [0, 1).
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// In 0 ..< bound.
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &self) }

  /// In 1 ... most, each power of two as likely as the next.
  mutating func size(most: Int) -> Int {
    let bits = most.bitWidth - most.leadingZeroBitCount
    return min(most, 1 + below(1 << below(bits + 1)))
  }

  mutating func one<Value>(of values: [Value]) -> Value { values[below(values.count)] }

  /// True with a chance of 1 in `times`.
  mutating func once(in times: Int) -> Bool { below(times) == 0 }

  /// About normal: a sum of twelve.
  mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + unit() } }
}
