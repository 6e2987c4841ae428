/// Which cluster of one clustering is which of another: the pairs of centroids whose squared
/// distances sum to the least, and numbers that follow from them.
///
///     let matching = try CentroidMatching(today.centroids, to: yesterday.centroids)
///     matching.numbers[0]  // the number that cluster 0 of today had yesterday
///
/// δ is as labels go by it, in `Double`. Sums of δ are those of δ·2^s in integers of 128 bits, each
/// rounded down, with the greatest s that they can hold: for up to a thousand clusters nothing is
/// lost of any δ that is at least 2⁻⁵⁰ of the greatest. Among equally good
/// matchings, cluster 0 of the reference has the lowest cluster, then cluster 1, and so on.
///
/// There may be other numbers of clusters. Those without a partner get the numbers that are left,
/// in their order. Where there are fewer than in the reference, the partners of clusters whose
/// numbers are too great get those that are left, in the order of the reference.
public struct CentroidMatching: Sendable, Hashable {
  /// By cluster, the cluster of the reference that it is; nil for one without a partner.
  public let partners: [Int?]
  /// By cluster, its number: that of its partner where that can be.
  public let numbers: [Int]

  /// The clusters in the order of their numbers.
  public var order: [Int] {
    var order = numbers
    for (cluster, number) in numbers.enumerated() { order[number] = cluster }
    return order
  }

  /// Matches centroids.
  ///
  /// - Parameters:
  ///   - m: M, k points of d features, all finite.
  ///   - reference: centroids of another clustering, d features each, in the same space.
  /// - Throws: `MatrixError.shapeMismatch` where they differ in d.
  /// - Complexity: O(n²·d + n³) at worst for n = the greater number of clusters.
  public init(_ m: PointMatrix, to reference: PointMatrix) throws(MatrixError) {
    try MatrixError.check("d of the reference", reference.dimensions, is: m.dimensions)
    self.init(m, reference: reference)
  }

  /// The same for centroids that are known to have the same features.
  init(_ m: PointMatrix, reference: PointMatrix) {
    let (k, others) = (m.count, reference.count)
    let distances = (0..<others).map { other in
      let point = reference.point(other)
      return (0..<k).map { Textbook.squaredDistance(m.point($0), point) }
    }
    let count = max(k, others)
    let shift = Self.shift(distances, count: count)
    let matching = LeastCostMatching(count: count) { other, cluster in
      other < others && cluster < k ? Self.units(distances[other][cluster], shift) : 0
    }
    var partners = [Int?](repeating: nil, count: k)
    for (other, cluster) in matching.columns.prefix(others).enumerated() where cluster < k {
      partners[cluster] = other
    }
    self.partners = partners
    numbers = Self.numbers(partners)
  }

  /// The exponent s of the unit 2^−s: the greatest for which n costs fit.
  private static func shift(_ distances: [[Double]], count: Int) -> Int {
    let greatest = distances.lazy.joined().max() ?? 0
    guard greatest > 0 else { return 0 }
    let bits = Int.bitWidth - count.leadingZeroBitCount
    // The greatest is below 2^(exponent + 1).
    return 122 - bits - (Int(greatest.exponent) + 1)
  }

  /// ⌊δ·2^s⌋.
  private static func units(_ distance: Double, _ shift: Int) -> Int128 {
    let (_, magnitude, exponent) = distance.decomposed
    // Smart shifts: to the right where the exponent is negative.
    return Int128(magnitude) << (exponent + shift)
  }

  private static func numbers(_ partners: [Int?]) -> [Int] {
    var numbers = partners.map { $0 ?? .max }
    let isFree = (0..<partners.count).map { !partners.contains($0) }
    // Those without a number come after those whose numbers are too great.
    let homeless = partners.indices.filter { numbers[$0] >= partners.count }
      .sorted { (numbers[$0], $0) < (numbers[$1], $1) }
    for (cluster, number) in zip(homeless, isFree.indices.filter { isFree[$0] }) {
      numbers[cluster] = number
    }
    return numbers
  }
}
