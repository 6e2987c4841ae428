/// D² sampling in integers: point i is drawn with a probability proportional to wᵢ·δᵢ, where δᵢ is
/// its squared distance to the nearest centroid drawn so far.
///
/// Every point has a mass qᵢ = ⌊wᵢ·⌊δᵢ·2^s⌋⌋ in 64 bits; the draw is the first i whose prefix of q
/// exceeds a random number below Σ q. Sums of integers depend on no order, so any threads, chunks
/// or shards draw the same point. The inner floor makes a point of weight 3 weigh exactly what
/// three copies of it do.
///
/// 2^s comes from the bounding box and the total weight, so that Σ q < 2^62. Weights that sum to
/// less than 1, or to so much that the inner floor would keep too few bits, are multiplied by a
/// power of two first, which brings their sum to 1 … 2.
struct SquaredDistanceSampling: Sendable {
  /// s.
  private let scale: Double
  /// The greatest distance that masses are made for.
  let bound: Double
  /// The limit of ⌊δ·2^s⌋, so that Σ q < 2^62 for any δ.
  private let most: Double
  /// The exponent of the power of two that weights are multiplied by.
  private let weightShift: Int

  /// The masses of `x` for distances of at most `bound`.
  init(_ x: Observations, bound: Double) {
    self.bound = bound
    let total = x.totalWeight.rounded
    weightShift = total >= 1 && total < 0x1p32 ? 0 : -Int(total.exponent)
    let weightBits = Int(total.exponent) + weightShift + 1
    // Twice the bound, for the roundings of both the bound and the distances.
    let distanceBits = bound > 0 ? Int(bound.exponent) + 2 : 0
    scale = Double.powerOfTwo(62 - weightBits - distanceBits)
    most = Double.powerOfTwo(62 - weightBits)
  }

  /// The masses for the distances within the box around the points that weigh anything.
  init(boxOf x: Observations) {
    guard x.weights?.contains(0) == true else {
      self.init(x, bound: x.box.sides.reduce(0) { $0 + $1 * $1 })
      return
    }
    let range = x.weightedRange
    self.init(
      x, bound: zip(range.least, range.greatest).reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) })
  }

  /// q of a point.
  ///
  /// A greater distance never has a lesser mass. If points change after they were checked, a
  /// distance may exceed the bound or be NaN; the mass is then the greatest possible.
  @inline(__always)
  func mass(_ distance: Double, weight: Double) -> UInt64 {
    let units = distance * scale
    let whole = UInt64(bitPattern: Int64(fitting: units < most ? units : most))
    if weight == 1 && weightShift == 0 { return whole }
    guard weight > 0 else { return 0 }
    let exponent = Int(weight.exponent) - 52 + weightShift
    let product = whole.multipliedFullWidth(by: weight.significandBitPattern | 1 << 52)
    let exact = UInt128(product.high) << 64 | UInt128(product.low)
    if exponent >= 0 { return UInt64(truncatingIfNeeded: exact << UInt128(exponent)) }
    return exponent > -128 ? UInt64(truncatingIfNeeded: exact >> UInt128(-exponent)) : 0
  }

  /// Σ q of some points, each by the lesser of two distances.
  ///
  /// - Parameters:
  ///   - known: the distances of all points.
  ///   - others: further distances of the points in `range`, from its first on; nil for none.
  ///   - range: which of the points.
  ///   - rows: their weights.
  ///   - kernels: the instruction set.
  /// - Returns: the sum.
  /// - Complexity: O(n).
  func mass(
    _ known: UnsafePointer<Double>, or others: UnsafePointer<Double>?, _ range: Range<Int>,
    _ rows: Observations.Rows, kernels: Kernels
  ) -> UInt64 {
    let first = range.lowerBound
    if !rows.isWeighted && weightShift == 0 && most <= 0x1p51 {
      return kernels.masses(
        known + first, or: others, count: range.count, scale: scale, most: most)
    }
    return range.reduce(0) { sum, point in
      let (old, other) = (known[point], others?[point - first] ?? .infinity)
      return sum &+ mass(other < old ? other : old, weight: rows.weight(point))
    }
  }

  /// How much the mass of a point falls with its distance.
  @inline(__always)
  func gain(from old: Double, to new: Double, weight: Double) -> UInt64 {
    mass(old, weight: weight) &- mass(new, weight: weight)
  }

  /// w·δ·2^s before it is rounded down, with one rounding.
  @inline(__always)
  func product(_ distance: Double, weight: Double) -> Double {
    distance * scale * (weight * weightScale)
  }

  /// By how much a mass may be less than `product`: the inner floor takes less than 1 times the
  /// weight, the outer less than 1.
  @inline(__always)
  func loss(weight: Double) -> Double { weight * weightScale + 1 }

  private var weightScale: Double { Double.powerOfTwo(weightShift) }

  /// A number below `total` from 64 uniform bits.
  static func bounded(_ bits: UInt64, below total: UInt64) -> UInt64 {
    bits.multipliedFullWidth(by: total).high
  }
}
