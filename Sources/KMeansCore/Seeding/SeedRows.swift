/// Which points of X an initialization takes as centroids, without a fit: what `Clusterer` starts
/// from under the same seed.
public struct SeedRows: Sendable {
  /// How the points are drawn.
  public enum Method: Sendable, Equatable {
    /// k-means++ with `trials` candidates a step, 1 … `mostTrials`; nil for the 2 + ⌊ln k⌋ of
    /// `Clusterer.Initialization.kMeansPlusPlus`.
    case kMeansPlusPlus(trials: Int?)
    /// As `Clusterer.Initialization.randomPoints`: different points, each in proportion to its
    /// weight.
    case randomPoints

    /// The most candidates that a step of k-means++ may have.
    ///
    /// Each is drawn and compared with all points. Some billions of them would never end, and more
    /// than a few dozen gain next to nothing.
    public static let mostTrials = 1 << 16
  }

  /// k rows of X, in the order of the draws. They are different as long as there are k different
  /// points of positive weight.
  public let rows: [Int]

  /// Draws `clusters` points.
  ///
  /// - Parameters:
  ///   - x: X with its weights, d × N.
  ///   - clusters: k, 1 … N.
  ///   - method: how they are drawn.
  ///   - seed: of all random draws.
  ///   - threads: nil for all processors; the rows are the same for any number.
  ///   - stop: ends the draws early; the rows still missing are then any points.
  /// - Throws: `ClusteringError.tooFewPoints` when k > N, `.kernels` when the instruction set that
  ///   the environment asks for is not available, `.stopped` when a stop was asked for and the
  ///   patience of `stop` is over.
  /// - Precondition: k ≥ 1, 1 … `Method.mostTrials` trials, and at least one thread.
  /// - Complexity: O(trials·k·N·d) at worst.
  public init(
    _ x: Observations, clusters: Int, by method: Method, seed: UInt64, threads: Int? = nil,
    stop: StopSignal? = nil
  ) throws(ClusteringError) {
    precondition(clusters >= 1, "k is at least 1")
    if case .kMeansPlusPlus(let trials?) = method {
      precondition(
        (1...Method.mostTrials).contains(trials), "trials are 1 ... \(Method.mostTrials)")
    }
    guard clusters <= x.count else {
      throw .tooFewPoints(points: x.count, clusters: clusters)
    }
    if let refusal = x.refusal { throw .observations(refusal) }
    let kernels: Kernels
    do { kernels = try Kernels.selected() } catch { throw .kernels(error) }
    let execution = Execution(
      kernels: kernels, threads: threads ?? Chunks.processors,
      control: RunControl(signal: stop, timeLimit: nil))
    let random = RandomSource(seed: seed, restart: 0)
    switch method {
    case .kMeansPlusPlus(let trials):
      let trials = trials ?? KMeansPlusPlus.greedyTrials(clusters: clusters)
      rows = KMeansPlusPlus().draws(
        Prepared(x), clusters: clusters, trials: trials, random: random, execution: execution
      ).map(\.chosen)
    case .randomPoints:
      rows = RandomPoints.draw(clusters, of: x, except: [], random: random, execution: execution)
    }
    if execution.control.isAbandoned { throw .stopped }
  }
}
