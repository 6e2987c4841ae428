extension ClusterSums {
  /// m_jl = Σ w·x_l / Σ w over a cluster: the exact quotient, rounded once.
  ///
  /// - Precondition: the cluster has a member.
  /// - Complexity: O(1).
  package func mean(_ cluster: Int, feature: Int) -> Double {
    guard let units = narrow(cluster, feature), !isWeighted else {
      return sum(cluster, feature: feature).quotient(by: weight(cluster))
    }
    // The quotient of a sum shifted to its full 128 bits by a count below 2^62 has 66 bits or more.
    guard units.value != 0 else { return 0 }
    let zeros = units.value.magnitude.leadingZeroBitCount
    let numerator = units.value.magnitude << UInt128(zeros)
    let count = UInt64(members[cluster])
    let high = UInt64(numerator >> 64).quotientAndRemainder(dividingBy: count)
    let low = count.dividingFullWidth((high.remainder, UInt64(truncatingIfNeeded: numerator)))
    let mean = rounded(
      UInt128(high.quotient) << 64 | UInt128(low.quotient), exponent: units.exponent - zeros,
      sticky: low.remainder != 0)
    return units.value < 0 ? -mean : mean
  }

  /// m_j, the mean of a cluster of unweighted points, each value the exact quotient rounded once.
  ///
  /// - Parameters:
  ///   - cluster: j.
  ///   - kernels: the instruction set that computes.
  ///   - high: the nearest doubles to the sums, as `split` wrote them.
  ///   - low: what these leave.
  ///   - means: d values, written.
  ///   - open: room for d numbers.
  /// - Precondition: the cluster has a member, and points have no weights.
  /// - Complexity: O(d).
  package func mean(
    _ cluster: Int, kernels: Kernels, high: UnsafePointer<Double>, low: UnsafePointer<Double>,
    means: UnsafeMutablePointer<Double>, open: UnsafeMutablePointer<Int32>
  ) {
    let unproven = kernels.means(
      high: high, low: low, count: Double(members[cluster]), dimensions: grid.columns - 1,
      means: means, open: open)
    for index in 0..<unproven {
      let feature = Int(open[index])
      means[feature] = mean(cluster, feature: feature)
    }
  }

  /// S_jl to 106 bits.
  package func doubleDouble(_ cluster: Int, feature: Int) -> DoubleDouble {
    guard let units = narrow(cluster, feature) else {
      return DoubleDouble(sum(cluster, feature: feature))
    }
    guard units.value != 0 else { return DoubleDouble(0) }
    let high = rounded(units.value.magnitude, exponent: units.exponent)
    // The nearest Double to an integer of these units is one itself, or the integer was exact.
    let (_, magnitude, exponent) = high.decomposed
    let shift = exponent - units.exponent
    guard shift > 0 else { return DoubleDouble(units.value < 0 ? -high : high) }
    let rest = Int128(units.value.magnitude) - Int128(magnitude) << Int128(shift)
    let low = rounded(rest.magnitude, exponent: units.exponent)
    let signed = rest < 0 ? -low : low
    return units.value < 0 ? DoubleDouble(-high, -signed) : DoubleDouble(high, signed)
  }

  /// W_j to 106 bits.
  package func weightDoubleDouble(_ cluster: Int) -> DoubleDouble {
    isWeighted ? DoubleDouble(weight(cluster)) : DoubleDouble(Double(members[cluster]))
  }
}
