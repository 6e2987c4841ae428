/// Every point in bytes, one row each, for pairs of a point and a seed taken one by one.
///
/// With a centre c and a scale, x̂ = (x − c)·scale is a step s times whole numbers q of 8 bits, and
/// a rest e. Where all of X is whole numbers from 0 to 255, c is 128, s is 1, and there is no rest.
/// Then δ = Σ(q − q′)² = Σq² + Σq′² − 2Σq·q′ in whole numbers. The computed δ equals it, since sums
/// of squares of whole numbers below 2^53 are not rounded.
///
/// Else the product of two points x̂ and ŷ is s·s′·Σq·q′ + e·ŷ + s·q·e′, so by Cauchy–Schwarz
///
///     scale²·δ ≥ ‖x̂‖² + ‖ŷ‖² − 2·(s·s′·Σq·q′ + ‖e‖·‖ŷ‖ + (‖x̂‖ + ‖e‖)·‖e′‖),
///
/// which is computed in Double with every ‖e‖ rounded up, and lowered by 2^-36·(‖x̂‖² + ‖ŷ‖²) for
/// roundings: sums of d ≤ 2^16 squares are off by less than 2^-37 of themselves, and no other term
/// exceeds these squares.
struct ByteRows: Sendable {
  /// Numbers beside the bytes of a row.
  private struct Facts {
    /// ‖x̂‖², s, and an upper bound of ‖e‖.
    var square: Double
    var step: Double
    var rest: Double
  }

  /// Whether distances are exact; else they are bounds from below.
  private(set) var isExact = false
  /// The factor that brings bounds to the units of X, squared.
  private var unit = 1.0
  private let kernels: Kernels
  private let stride: Int
  private let bytes: Slab<UInt8>
  private let facts: Slab<Facts>

  /// Rows of the points at `order`; nil where a row would be too long.
  ///
  /// - Complexity: O(N·d).
  init?(
    _ x: Observations, order: [Int32], scale: Double, execution: Execution
  ) {
    let d = x.dimensions
    stride = (d + Kernels.rowMultiple - 1) / Kernels.rowMultiple * Kernels.rowMultiple
    guard stride <= Kernels.mostRowBytes else { return nil }
    kernels = execution.kernels
    bytes = Slab(uninitialized: x.count * stride)
    facts = Slab(uninitialized: x.count)
    isExact = Self.mayBeWhole(x) && fillWhole(x, order, threads: execution.threads)
    if !isExact {
      unit = 1 / (scale * scale)
      fill(x, order, scale: scale, execution: execution)
    }
  }

  /// A row as the other factor of the products.
  struct Seed: Sendable {
    fileprivate let row: Int
    fileprivate let values: [Int8]
    /// What the rows' 128 add to the products.
    fileprivate let offset: Int32
  }

  func seed(_ row: Int) -> Seed {
    let first = bytes.base + row * stride
    let values = (0..<stride).map { Int8(truncatingIfNeeded: Int(first[$0]) - 128) }
    return Seed(row: row, values: values, offset: values.reduce(0) { $0 + Int32($1) } * 128)
  }

  /// δ of rows to a seed where these are exact, else bounds from below.
  ///
  /// - Parameters:
  ///   - rows: n rows.
  ///   - seed: the other factor.
  ///   - dots: room for n products.
  ///   - distances: n values, written.
  /// - Complexity: O(n·d).
  func distances(
    _ rows: UnsafeBufferPointer<Int32>, to seed: Seed, dots: UnsafeMutablePointer<Int32>,
    _ distances: UnsafeMutablePointer<Double>
  ) {
    guard let which = rows.baseAddress else { return }
    kernels.dots(
      rows: bytes.base, bytes: stride, which: which, count: rows.count, with: seed.values, dots)
    let one = facts.base[seed.row]
    let length = one.square.squareRoot() * (1 + 0x1p-30)
    for index in 0..<rows.count {
      let other = facts.base[Int(which[index])]
      let product = Double(dots[index] &- seed.offset)
      if isExact {
        distances[index] = other.square + one.square - 2 * product
      } else {
        let rest =
          other.rest * length
          + (other.square.squareRoot() * (1 + 0x1p-30) + other.rest) * one.rest
        let squares = (other.square + one.square) * (1 - 0x1p-36)
        distances[index] = (squares - 2 * (other.step * one.step * product + rest)) * unit
      }
    }
  }
}

// MARK: Building

extension ByteRows {
  private static func mayBeWhole(_ x: Observations) -> Bool {
    x.box.least.allSatisfy { $0 >= 0 } && x.box.greatest.allSatisfy { $0 <= 255 }
  }

  /// Calls `body` with every point's values as `Double`, and its place, until it returns false.
  ///
  /// - Returns: whether it never did.
  private func everyRow(
    _ x: Observations, _ order: [Int32], threads: Int,
    _ body: (UnsafeMutableBufferPointer<Double>, Int) -> Bool
  ) -> Bool {
    let rows = x.rows
    return withoutActuallyEscaping(body) { body in
      Chunks.run(
        count: x.count, size: 240, threads: threads,
        makeWorker: { [Double](repeating: 0, count: stride) }
      ) { values, range in
        values.withUnsafeMutableBufferPointer { values in
          range.allSatisfy { place in
            let point = Int(order[place])
            rows.points(point..<point + 1).withPoint(0) {
              $0.copy(x.dimensions, to: values.baseAddress!)
            }
            return body(values, place)
          }
        }
      }.complete
    }
  }

  /// Takes whole numbers from 0 to 255 as they are; false where there are others.
  private func fillWhole(_ x: Observations, _ order: [Int32], threads: Int) -> Bool {
    let d = x.dimensions
    return everyRow(x, order, threads: threads) { values, place in
      let row = bytes.base + place * stride
      // Adding 2^52 rounds a value to a whole number, which its lowest bits then are.
      var different: UInt64 = 0
      for l in 0..<d {
        let moved = values[l] + 0x1p52
        different |= (moved - 0x1p52).bitPattern ^ (values[l] + 0).bitPattern
        row[l] = UInt8(truncatingIfNeeded: moved.bitPattern)
      }
      for l in d..<stride { row[l] = 128 }
      var square: Int32 = 0
      for l in 0..<stride {
        let q = Int32(row[l]) &- 128
        square &+= q &* q
      }
      facts.base[place] = Facts(square: Double(square), step: 1, rest: 0)
      return different == 0
    }
  }

  private func fill(
    _ x: Observations, _ order: [Int32], scale: Double, execution: Execution
  ) {
    let (centre, d) = (x.means, x.dimensions)
    let errorScale = execution.errorScale
    _ = everyRow(x, order, threads: execution.threads) { values, place in
      var (square, greatest) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
      for l in 0..<d { values[l] = (values[l] - centre[l]) * scale }
      // The values past d are 0 and stay so.
      for l in Swift.stride(from: 0, to: stride, by: 8) {
        let v = SIMD8(values, at: l)
        square += v * v
        greatest.replace(with: v, where: v .> greatest)
        greatest.replace(with: -v, where: -v .> greatest)
      }
      // The step is a float, so that its products with q are exact.
      let step = max(Double(Float(greatest.max() / 127).nextUp), 0x1p-120)
      let row = bytes.base + place * stride
      var rest = SIMD8<Double>.zero
      for l in Swift.stride(from: 0, to: stride, by: 8) {
        let v = SIMD8(values, at: l)
        let moved = v * (1 / step) + 0x1.8p52
        let e = v - (moved - 0x1.8p52) * step
        rest += e * e
        for lane in 0..<8 {
          row[l + lane] = UInt8(truncatingIfNeeded: moved[lane].bitPattern) ^ 128
        }
      }
      let norm = square.sum()
      facts.base[place] = Facts(
        square: norm, step: step,
        rest: (rest.sum().squareRoot() + norm.squareRoot() * 0x1p-50) * (1 + 0x1p-30)
          * errorScale)
      return true
    }
  }
}

extension SIMD8<Double> {
  /// Eight values from the `index`-th on.
  @inline(__always)
  fileprivate init(_ values: UnsafeMutableBufferPointer<Double>, at index: Int) {
    self = UnsafeRawPointer(values.baseAddress! + index).loadUnaligned(as: SIMD8<Double>.self)
  }
}
