/// Sums of numbers that are not negative, exactly: squared distances by cluster.
///
/// Each sum is one fixed-point number of 128 bits on a grid that the first numbers choose, with
/// room for far larger and smaller ones. Numbers that it cannot hold go to an `ExactSum`. The sums
/// do not depend on the grid, so parts with different grids add up to the same.
package struct NonNegativeSums: Sendable {
  /// The sums in units of 2^`exponent`, each in two parts: of the terms at even and at odd places,
  /// so that one addition need not wait for the one before.
  private var held: [UInt128]
  /// The exponent of the unit; nil until there is a number other than 0.
  private var exponent: Int?
  /// Σ of the terms that `held` cannot hold, by sum; made when one needs it.
  private var others: [Int: ExactSum] = [:]
  /// How many terms `held` may still take: each is below 2^94.
  private var room = 1 << 33

  /// The bits that a term may have: 2^33 of them stay below 2^127.
  private static let bits = 94
  /// Bits left above the greatest of the first numbers.
  private static let headroom = 8

  /// `count` sums of nothing.
  package init(count: Int) { held = Array(repeating: 0, count: 2 * count) }

  /// The exact value of a sum.
  package func sum(_ index: Int) -> Dyadic {
    // `room` is for both together.
    Dyadic(magnitude: held[2 * index] + held[2 * index + 1], exponent: exponent ?? 0)
      + (others[index]?.value ?? .zero)
  }

  /// Adds `terms[i]` to sum number `indices[i]`.
  ///
  /// - Parameters:
  ///   - terms: finite and not negative.
  ///   - indices: one a term.
  /// - Complexity: O(n).
  package mutating func add(_ terms: UnsafeBufferPointer<Double>, to indices: UnsafePointer<Int32>)
  {
    guard let unit = unit(for: terms) else { return }
    guard room >= terms.count else {
      for (offset, term) in terms.enumerated() { addOther(term, to: Int(indices[offset])) }
      return
    }
    room -= terms.count
    var missed: [Int] = []
    held.withUnsafeMutableBufferPointer { held in
      // A normal number is significand · 2^(biased − 1075).
      let least = unit + 1075
      for offset in terms.indices {
        let bits = terms[offset].bitPattern
        let shift = Int(truncatingIfNeeded: bits >> 52) &- least
        if shift >= 0 && shift <= Self.bits - 53 && bits >> 52 != 0 {
          let significand = UInt128(bits & (1 << 52 - 1) | 1 << 52)
          let place = 2 &* Int(indices[offset]) &+ offset & 1
          held[place] &+= significand &<< UInt128(truncatingIfNeeded: shift)
        } else if bits != 0 {
          missed.append(offset)
        }
      }
    }
    for offset in missed { addOther(terms[offset], to: Int(indices[offset])) }
  }

  /// Adds `first`·`second`, both not negative, to a sum.
  ///
  /// - Complexity: O(1).
  package mutating func add(_ first: Double, times second: Double, to index: Int) {
    let (a, b) = (first.decomposed, second.decomposed)
    guard a.magnitude != 0 && b.magnitude != 0 else { return }
    // Weights are often whole numbers, with few bits to multiply by.
    let zeros = b.magnitude.trailingZeroBitCount
    let (high, low) = a.magnitude.multipliedFullWidth(by: b.magnitude >> UInt64(zeros))
    let product = UInt128(high) << 64 | UInt128(low)
    let lowest = a.exponent + b.exponent + zeros
    let width = 128 - product.leadingZeroBitCount
    let unit = exponent ?? lowest + width + Self.headroom - Self.bits
    exponent = unit
    let shift = lowest - unit
    if room > 0 && shift >= 0 && shift + width <= Self.bits {
      room -= 1
      held[2 * index] &+= product << UInt128(shift)
    } else {
      others[index, default: ExactSum()].addProduct(first, second)
    }
  }

  private mutating func addOther(_ term: Double, to index: Int) {
    others[index, default: ExactSum()].add(term)
  }

  /// The exponent of the unit, chosen now if need be.
  private mutating func unit(for terms: UnsafeBufferPointer<Double>) -> Int? {
    if let exponent { return exponent }
    let greatest = terms.max() ?? 0
    guard greatest > 0 else { return nil }
    // One more than its leading bit's, also where that is not finite.
    let above = greatest.decomposed.exponent + 53
    exponent = max(-1074, above + Self.headroom - Self.bits)
    return exponent
  }
}
