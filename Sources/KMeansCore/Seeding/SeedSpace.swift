/// A space of few floats in which distances are at most what they are among the points.
///
/// With a centre c and a power of two s, x̂ = (x − c)·s has components below 1, and x̃ is x̂
/// rounded to float. A point's head is y = x̃ itself or, where d is large, y ≈ −Vᵀx̃ along m axes
/// V. With ‖VᵀV − I‖ ≤ ε, ‖Vᵀz‖ ≤ v·‖z‖ for v² = 1 + ε, so two points with heads y and z lie
///
///     ‖y − z‖ ≤ v·s·√δ + 2·(v·(2u·X + lost) + γ·X·F)
///
/// apart: with u = 2^-24 and X a bound on every ‖x̃‖, rounding to float moves x̂ by u(1 + 2^-20)·X
/// and by what lies below float's normal range; and a product along an axis a, a chain of d fused
/// steps from 0, is off by at most γ·X·‖a‖ for d roundings (`ScoreError`) and d·2^-150, which over
/// all axes is γ·X·F with F = √m·v. For heads that are x̃, v = 1 and γ·X·F = 0.
struct SeedSpace: Sendable {
  let kernels: Kernels
  /// m.
  private(set) var dimensions: Int
  /// s.
  let scale: Double
  /// The coordinates of heads along which points differ most, and by how much.
  private(set) var widest: [Int] = []
  private(set) var deviations: [Double] = []
  private let centre: [Double]
  /// d.
  private let features: Int
  private var axes: Axes?

  /// V as the kernels take it.
  private struct Axes {
    let packed: PackedCentroids
    /// v and F.
    let norm, frobenius: Double

    init(_ x: Observations, centre: [Double], scale: Double, kernels: Kernels) {
      let m = SeedSpace.count
      let found = PrincipalAxes(x, count: m, centre: centre, scale: scale, kernels: kernels)
      packed = PackedCentroids(products: found.axes, kernels: kernels)
      norm = (1 + found.defect).squareRoot() * (1 + 0x1p-40)
      frobenius = Double(m).squareRoot() * norm * (1 + 0x1p-40)
    }
  }

  /// Points of at most this number of features are their own heads.
  static let few = 40
  /// m where there are more.
  private static let count = 48
  /// The share of the squared lengths that heads must hold to be worth it.
  private static let share = 0.75
  private static let sampleSize = 1024

  init(_ x: Observations, kernels: Kernels) {
    let centre = x.means
    let greatest = centre.indices.reduce(0.0) {
      max($0, x.box.greatest[$1] - centre[$1], centre[$1] - x.box.least[$1])
    }
    scale = greatest.scaleBelowOne
    (self.centre, self.kernels) = (centre, kernels)
    (features, dimensions) = (x.dimensions, x.dimensions)
    if x.dimensions > Self.few {
      axes = Axes(x, centre: centre, scale: scale, kernels: kernels)
      dimensions = Self.count
      if !holdMost(x) { (axes, dimensions) = (nil, x.dimensions) }
    }
    if axes == nil { setWidest(x.variances.map { $0.squareRoot() * scale }) }
  }

  /// Whether heads hold most of the squared lengths of a sample; and along which axes.
  private mutating func holdMost(_ x: Observations) -> Bool {
    let scratch = PanelScratch(kernels: kernels, dimensions: x.dimensions)
    let width = kernels.panelWidth
    let heads = Slab<Float>(repeating: 0, count: dimensions * width)
    let rows = x.rows
    var squares = [Double](repeating: 0, count: dimensions)
    var (total, points) = (0.0, 0)
    let panels = (x.count + width - 1) / width
    for index in 0..<min(panels, Self.sampleSize / width) {
      let first = index * panels / min(panels, Self.sampleSize / width) * width
      let range = first..<min(x.count, first + width)
      _ = self.heads(rows.points(range), heads.base, scratch: scratch)
      for lane in 0..<range.count {
        total += scratch.norms[lane]
        for axis in 0..<dimensions {
          let value = Double(heads.base[axis * width + lane])
          squares[axis] += value * value
        }
      }
      points += range.count
    }
    setWidest(squares.map { ($0 / Double(max(points, 1))).squareRoot() })
    return squares.reduce(0, +) >= Self.share * total
  }

  private mutating func setWidest(_ spreads: [Double]) {
    widest = Array(spreads.indices.sorted { spreads[$0] > spreads[$1] }.prefix(MortonOrder.axes))
    deviations = widest.map { spreads[$0] }
  }

  /// Writes the heads of at most a panel of points.
  ///
  /// - Parameters:
  ///   - points: at most a panel.
  ///   - panel: their heads, feature by feature, written.
  ///   - scratch: a panel of d features.
  /// - Returns: an upper bound of their greatest ‖x̃‖².
  @inline(__always)
  func heads(
    _ points: Kernels.Points, _ panel: UnsafeMutablePointer<Float>, scratch: PanelScratch
  ) -> Double {
    let packed = axes == nil ? panel : scratch.panel
    kernels.pack(points, centre: centre, scale: scale, panel: packed, norms: scratch.norms)
    axes?.packed.scores(packed, into: panel)
    var greatest = 0.0
    for lane in 0..<kernels.panelWidth { greatest = max(greatest, scratch.norms[lane]) }
    return greatest * (1 + 0x1p-30)
  }

  /// The reach of a point whose nearest seed lies δ off: no point farther off in this space can be
  /// nearer, in the computed order of δ.
  ///
  /// δ̂ lies within g·δ + d·2^-1074 of δ, g = (d + 3)·2^-53, so a seed with a lesser δ̂ than the
  /// known one has √δ < √δ̂·(1 + 2g) + √(d·2^-1073).
  struct Reach: Sendable {
    fileprivate let factor, slack: Double

    @inline(__always)
    func callAsFunction(_ distanceSquared: Double) -> Double {
      distanceSquared.squareRoot() * factor + slack
    }
  }

  /// How far a point must reach for a δ to its nearest seed.
  ///
  /// - Parameters:
  ///   - greatest: X².
  ///   - errorScale: shrinks the slack in tests that must fail.
  /// - Returns: reaches by δ.
  func reach(greatest: Double, errorScale: Double) -> Reach {
    let d = Double(features)
    let (u, norm) = (0x1p-24, axes?.norm ?? 1)
    let x = greatest.squareRoot() * (1 + 0x1p-20)
    let gamma = ScoreError.gamma(features)
    let product = axes.map { gamma * x * $0.frobenius + d * 0x1p-140 } ?? 0
    let rounding = 2 * (norm * (2 * u * x + d.squareRoot() * 0x1p-125) + product)
    let vanished = norm * scale * (d * 0x1p-1073).squareRoot()
    return Reach(
      factor: norm * scale * (1 + (d + 3) * 0x1p-52 + 0x1p-40),
      slack: (rounding + vanished) * errorScale * (1 + 0x1p-40))
  }
}
