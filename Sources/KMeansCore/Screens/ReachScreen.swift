/// Points in panels of floats, each with a reach: which centres may lie within it?
///
/// For points y and centres z of m floats, ½‖y − z‖² = ½‖y‖² + σ with the score σ = ½‖z‖² − y·z, so
/// ‖y − z‖ ≤ B means σ ≤ ½(B² − ‖y‖²). The kernel's score is off by at most the E of `ScoreError`
/// for a bound X = M on every ‖y‖ and ‖z‖. So no pair within reach is missed with the threshold
/// ½(B² − ‖y‖²) + E, where ‖y‖² is rounded down, the expression is widened by its own roundings in
/// Double, and then rounded up to Float.
struct ReachScreen: Sendable {
  let kernels: Kernels
  /// m.
  let dimensions: Int
  /// How many points there are; the lanes after them reach nothing.
  let count: Int
  /// Points in a panel.
  let width: Int
  private let values: Slab<Float>
  private let thresholds: Slab<Float>
  /// ‖y‖², rounded down.
  private let norms: Slab<Float>
  /// E.
  private var margin = 0.0

  /// Panels that are to be written and then sealed.
  init(count: Int, dimensions: Int, kernels: Kernels) {
    self.kernels = kernels
    self.dimensions = dimensions
    self.count = count
    width = kernels.panelWidth
    let lanes = (count + width - 1) / width * width
    values = Slab<Float>(repeating: 0, count: lanes * dimensions)
    thresholds = Slab<Float>(repeating: 0, count: lanes)
    norms = Slab<Float>(repeating: 0, count: lanes)
    thresholds.base.update(repeating: .nan, count: lanes)
  }

  var panels: Int { (count + width - 1) / width }

  /// The values of a panel: feature l of lane p at l·`width` + p.
  func panel(_ index: Int) -> UnsafeMutablePointer<Float> {
    values.base + index * width * dimensions
  }

  /// The points of a panel.
  func range(_ panel: Int) -> Range<Int> {
    panel * width..<min(count, (panel + 1) * width)
  }

  /// y of a point.
  func point(_ index: Int) -> [Double] {
    let lane = panel(index / width) + index % width
    return (0..<dimensions).map { Double(lane[$0 * width]) }
  }

  /// Finds the norms of a panel that has been written.
  ///
  /// - Returns: an upper bound of the greatest ‖y‖².
  func measure(_ panel: Int) -> Double {
    let (lanes, norms) = (self.panel(panel), norms.base + panel * width)
    var greatest = 0.0
    for lane in 0..<width {
      var sum = 0.0
      for feature in 0..<dimensions {
        let value = Double(lanes[feature * width + lane])
        sum += value * value
      }
      norms[lane] = max(0, Float(sum).nextDown)
      greatest = max(greatest, sum)
    }
    return greatest * (1 + 0x1p-30)
  }

  /// The middle of a panel's points, and how far from it they lie at most, rounded up.
  ///
  /// - Parameters:
  ///   - panel: a panel that has been written.
  ///   - centre: the middle, written, one value every `stride` floats.
  ///   - stride: in floats.
  /// - Returns: the radius.
  func enclose(_ panel: Int, centre: UnsafeMutablePointer<Float>, stride: Int) -> Float {
    let (lanes, points) = (self.panel(panel), range(panel).count)
    var squares = [Double](repeating: 0, count: points)
    for feature in 0..<dimensions {
      let values = lanes + feature * width
      var sum = 0.0
      for lane in 0..<points { sum += Double(values[lane]) }
      let middle = Float(sum / Double(points))
      centre[feature * stride] = middle
      for lane in 0..<points {
        let side = Double(values[lane]) - Double(middle)
        squares[lane] += side * side
      }
    }
    return Float((squares.max() ?? 0).squareRoot() * (1 + 0x1p-40)).nextUp
  }

  /// Fixes the margin for points and centres with ‖y‖² and ‖z‖² of at most `greatestNorm`.
  mutating func seal(greatestNorm: Double, errorScale: Double) {
    let greatest = greatestNorm.squareRoot()
    let error = ScoreError(dimensions: dimensions).bound(greatest)
    margin = (error.constant + error.linear * greatest) * errorScale * (1 + 0x1p-30)
  }

  /// Lets a point reach as far as `reach`, a bound rounded up.
  @inline(__always)
  func set(_ point: Int, reach: Double) {
    let norm = Double(norms.base[point])
    let square = reach * reach
    let threshold = 0.5 * (square - norm) + margin + 0x1p-50 * (square + norm)
    thresholds.base[point] = Float(leastAbove: threshold)
  }

  /// The centres, in panels of one or all together, that may lie within reach of a panel's points.
  ///
  /// - Parameters:
  ///   - panel: the points.
  ///   - centres: those to look at.
  ///   - codes: room for a code for every pair; those of `Kernels.below`, written.
  /// - Returns: how many pairs these are.
  @inline(__always)
  func within(
    _ panel: Int, of centres: PackedCentroids, _ codes: UnsafeMutablePointer<Int32>
  ) -> Int {
    centres.below(
      self.panel(panel), thresholds: thresholds.base + panel * width, codes: codes)
  }
}
