/// The float32 screen with prices: which cluster a point pays least in, and which cost little more.
///
/// With a centre c and a power of two s, x̂ = (x − c)·s and m̂ = (m − c)·s. On the `CostGrid` δ
/// counts as δ·2^e, so what a point pays in cluster j is
///
///     v_j = 2^e·(δ + p_j·2^-e) = (½‖x̂‖² + σ_j)/f,  f = ½s²·2^-e,  σ_j = ½‖m̂‖² + f·p_j − x̂·m̂:
///
/// a price is a constant that is added to a centroid's half norm.
///
/// **Margin.** Let X and M bound ‖x̂‖ and every ‖m̂‖, and H bound every |½‖m̂‖² + f·p_j|. A computed
/// score is off by at most E of `ScoreError` with H in the place of ½M², for it is the same chain
/// of steps from another beginning. The cost c is ⌊δ̂·2^e + ½⌋ as computed, which is within 2 units
/// of δ̂·2^e, and |δ̂ − δ| ≤ g·δ with g = (d + 3)·2^-53, s²δ ≤ (X + M)². So for two clusters of the
/// scores h_a ≤ h_b
///
///     v_b − v_a ≥ (h_b − h_a − 2E − g·(X + M)²)/f − 4.
///
/// The slack, 2E + g(X + M)² + 4f, is computed in Double and widened by 2^-20.
struct PriceScreen {
  private let kernels: Kernels
  private let centre: [Double]
  private let scale: Double
  private let centroids: PackedCentroids
  private let halfNorms: [Double]
  private let error: ScoreError
  /// f.
  private let unit: Double
  /// M.
  private let m: Double
  private let d: Int
  /// What values too small for a float can add to a norm.
  private let lost: Double
  private let errorScale: Double
  /// H.
  private var h = 0.0

  /// Prepares the centroids.
  ///
  /// - Parameters:
  ///   - box: holds the points.
  ///   - means: of the points.
  ///   - m: M.
  ///   - grid: of the costs, which no weights multiply.
  ///   - execution: kernels.
  /// - Complexity: O(k·d).
  init(
    _ box: BoundingBox, means: [Double], _ m: PointMatrix, _ grid: CostGrid, _ execution: Execution
  ) {
    (kernels, errorScale, d) = (execution.kernels, execution.errorScale, m.dimensions)
    centre = means
    var greatest = 0.0
    for feature in 0..<m.dimensions {
      let c = means[feature]
      greatest = max(greatest, abs(box.least[feature] - c), abs(box.greatest[feature] - c))
      for cluster in 0..<m.count { greatest = max(greatest, abs(m[feature, cluster] - c)) }
    }
    let scale = greatest.scaleBelowOne
    self.scale = scale
    centroids = m.withDoubles {
      PackedCentroids(
        $0, count: m.count, centre: means, scale: scale, kernels: execution.kernels)
    }
    halfNorms = (0..<m.count).map { cluster in
      (0..<m.dimensions).reduce(0) { sum, feature in
        let value = (m[feature, cluster] - means[feature]) * scale
        return sum + 0.5 * value * value
      }
    }
    lost = Double(m.dimensions).squareRoot() * 0x1p-125
    self.m = (2 * (halfNorms.max() ?? 0)).squareRoot() * (1 + 0x1p-20) + lost
    error = ScoreError(dimensions: m.dimensions)
    unit = 0.5 * scale * scale * .powerOfTwo(-grid.exponent)
  }

  /// Takes prices into the scores.
  ///
  /// - Complexity: O(k).
  mutating func take(_ prices: [Int64]) {
    h = 0
    for (cluster, price) in prices.enumerated() {
      let half = halfNorms[cluster] + unit * Double(price)
      centroids.halfNorms.base[cluster] = Float(half)
      h = max(h, halfNorms[cluster] + abs(unit * Double(price)))
    }
  }

  /// What one thread keeps.
  struct Worker {
    fileprivate let panel: PanelScratch
    fileprivate let thresholds: UnsafeMutablePointer<Float>
    fileprivate let codes: UnsafeMutablePointer<Int32>
    private let memory = ScratchMemory()

    fileprivate init(_ kernels: Kernels, dimensions: Int, clusters: Int) {
      panel = PanelScratch(kernels: kernels, dimensions: dimensions)
      thresholds = memory.room(kernels.panelWidth)
      codes = memory.room(kernels.panelWidth * clusters)
    }
  }

  func makeWorker() -> Worker { Worker(kernels, dimensions: d, clusters: centroids.count) }

  /// How many points a panel has.
  var width: Int { kernels.panelWidth }

  /// By how much two scores of a point may be off, against each other.
  ///
  /// - Parameter norm: ‖x̃‖² of the panel.
  /// - Returns: in units of scores.
  @inline(__always)
  private func slack(_ norm: Double) -> Double {
    let x = norm.squareRoot() * (1 + 0x1p-20) + lost
    let e = error.gamma * (h + x * m) + error.tau * (1 + x + m)
    let g = Double(d + 3) * 0x1p-53
    return (2 * e + g * (x + m) * (x + m) + 4 * unit) * (1 + 0x1p-20) * errorScale
  }

  /// Finds the cheapest clusters of a panel of points.
  ///
  /// - Parameters:
  ///   - points: at most `width`.
  ///   - labels: one a point, written.
  ///   - margins: by how much every other cluster is dearer, at least; −1 where the cheapest is not
  ///     proven. Written.
  ///   - worker: the thread's own.
  /// - Complexity: O(width·k·d).
  func cheapest(
    _ points: Kernels.Points, _ labels: UnsafeMutablePointer<Int32>,
    _ margins: UnsafeMutablePointer<Int64>, _ worker: Worker
  ) {
    let panel = worker.panel
    kernels.pack(points, centre: centre, scale: scale, panel: panel.panel, norms: panel.norms)
    centroids.tile(panel.panel, least: panel.least, second: panel.second, index: panel.index)
    for lane in 0..<points.count {
      let difference = Double(panel.second[lane]) - Double(panel.least[lane])
      let margin = (difference - slack(panel.norms[lane])) / unit
      // NaN, and scores that overflow, prove nothing.
      let isProven = margin > 0 && panel.second[lane].isFinite
      margins[lane] = isProven ? Int64(fitting: min(margin, 0x1p60)) : -1
      labels[lane] = panel.index[lane]
    }
  }

  /// The pairs of a panel's points and the clusters that cost at most `reach` more than the
  /// cheapest, and perhaps others.
  ///
  /// - Parameters:
  ///   - points: at most `width`.
  ///   - reach: at least 0.
  ///   - worker: the thread's own.
  ///   - body: called with each cluster and the place of the point, by cluster.
  /// - Complexity: O(width·k·d).
  @inline(__always)
  func pairs(
    _ points: Kernels.Points, reach: Int64, _ worker: Worker, _ body: (Int, Int) -> Void
  ) {
    let panel = worker.panel
    kernels.pack(points, centre: centre, scale: scale, panel: panel.panel, norms: panel.norms)
    centroids.tile(panel.panel, least: panel.least, second: panel.second, index: panel.index)
    for lane in 0..<width {
      let most =
        Double(panel.least[lane]) + unit * Double(reach) * (1 + 0x1p-40)
        + slack(panel.norms[lane])
      // Where nothing is known, every pair may be one.
      let threshold = most.isFinite ? Float(most).nextUp : .infinity
      worker.thresholds[lane] = lane < points.count ? threshold : -.infinity
    }
    let count = centroids.below(
      panel.panel, thresholds: worker.thresholds, codes: worker.codes)
    let codes = PairCodes(width: width)
    for index in 0..<count {
      let (cluster, lane) = codes.pair(worker.codes[index])
      body(cluster, lane)
    }
  }
}
