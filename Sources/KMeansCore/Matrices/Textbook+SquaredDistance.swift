extension Textbook {
  /// δ(x, m) = Σ_l (x_l − m_l)², the truth that decides every label.
  ///
  /// By direct differences in `Double`, without fused multiply-add, added in the order of NumPy's
  /// pairwise sum, so that `((X.astype('f8')[:, None] - C) ** 2).sum(-1)` gives the same bits. Each
  /// term is off by at most 3 roundings and the sum by d − 1 more, so the computed value lies
  /// within (d + 3)·2^-53 of the real one, relatively, plus d·2^-1074 where squares underflow.
  ///
  /// This is the slow, plain statement of it; `Kernels` has the same in C for many points.
  ///
  /// - Parameters: two points of d values.
  /// - Complexity: O(d).
  public static func squaredDistance(_ x: [Double], _ m: [Double]) -> Double {
    precondition(x.count == m.count, "points of one space have equally many features")
    return pairwiseSum(zip(x, m).map { ($0 - $1) * ($0 - $1) }[...])
  }
}

/// The sum of `terms` in the order in which NumPy adds a contiguous array.
///
/// Fewer than 8 one after the other; up to 128 in eight strided accumulators, joined two by two,
/// and then the remainder one by one; above that, two halves split at a multiple of 8.
private func pairwiseSum(_ terms: ArraySlice<Double>) -> Double {
  let count = terms.count
  if count < 8 { return terms.reduce(0, +) }
  if count > 128 {
    let half = count / 2 - count / 2 % 8
    return pairwiseSum(terms.prefix(half)) + pairwiseSum(terms.dropFirst(half))
  }
  let whole = count - count % 8
  var r = Array(terms.prefix(8))
  for (index, term) in terms.prefix(whole).dropFirst(8).enumerated() { r[index % 8] += term }
  let joined = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]))
  return terms.suffix(count - whole).reduce(joined, +)
}
