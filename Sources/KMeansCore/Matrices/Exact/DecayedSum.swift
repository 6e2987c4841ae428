/// An exact sum that is halved now and then.
///
/// It is a whole number times a power of two. Adding never rounds. Halving takes 1 from the
/// exponent, and then drops, towards 0, what lies below the leading 120 bits. So an endless stream
/// takes bounded memory, a sum loses nothing before it has more than 120 bits, and a halving
/// changes it by less than 2^-119 of its size. What is dropped depends on the number alone.
struct DecayedSum: Sendable, Equatable {
  /// How many leading bits a halving leaves.
  static let keptBits = 120
  /// How many bits leave room for the sign and a carry in `units`.
  private static let narrowBits = 125

  /// The number in units of 2^`exponent`, unless it is wide.
  private var units: Int128 = 0
  private var exponent = 0
  /// A number that `units` does not hold.
  private var wide: Wide?

  private final class Wide: Sendable {
    let value: Dyadic
    init(_ value: Dyadic) { self.value = value }
  }

  /// 0.
  init() {}

  /// A number.
  init(_ value: Dyadic) {
    let bits = value.magnitudeBits
    guard bits <= Self.narrowBits else {
      wide = Wide(value)
      return
    }
    let magnitude = value.limbs.enumerated().reduce(UInt128(0)) {
      $0 | UInt128($1.element) << UInt128(64 * $1.offset)
    }
    units = value.isNegative ? -Int128(magnitude) : Int128(magnitude)
    exponent = value.exponent
  }

  /// The number, exactly.
  var value: Dyadic { wide?.value ?? Dyadic(units, exponent: exponent) }

  var isZero: Bool { wide == nil && units == 0 }

  /// The nearest `Double`.
  var rounded: Double {
    guard wide == nil else { return value.rounded }
    let size = KMeansCore.rounded(units.magnitude, exponent: exponent)
    return units < 0 ? -size : size
  }

  /// Adds `units` · 2^`exponent`, for units of at most 125 bits.
  mutating func add(_ units: Int128, exponent: Int) {
    if units == 0 { return }
    if isZero {
      (self.units, self.exponent) = (units, exponent)
      return
    }
    if wide == nil {
      if let sum = Self.sum((self.units, self.exponent), (units, exponent)) {
        (self.units, self.exponent) = sum
        return
      }
      let (own, other) = (Self.odd(self.units, self.exponent), Self.odd(units, exponent))
      if let sum = Self.sum(own, other) {
        (self.units, self.exponent) = sum
        return
      }
    }
    self = DecayedSum(value + Dyadic(units, exponent: exponent))
  }

  /// Adds a number.
  mutating func add(_ term: Dyadic) {
    self = DecayedSum(value + term)
  }

  /// Halves the sum some times.
  mutating func halve(times: Int) {
    if let wide { return self = DecayedSum(wide.value.halved(times, keeping: Self.keptBits)) }
    if units == 0 { return }
    exponent -= times
    let surplus = 128 - units.magnitude.leadingZeroBitCount - Self.keptBits
    guard surplus > 0 else { return }
    let kept = Int128(units.magnitude >> UInt128(surplus))
    units = units < 0 ? -kept : kept
    exponent += surplus
  }

  /// The exact quotient of two sums, rounded once.
  ///
  /// - Precondition: `divisor` is more than 0.
  func quotient(by divisor: DecayedSum) -> Double {
    if isZero { return 0 }
    let (weight, weightExponent) = Self.odd(divisor.units, divisor.exponent)
    guard wide == nil, divisor.wide == nil, weight > 0, weight < 1 << 62 else {
      return value.quotient(by: divisor.value)
    }
    // As `ClusterSums.mean`: the quotient has 66 bits or more.
    let zeros = units.magnitude.leadingZeroBitCount
    let (numerator, count) = (units.magnitude << UInt128(zeros), UInt64(weight))
    let high = UInt64(numerator >> 64).quotientAndRemainder(dividingBy: count)
    let low = count.dividingFullWidth((high.remainder, UInt64(truncatingIfNeeded: numerator)))
    let mean = KMeansCore.rounded(
      UInt128(high.quotient) << 64 | UInt128(low.quotient),
      exponent: exponent - zeros - weightExponent, sticky: low.remainder != 0)
    return units < 0 ? -mean : mean
  }

  static func == (first: DecayedSum, second: DecayedSum) -> Bool { first.value == second.value }

  /// The sum of two numbers where it has at most 125 bits at their lower exponent.
  private static func sum(
    _ first: (units: Int128, exponent: Int), _ second: (units: Int128, exponent: Int)
  ) -> (Int128, Int)? {
    let exponent = min(first.exponent, second.exponent)
    guard let a = shifted(first.units, left: first.exponent - exponent),
      let b = shifted(second.units, left: second.exponent - exponent)
    else { return nil }
    return (a + b, exponent)
  }

  /// A number times 2^`shift`, where it has less than 125 bits.
  private static func shifted(_ units: Int128, left shift: Int) -> Int128? {
    let bits = 128 - units.magnitude.leadingZeroBitCount
    return shift < narrowBits - bits ? units << Int128(shift) : nil
  }

  /// The same number with an odd factor.
  private static func odd(_ units: Int128, _ exponent: Int) -> (Int128, Int) {
    let zeros = units == 0 ? 0 : units.trailingZeroBitCount
    return (units >> Int128(zeros), exponent + zeros)
  }
}

extension Dyadic {
  /// The number of bits of the magnitude.
  fileprivate var magnitudeBits: Int {
    limbs.last.map { limbs.count * 64 - $0.leadingZeroBitCount } ?? 0
  }

  /// The number halved some times, without what lies below its leading bits.
  fileprivate func halved(_ times: Int, keeping bits: Int) -> Dyadic {
    let surplus = magnitudeBits - bits
    guard surplus > 0 else {
      return Dyadic(limbs: limbs, exponent: exponent - times, isNegative: isNegative)
    }
    var kept = limbs
    for index in kept.indices {
      let below = surplus - 64 * index
      if below >= 64 {
        kept[index] = 0
      } else if below > 0 {
        kept[index] &= ~0 << UInt64(below)
      }
    }
    return Dyadic(limbs: kept, exponent: exponent - times, isNegative: isNegative)
  }
}

/// A sum as text: a sign, hexadecimal digits, p, and the power of two of the last digit's unit.
extension DecayedSum: Codable {
  /// Reads what `encode(to:)` wrote.
  ///
  /// - Throws: `DecodingError` for another text.
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Dyadic(hexadecimal: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text) is no number such as -1f2ep-52")
    }
    self.init(value)
  }

  /// Writes the number, exactly.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value.hexadecimal)
  }
}

extension Dyadic {
  /// The most hexadecimal digits of a sum, and the greatest exponent in size: far beyond those of
  /// any stream.
  private static let mostDigits = 4096
  private static let mostExponent: UInt = 1 << 20

  /// The text of a number, such as -1f2fp-52. It is the same however the number came about: its
  /// last bit is 1.
  var hexadecimal: String {
    let zeros = limbs.first?.trailingZeroBitCount ?? 0
    var odd = limbs
    for index in odd.indices {
      let above = index + 1 < odd.count ? odd[index + 1] : 0
      odd[index] =
        zeros == 0 ? odd[index] : odd[index] >> UInt64(zeros) | above << UInt64(64 - zeros)
    }
    if odd.last == 0 { odd.removeLast() }
    let digits = odd.reversed().enumerated().map { index, limb in
      let text = String(limb, radix: 16)
      return index == 0 ? text : String(repeating: "0", count: 16 - text.count) + text
    }
    return (isNegative ? "-" : "") + (digits.isEmpty ? "0" : digits.joined())
      + "p\(exponent + zeros)"
  }

  /// The number of a text; nil where it is none.
  init?(hexadecimal text: String) {
    let parts = text.split(separator: "p", omittingEmptySubsequences: false)
    guard parts.count == 2, let exponent = Int(parts[1]), exponent.magnitude < Self.mostExponent
    else {
      return nil
    }
    let isNegative = parts[0].first == "-"
    var digits = parts[0].dropFirst(isNegative ? 1 : 0)
    guard !digits.isEmpty, digits.count <= Self.mostDigits, digits.allSatisfy(\.isHexDigit) else {
      return nil
    }
    var limbs: [UInt64] = []
    while !digits.isEmpty {
      guard let limb = UInt64(digits.suffix(16), radix: 16) else { return nil }
      limbs.append(limb)
      digits = digits.dropLast(16)
    }
    self.init(limbs: limbs, exponent: exponent, isNegative: isNegative)
  }
}
