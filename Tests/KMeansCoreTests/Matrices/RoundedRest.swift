import CKMeansKernels
@testable import KMeansCore

/// What is left of a vector in 8 bits, rounded once more.
struct RoundedRest {
  /// s′ and the bound of what remains.
  var fine: [Float]
  /// Whole numbers; all 0 where s′ is 0.
  var values: [Int]

  /// The definition, in the order of operations that the tables have: v of (x − centre)·scale, the
  /// facts of its first rounding, and eight strided sums of squares.
  init(_ v: [Double], step: Float, error: Float) {
    let rest = step * Float(1.001 / 254)
    guard error > 0, rest >= .leastNormalMagnitude else {
      (fine, values) = ([0, error], v.map { _ in 0 })
      return
    }
    let (inverse, finer) = (1 / Double(step), 1 / Double(rest))
    var sums = [Double](repeating: 0, count: 8)
    var values: [Int] = []
    for (l, v) in v.enumerated() {
      let e = v - Double(step) * (v * inverse).rounded(.toNearestOrEven)
      let r = (e * finer).rounded(.toNearestOrEven)
      let f = e - Double(rest) * r
      sums[l % 8] += f * f
      values.append(Int(r))
    }
    let total =
      ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
    let bound = total.squareRoot() * (1 + 0x1p-38) + 0x1p-52 * Double(error) + 0x1p-527
    let float = Float(bound)
    fine = [rest, Double(float) < bound ? float.nextUp : float]
    self.values = values
  }
}

/// The product of x̂ ≈ s·q + s′·r and m̂ ≈ t·p + t′·u less that of the rests.
struct RoundedPair {
  var step: Float
  var values: [Int]
  var rest: RoundedRest

  func product(_ other: RoundedPair) -> Double {
    func dot(_ a: [Int], _ b: [Int]) -> Double { Double(zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }) }
    let (s, t) = (Double(step), Double(other.step))
    let (finer, others) = (Double(rest.fine[0]), Double(other.rest.fine[0]))
    return s * t * dot(values, other.values)
      + (s * others * dot(values, other.rest.values) + finer * t * dot(rest.values, other.values))
  }
}

extension Kernels {
  /// Vectors in two parts, by this set.
  struct Parts {
    var rows: [UInt8]
    var facts: [Float]
    var rests: [UInt8]
    var fine: [Float]

    /// - Parameters:
    ///   - bytes: bytes a vector.
    ///   - count: how many vectors there are.
    ///   - columns: facts a vector.
    init(bytes: Int, count: Int, columns: Int) {
      // What is not written stays, and must not be read.
      rows = Array(repeating: 77, count: bytes + 64)
      rests = rows
      facts = Array(repeating: .nan, count: columns * count)
      fine = Array(repeating: .nan, count: 2 * count)
    }
  }

  func parts(_ points: TestPoints, centre: [Double], scale: Double) -> Parts {
    let d = points.dimensions
    var parts = Parts(
      bytes: points.count * Self.row8Bytes(dimensions: d), count: points.count, columns: 3)
    var norms = [Double](repeating: .nan, count: points.count)
    points.withPoints {
      rows8(
        $0, centre: centre, scale: scale, rows: &parts.rows, facts: &parts.facts, norms: &norms)
      restPoints(
        $0, centre: centre, scale: scale, facts: parts.facts, rests: &parts.rests,
        fine: &parts.fine)
    }
    return parts
  }

  func parts(
    centroids m: [Double], dimensions d: Int, centre: [Double], scale: Double
  ) -> Parts {
    let k = m.count / d
    var parts = Parts(bytes: centroids8Bytes(count: k, dimensions: d), count: k, columns: 4)
    centroidRows8(
      m, count: k, dimensions: d, centre: centre, scale: scale, packed: &parts.rows,
      facts: &parts.facts)
    restCentroids(
      m, count: k, dimensions: d, centre: centre, scale: scale, facts: parts.facts,
      rests: &parts.rests, fine: &parts.fine)
    return parts
  }

  /// Products of pairs in the codes of `below`.
  func products(
    _ points: Parts, index: [Int32], dimensions: Int, _ centroids: Parts, codes: [Int32]
  ) -> [Double] {
    var products = [Double](repeating: .nan, count: codes.count + 1)
    points.withRests { points in
      centroids.withRests { centroids in
        self.products(
          points, index: index, dimensions: dimensions, centroids, codes: codes,
          count: codes.count, products: &products)
      }
    }
    precondition(products[codes.count].isNaN)
    return products.dropLast()
  }
}

extension Kernels.Parts {
  func withRests(_ body: (Kernels.Rests) -> Void) {
    rows.withUnsafeBufferPointer { rows in
      rests.withUnsafeBufferPointer { rests in
        facts.withUnsafeBufferPointer { facts in
          fine.withUnsafeBufferPointer { fine in
            body(
              Kernels.Rests(
                rows: rows.baseAddress, rests: rests.baseAddress, facts: facts.baseAddress,
                fine: fine.baseAddress))
          }
        }
      }
    }
  }
}
