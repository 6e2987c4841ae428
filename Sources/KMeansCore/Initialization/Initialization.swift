import KMeansMatrices

/// Where the centroids start.
public enum Initialization: Sendable, Equatable {
  /// k-means++ with 2 + ⌊ln k⌋ candidates a step, of which the best is kept.
  case kMeansPlusPlus
  /// k-means++ with one candidate a step.
  case kMeansPlusPlusPlain
  /// k-means||: a few rounds of oversampling, then k-means++ among the sampled.
  case kMeansParallel
  /// k different points.
  case randomPoints
  /// The given centroids, k points of d features.
  case centroids(PointMatrix)
  /// The given centroids, fewer than k, and further ones by greedy k-means++: what a clustering
  /// with fewer clusters leaves to the next.
  case extending(PointMatrix)

  /// The names of those that draw, as the command spells them.
  public static let named: [(name: String, initialization: Initialization)] = [
    ("k-means++", .kMeansPlusPlus), ("k-means++-plain", .kMeansPlusPlusPlain),
    ("k-means-parallel", .kMeansParallel), ("random", .randomPoints),
  ]

  /// The name, as the command spells it; "given" for given centroids, be it some of them.
  public var name: String {
    Self.named.first { $0.initialization == self }?.name ?? "given"
  }

  /// The centroids that are given, all or the first.
  var given: PointMatrix? {
    switch self {
    case .centroids(let given), .extending(let given): given
    default: nil
    }
  }

  /// Whether another restart starts elsewhere.
  var isRandom: Bool {
    if case .centroids = self { return false }
    return true
  }
}

extension Initialization {
  /// M₀, k × d as a matrix of k points.
  ///
  /// When `control` stops the run, the centroids still missing are drawn as random points.
  func start(
    _ x: Observations, clusters: Int, random: RandomSource, execution: Execution
  ) -> PointMatrix {
    switch self {
    case .centroids(let given):
      return PointMatrix(copyingAsDouble: given)
    case .extending(let given):
      return KMeansPlusPlus(trials: KMeansPlusPlus.greedyTrials(clusters: clusters)).start(
        x, clusters: clusters, from: given, random: random, execution: execution)
    case .kMeansPlusPlus:
      let trials = KMeansPlusPlus.greedyTrials(clusters: clusters)
      return KMeansPlusPlus(trials: trials).start(
        x, clusters: clusters, random: random, execution: execution)
    case .kMeansPlusPlusPlain:
      return KMeansPlusPlus(trials: 1).start(
        x, clusters: clusters, random: random, execution: execution)
    case .kMeansParallel:
      return KMeansParallel().start(x, clusters: clusters, random: random, execution: execution)
    case .randomPoints:
      let rows = RandomPoints.draw(
        clusters, of: x, except: [], random: random, execution: execution)
      return x.points.selecting(rows)
    }
  }
}

extension PointMatrix {
  /// The points at `rows`, converted to `Double`.
  func selecting(_ rows: [Int]) -> PointMatrix {
    if let compressed { return compressed.selecting(rows) }
    return switch scalar {
    case .uint8: selecting(rows, as: UInt8.self) { Double($0) }
    case .float: selecting(rows, as: Float.self) { Double($0) }
    case .double: selecting(rows, as: Double.self) { $0 }
    }
  }

  @inline(__always)
  private func selecting<Value>(
    _ rows: [Int], as type: Value.Type, _ double: (Value) -> Double
  ) -> PointMatrix {
    PointMatrix(dimensions: dimensions, count: rows.count) { values in
      withUnsafeBytes { bytes in
        let stored = bytes.assumingMemoryBound(to: type)
        for (position, row) in rows.enumerated() {
          let (from, to) = (row * dimensions, position * dimensions)
          for feature in 0..<dimensions { values[to + feature] = double(stored[from + feature]) }
        }
      }
    }
  }

  /// The same values as `Double`.
  init(copyingAsDouble other: PointMatrix) {
    self = other.selecting(Array(0..<other.count))
  }
}
