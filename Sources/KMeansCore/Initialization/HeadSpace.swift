import KMeansMatrices

/// A space of few floats in which distances are at most what they are among the points.
///
/// With a centre c and a power of two s, x̂ = (x − c)·s has components below 1, and x̃ is x̂ rounded
/// to float. A point's head is y = x̃ itself or, where d is large, y ≈ −V·x̃ along m principal axes.
/// As ‖V·z‖ ≤ v·‖z‖, two points with heads y and z lie
///
///     ‖y − z‖ ≤ v·s·√δ + 2·(v·(2u·X + lost) + γ·X·F)
///
/// apart: with u = 2^-24 and X a bound on every ‖x̃‖, rounding to float moves x̂ by u(1 + 2^-20)·X
/// and by what lies below float's normal range; and a product along an axis a, a chain of d fused
/// steps from 0, is off by at most γ·X·‖a‖ and d·2^-150, γ = d·u / (1 − d·u), which over all axes
/// is γ·X·F with F the Frobenius norm of V. For heads that are x̃, v = 1 and γ·X·F = 0.
struct HeadSpace: Sendable {
  let kernels: Kernels
  /// m.
  let dimensions: Int
  private let centre: [Double]
  /// s.
  let scale: Double
  private let axes: PrincipalAxes?
  /// d.
  private let features: Int
  /// The coordinates along which points differ most, and by how much.
  let widest: [Int]
  let deviations: [Double]

  /// Points of so many features are their own heads.
  private static let few = 40
  /// m where there are more.
  private static let axes = 48
  /// The share of the variance that heads must hold to be worth it.
  private static let share = 0.75

  init(_ x: Observations, kernels: Kernels) {
    let centre = x.means
    let greatest = centre.indices.reduce(0.0) {
      max($0, x.box.greatest[$1] - centre[$1], centre[$1] - x.box.least[$1])
    }
    let scale =
      greatest > 0
      ? Double(sign: .plus, exponent: min(1023, -Int(greatest.exponent) - 1), significand: 1) : 1
    (self.centre, self.scale, self.kernels) = (centre, scale, kernels)
    features = x.dimensions
    var axes: PrincipalAxes?
    if x.dimensions > Self.few {
      let sample = Self.sample(x, centre: centre, scale: scale)
      axes = PrincipalAxes(sample, count: min(Self.axes, sample.count), kernels: kernels)
      if let found = axes, found.share < Self.share { axes = nil }
    }
    self.axes = axes
    let spreads =
      axes?.deviations ?? x.variances.map { $0.squareRoot() * scale }
    dimensions = spreads.count
    widest = Array(spreads.indices.sorted { spreads[$0] > spreads[$1] }.prefix(MortonOrder.axes))
    deviations = widest.map { spreads[$0] }
  }

  private static func sample(
    _ x: Observations, centre: [Double], scale: Double
  ) -> PointMatrix {
    let count = min(x.count, 1024)
    return PointMatrix(dimensions: x.dimensions, count: count, scalar: .float) { bytes in
      let values = bytes.bindMemory(to: Float.self)
      for index in 0..<count {
        let point = index * x.count / count
        for (feature, centre) in centre.enumerated() {
          values[index * x.dimensions + feature] =
            Float((x.points[feature, point] - centre) * scale)
        }
      }
    }
  }

  /// Writes the heads of at most a panel of points.
  ///
  /// - Parameters:
  ///   - first: how many values of a head are wanted, if they are products.
  ///   - scratch: a panel of d features.
  /// - Returns: an upper bound of their greatest ‖x̃‖².
  @inline(__always)
  func heads(
    _ points: Kernels.Points, _ panel: UnsafeMutablePointer<Float>, first: Int = .max,
    scratch: PanelScratch
  ) -> Double {
    let packed = axes == nil ? panel : scratch.panel
    kernels.pack(points, centre: centre, scale: scale, panel: packed, norms: scratch.norms)
    axes?.project(packed, into: panel, first: first, scratch: scratch)
    var greatest = 0.0
    for lane in 0..<kernels.panelWidth { greatest = max(greatest, scratch.norms[lane]) }
    return greatest * (1 + 0x1p-30)
  }

  /// The reach of a point whose nearest seed lies δ off: no point farther off in the heads' space
  /// can be nearer, in the computed order of δ.
  ///
  /// δ̂ lies within g·δ + d·2^-1074 of δ, g = (d + 3)·2^-53, so whatever has a lesser δ̂ than the
  /// known one has √δ < √δ̂·(1 + 2g) + √(d·2^-1073).
  struct Reach: Sendable {
    fileprivate let factor, slack: Double

    @inline(__always)
    func callAsFunction(_ distanceSquared: Double) -> Double {
      distanceSquared.squareRoot() * factor + slack
    }
  }

  /// - Parameter greatest: X².
  func reach(greatest: Double, errorScale: Double) -> Reach {
    let d = Double(features)
    let (u, norm) = (0x1p-24, axes?.norm ?? 1)
    let x = greatest.squareRoot() * (1 + 0x1p-20)
    let n = d * u
    let gamma = n < 0.25 ? n / (1 - n) : .infinity
    let product = axes.map { gamma * x * $0.frobenius + d * 0x1p-140 } ?? 0
    let rounding = 2 * (norm * (2 * u * x + d.squareRoot() * 0x1p-125) + product)
    let vanished = norm * scale * (d * 0x1p-1073).squareRoot()
    return Reach(
      factor: norm * scale * (1 + (d + 3) * 0x1p-52 + 0x1p-40),
      slack: (rounding + vanished) * errorScale * (1 + 0x1p-40))
  }
}
