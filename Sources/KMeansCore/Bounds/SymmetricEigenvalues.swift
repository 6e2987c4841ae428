/// The eigenvalues of a symmetric matrix: Householder's reflections make it tridiagonal, and QL
/// steps with implicit shifts make that diagonal (J. H. Wilkinson and C. Reinsch, "Handbook for
/// automatic computation", vol. II, 1971, contributions II/2 and II/4).
///
/// - Complexity: O(d³).
struct SymmetricEigenvalues {
  /// All d of them, the greatest first.
  let descending: [Double]

  /// The eigenvalues; nil where the steps do not end, as for values that are not finite.
  ///
  /// - Parameters:
  ///   - matrix: d × d values, whose squares neither overflow nor vanish.
  ///   - size: d.
  init?(_ matrix: [Double], size: Int) {
    var (diagonal, beside) = Self.tridiagonal(matrix, size)
    for first in 0..<size {
      var steps = 0
      while true {
        let last = Self.end(from: first, diagonal, beside)
        if last == first { break }
        steps += 1
        guard steps <= 100 else { return nil }
        Self.step(first, last, &diagonal, &beside)
      }
    }
    guard diagonal.allSatisfy(\.isFinite) else { return nil }
    descending = diagonal.sorted(by: >)
  }

  /// Where the block that begins at `first` ends: at the first element beside the diagonal that is
  /// rounding alone.
  private static func end(from first: Int, _ diagonal: [Double], _ beside: [Double]) -> Int {
    var last = first
    while last + 1 < diagonal.count {
      let around = abs(diagonal[last]) + abs(diagonal[last + 1])
      if abs(beside[last]) <= 0x1p-53 * around { break }
      last += 1
    }
    return last
  }

  /// One QL step over a block, by Givens rotations from its end to its beginning.
  private static func step(
    _ first: Int, _ last: Int, _ diagonal: inout [Double], _ beside: inout [Double]
  ) {
    let slope = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first])
    let root = (slope * slope + 1).squareRoot()
    let shift = slope < 0 ? slope - root : slope + root
    var rest = diagonal[last] - diagonal[first] + beside[first] / shift
    var (sine, cosine, moved) = (1.0, 1.0, 0.0)
    for i in stride(from: last - 1, through: first, by: -1) {
      let (out, kept) = (sine * beside[i], cosine * beside[i])
      let length = (out * out + rest * rest).squareRoot()
      beside[i + 1] = length
      if length == 0 {
        diagonal[i + 1] -= moved
        beside[last] = 0
        return
      }
      (sine, cosine) = (out / length, rest / length)
      let base = diagonal[i + 1] - moved
      let turn = (diagonal[i] - base) * sine + 2 * cosine * kept
      moved = sine * turn
      diagonal[i + 1] = base + moved
      rest = cosine * turn - kept
    }
    diagonal[first] -= moved
    beside[first] = rest
    beside[last] = 0
  }

  /// The diagonal of a similar tridiagonal matrix, and what is beside it.
  private static func tridiagonal(
    _ matrix: [Double], _ size: Int
  ) -> (diagonal: [Double], beside: [Double]) {
    var a = matrix
    var beside = [Double](repeating: 0, count: size + 1)
    for column in 0..<max(0, size - 2) {
      let rest = column + 1..<size
      var v = rest.map { a[$0 * size + column] }
      let tail = v.dropFirst().reduce(0) { $0 + $1 * $1 }
      if tail == 0 {
        beside[column] = v[0]
        continue
      }
      let length = (v[0] * v[0] + tail).squareRoot()
      beside[column] = v[0] > 0 ? -length : length
      v[0] -= beside[column]
      reflect(&a, size, rest, v, factor: 2 / (v[0] * v[0] + tail))
    }
    if size > 1 { beside[size - 2] = a[(size - 1) * size + size - 2] }
    return ((0..<size).map { a[$0 * size + $0] }, beside)
  }

  /// A ← H·A·H with H = I − factor·v·vᵀ, over rows and columns of `rest`.
  private static func reflect(
    _ a: inout [Double], _ size: Int, _ rest: Range<Int>, _ v: [Double], factor: Double
  ) {
    let (m, offset) = (rest.count, rest.lowerBound)
    var p = [Double](repeating: 0, count: m)
    a.withUnsafeMutableBufferPointer { a in
      for i in 0..<m {
        var sum = 0.0
        let row = (offset + i) * size + offset
        for j in 0..<m { sum += a[row + j] * v[j] }
        p[i] = factor * sum
      }
      let half = factor / 2 * zip(p, v).reduce(0) { $0 + $1.0 * $1.1 }
      for i in 0..<m { p[i] -= half * v[i] }
      for i in 0..<m {
        let row = (offset + i) * size + offset
        for j in 0..<m { a[row + j] -= v[i] * p[j] + p[i] * v[j] }
      }
    }
  }
}
