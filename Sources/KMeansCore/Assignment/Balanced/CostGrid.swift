/// The whole numbers in which assignments under limits count: c_ij = ⌊δ(xᵢ, mⱼ)·wᵢ·2^s + ½⌋, as
/// computed in `Double`.
///
/// On them the least cost, and what is a tie, are well defined, and no sum is rounded. 2^s is the
/// greatest power of two at which k + 1 costs add up to less than 2^61, so that no path overflows.
/// For a hundred clusters this is about 2^-53 of the greatest distance that the box of X and M has
/// room for, which is as fine as δ itself.
struct CostGrid: Sendable, Equatable {
  /// What δ is multiplied by.
  private let distanceScale: Double
  /// What weights are multiplied by.
  private let weightScale: Double
  /// The greatest cost.
  private let greatest: Double
  /// s.
  let exponent: Int

  /// The grid for some points and centroids.
  ///
  /// - Parameters:
  ///   - box: holds the points.
  ///   - m: M.
  ///   - greatestWeight: of the points; 1 where weights do not multiply costs.
  /// - Complexity: O(k·d).
  init(_ box: BoundingBox, _ m: PointMatrix, greatestWeight: Double) {
    let clusterBits = Int.bitWidth - (m.count + 1).leadingZeroBitCount
    let bits = min(54, 60 - clusterBits)
    let distanceExponent = min(
      1000, bits - Self.exponent(above: Self.greatestDistance(box, m)))
    let weightExponent = -Self.exponent(above: greatestWeight)
    distanceScale = .powerOfTwo(distanceExponent)
    weightScale = .powerOfTwo(weightExponent)
    greatest = .powerOfTwo(bits)
    exponent = distanceExponent + weightExponent
  }

  /// The grid of the numbers that `exponents` tells.
  ///
  /// - Parameters:
  ///   - distance: the exponent of what δ is multiplied by.
  ///   - weight: that of what weights are multiplied by.
  ///   - bits: that of the greatest cost.
  init(distance: Int, weight: Int, bits: Int) {
    distanceScale = .powerOfTwo(distance)
    weightScale = .powerOfTwo(weight)
    greatest = .powerOfTwo(bits)
    exponent = distance + weight
  }

  /// Its powers of two by their exponents, as `init(distance:weight:bits:)` takes them.
  var exponents: [Int] {
    [Int(distanceScale.exponent), Int(weightScale.exponent), Int(greatest.exponent)]
  }

  /// The least e with value ≤ 2^e.
  private static func exponent(above value: Double) -> Int {
    guard value > 0 else { return 0 }
    return value.significand == 1 ? Int(value.exponent) : Int(value.exponent) + 1
  }

  /// A bound on δ of any point of the box and any centroid.
  private static func greatestDistance(_ box: BoundingBox, _ m: PointMatrix) -> Double {
    m.withDoubles { values in
      var greatest = 0.0
      for cluster in 0..<m.count {
        var sum = 0.0
        for feature in 0..<m.dimensions {
          let value = values[cluster * m.dimensions + feature]
          let side = max(box.greatest[feature] - value, value - box.least[feature])
          sum += side * side
        }
        greatest = max(greatest, sum)
      }
      // The sum and δ may be rounded to either side.
      return greatest * (1 + Double(m.dimensions + 3) * 0x1p-51)
    }
  }

  /// c of a point.
  ///
  /// - Parameters:
  ///   - distance: δ.
  ///   - weight: w by `scaled(weight:)`.
  /// - Returns: at least 0.
  /// - Complexity: O(1).
  @inline(__always)
  func cost(_ distance: Double, weight: Double) -> Int64 {
    // Only points that are written to while they are read cost more.
    Int64(fitting: min(distance * distanceScale * weight + 0.5, greatest))
  }

  /// A weight as `cost` takes it.
  @inline(__always)
  func scaled(weight: Double) -> Double { weight * weightScale }

  /// Prices of another grid on this one, rounded.
  func prices(_ prices: [Int64], of other: CostGrid) -> [Int64] {
    let shift = exponent - other.exponent
    if shift == 0 { return prices }
    let factor = Double.powerOfTwo(max(-1000, min(1000, shift)))
    return prices.map {
      let scaled = (Double($0) * factor).rounded()
      return Int64(max(-0x1p60, min(0x1p60, scaled)))
    }
  }
}
