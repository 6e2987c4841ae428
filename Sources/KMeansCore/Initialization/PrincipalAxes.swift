import KMeansMatrices

/// A few directions along which points differ most, for bounds on distances from few products.
///
/// Of a sample of the points, by orthogonal iteration (G. H. Golub and C. F. Van Loan, Matrix
/// Computations, 4th ed., §8.2.4), begun with sampled points themselves. What depends on the axes
/// is speed alone, so they are computed in float, and only bounds on them are rigorous:
/// ‖V·z‖ ≤ `norm`·‖z‖ for every z, by Gershgorin's theorem on V·Vᵀ.
struct PrincipalAxes: Sendable {
  /// m, how many axes there are.
  let count: Int
  /// An upper bound of ‖V‖₂.
  let norm: Double
  /// An upper bound of √Σ v², the Frobenius norm of V.
  let frobenius: Double
  /// The share of the sample's squared lengths that lies along the axes.
  let share: Double
  /// The sample's standard deviation along every axis, the greatest first.
  let deviations: [Double]
  private let kernels: Kernels
  private let dimensions: Int
  /// Every axis packed by itself.
  private let packed: AlignedFloats
  private let zero: AlignedFloats

  /// - Parameters:
  ///   - sample: points of which the centre is taken, and so scaled that no value exceeds 1.
  ///   - count: m, at most the dimensions.
  /// - Complexity: O(n·m·d) for n points of the sample.
  init(_ sample: PointMatrix, count: Int, kernels: Kernels) {
    let (n, d) = (sample.count, sample.dimensions)
    let transposed = Self.transposed(sample)
    var axes = (0..<count).map { sample.point($0 * n / count) }
    for _ in 0..<2 {
      let along = Packed(axes, kernels).products(sample)
      axes = Packed(along, kernels).products(transposed)
      Self.orthonormalise(&axes)
    }
    let along = Packed(axes, kernels).products(sample)
    var squares = along.map { $0.reduce(0) { $0 + $1 * $1 } }
    let widest = axes.indices.sorted { squares[$0] > squares[$1] }
    (axes, squares) = (widest.map { axes[$0] }, widest.map { squares[$0] })
    let total = (0..<n).reduce(0.0) { $0 + sample.point($1).reduce(0) { $0 + $1 * $1 } }
    share = total > 0 ? squares.reduce(0, +) / total : 1
    deviations = squares.map { ($0 / Double(n)).squareRoot() }
    let gram = axes.map { a in
      axes.map { b in abs(zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }) }.reduce(0, +)
    }
    let all = axes.reduce(0.0) { $0 + $1.reduce(0) { $0 + $1 * $1 } }
    norm = (gram.max() ?? 0).squareRoot() * (1 + 0x1p-20)
    frobenius = all.squareRoot() * (1 + 0x1p-20)
    let packed = Packed(axes, kernels)
    (self.packed, zero) = (packed.values, packed.zero)
    (self.count, self.kernels, dimensions) = (count, kernels, d)
  }

  /// −V·x̃ for a panel of points.
  ///
  /// - Parameters:
  ///   - panel: what `Kernels.pack` wrote.
  ///   - products: m·`panelWidth` floats, written axis by axis.
  ///   - first: how many of the axes are wanted.
  ///   - scratch: room for `panelWidth` floats, and indices.
  @inline(__always)
  func project(
    _ panel: UnsafePointer<Float>, into products: UnsafeMutablePointer<Float>, first: Int,
    scratch: PanelScratch
  ) {
    for axis in 0..<min(first, count) {
      kernels.tile(
        panel: panel, dimensions: dimensions, packed: packed.base + axis * dimensions,
        halfNorms: zero.base, count: 1, least: products + axis * kernels.panelWidth,
        second: scratch.second, index: scratch.index)
    }
  }

  private static func transposed(_ sample: PointMatrix) -> PointMatrix {
    PointMatrix(dimensions: sample.count, count: sample.dimensions, scalar: .float) { bytes in
      let values = bytes.bindMemory(to: Float.self)
      for point in 0..<sample.count {
        for (feature, value) in sample.point(point).enumerated() {
          values[feature * sample.count + point] = Float(value)
        }
      }
    }
  }

  /// Modified Gram–Schmidt, twice, and the values rounded to float; dependent axes become 0.
  private static func orthonormalise(_ axes: inout [[Double]]) {
    for axis in axes.indices {
      var v = axes[axis]
      let before = v.reduce(0) { $0 + $1 * $1 }
      for _ in 0..<2 {
        for earlier in axes[..<axis] {
          let product = zip(v, earlier).reduce(0) { $0 + $1.0 * $1.1 }
          for l in v.indices { v[l] -= product * earlier[l] }
        }
      }
      let square = v.reduce(0) { $0 + $1 * $1 }
      let factor = square > before * 0x1p-30 ? 1 / square.squareRoot() : 0
      axes[axis] = v.map { Double(Float($0 * factor)) }
    }
  }

  /// Axes as the kernels take them, one by one.
  private struct Packed {
    let values: AlignedFloats
    let zero = AlignedFloats(count: 1)
    let count: Int
    let kernels: Kernels

    init(_ axes: [[Double]], _ kernels: Kernels) {
      let d = axes[0].count
      (count, self.kernels) = (axes.count, kernels)
      values = AlignedFloats(count: axes.count * d)
      let half = AlignedFloats(count: 1)
      let centre = [Double](repeating: 0, count: d)
      for (index, axis) in axes.enumerated() {
        kernels.packCentroids(
          axis, count: 1, dimensions: d, centre: centre, scale: 1,
          packed: values.base + index * d, halfNorms: half.base)
      }
    }

    /// The products of every axis with all points, axis by axis.
    func products(_ x: PointMatrix) -> [[Double]] {
      let scratch = PanelScratch(kernels: kernels, dimensions: x.dimensions)
      let centre = [Double](repeating: 0, count: x.dimensions)
      let rows = Observations.Rows(points: x, weights: nil)
      var products = [[Double]](repeating: [], count: count)
      for axis in 0..<count { products[axis].reserveCapacity(x.count) }
      for start in stride(from: 0, to: x.count, by: kernels.panelWidth) {
        let range = start..<min(x.count, start + kernels.panelWidth)
        kernels.pack(
          rows.points(range), centre: centre, scale: 1, panel: scratch.panel,
          norms: scratch.norms)
        for axis in 0..<count {
          kernels.tile(
            panel: scratch.panel, dimensions: x.dimensions,
            packed: values.base + axis * x.dimensions, halfNorms: zero.base, count: 1,
            least: scratch.least, second: scratch.second, index: scratch.index)
          for lane in 0..<range.count { products[axis].append(-Double(scratch.least[lane])) }
        }
      }
      return products
    }
  }
}
