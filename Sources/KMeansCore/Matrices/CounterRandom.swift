/// Random numbers as a function of a seed and an index, for samples and reference data: any order,
/// any number of threads, the same numbers.
///
/// The index-th number of the stream of SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, "Fast
/// splittable pseudorandom number generators", OOPSLA 2014) that the mixed seed begins.
package struct CounterRandom: Sendable {
  private let start: UInt64

  /// The numbers of a seed, and of one of its many streams.
  package init(seed: UInt64, stream: UInt64 = 0) {
    start = Self.mix(Self.mix(seed) &+ Self.mix(stream &+ 0x6A09_E667_F3BC_C908))
  }

  /// 64 uniform bits.
  @inline(__always)
  package func bits(_ index: Int) -> UInt64 {
    Self.mix(start &+ (UInt64(truncatingIfNeeded: index) &+ 1) &* 0x9E37_79B9_7F4A_7C15)
  }

  /// A uniform number in 0 ..< 1, a multiple of 2^-53.
  @inline(__always)
  package func uniform(_ index: Int) -> Double { Double(bits(index) >> 11) * 0x1p-53 }

  /// A uniform whole number in 0 ..< `count`, to within count·2^-64.
  package func below(_ count: Int, _ index: Int) -> Int {
    Int(bits(index).multipliedFullWidth(by: UInt64(count)).high)
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
