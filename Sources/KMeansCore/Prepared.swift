import Synchronization

/// X with what is derived from it alone: made when first wanted, and kept from start to start, and
/// from fit to fit where several share it.
///
/// Nothing here depends on centroids, so whoever finds it made gets what making it would give.
package final class Prepared: Sendable {
  /// X with its weights.
  package let x: Observations
  /// How many starts will be drawn from X: with more than one, what seeding needs is kept after it.
  let starts: Int
  /// Whether there is memory for X in bytes, on its axes and in boxes. Without them, fits are
  /// slower, and have the same bits.
  let makesViews: Bool
  /// Whether there is memory for bounds of every point, and for a screen of seeds. Without them
  /// every step looks at all distances, and the bits are the same.
  let keepsBounds: Bool
  private let views = Mutex(Views())

  /// - Parameters:
  ///   - x: X with its weights.
  ///   - starts: how many starts will be drawn from X. With more than one, what seeding needs stays
  ///     in memory beside what iterations need, and pays sooner.
  ///   - makesViews: whether `auto` may have X in bytes, on its axes and in boxes.
  ///   - keepsBounds: whether `auto` may keep bounds, and seeding a screen.
  package init(
    _ x: Observations, starts: Int = 1, makesViews: Bool = true, keepsBounds: Bool = true
  ) {
    (self.x, self.starts, self.makesViews) = (x, starts, makesViews)
    self.keepsBounds = keepsBounds
  }

  /// Whether the points are there in 8 bits.
  var hasBytes: Bool { views.withLock { $0.bytes != nil } }
  /// Whether the points are there on their principal axes.
  var hasHeads: Bool { views.withLock { $0.heads != nil } }

  /// Where screens in 8 bits look at points.
  var byteSpace: MovedSpace { views.withLock { $0.byteSpace(x) } }

  /// X in 8 bits.
  func bytes(_ execution: Execution) -> BytePoints { views.withLock { $0.bytes(x, execution) } }

  /// The principal axes of X.
  func headSpace(_ execution: Execution) -> HeadSpace {
    views.withLock { $0.headSpace(x, execution) }
  }

  /// X on its principal axes.
  func heads(_ execution: Execution) -> HeadPoints { views.withLock { $0.heads(x, execution) } }

  /// X in boxes.
  func tree(_ execution: Execution) -> PointTree { views.withLock { $0.tree(x, execution) } }

  /// Σ x² of every compressed row, as computed; none where points are kept whole.
  func squaredNorms(_ execution: Execution) -> [Double] {
    views.withLock { $0.squaredNorms(x, execution) }
  }

  /// A screen for seeds, which tells nothing of seeds before it is set; for one user alone.
  func borrowSeedScreen(_ execution: Execution) -> SeedScreen {
    views.withLock { $0.seedScreen.take() } ?? SeedScreen(x, execution: execution)
  }

  /// Takes back what was borrowed, for the next start.
  ///
  /// - Parameter screen: whole, which it is not where its making was stopped.
  func giveBack(_ screen: SeedScreen) {
    guard starts > 1 else { return }
    views.withLock { $0.seedScreen = screen }
  }
}

/// What has been made.
private struct Views {
  private var moved: MovedSpace?
  private var byteMoved: MovedSpace?
  private(set) var bytes: BytePoints?
  private var space: HeadSpace?
  private(set) var heads: HeadPoints?
  private var tree: PointTree?
  private var squaredNorms: [Double]?
  var seedScreen: SeedScreen?

  private mutating func space(_ x: Observations) -> MovedSpace {
    let made = moved ?? MovedSpace(x)
    moved = made
    return made
  }

  mutating func byteSpace(_ x: Observations) -> MovedSpace {
    let made = byteMoved ?? MovedSpace(bytesOf: x) ?? space(x)
    byteMoved = made
    return made
  }

  mutating func bytes(_ x: Observations, _ execution: Execution) -> BytePoints {
    let made = bytes ?? BytePoints(x.points, byteSpace(x), execution: execution)
    bytes = made
    return made
  }

  mutating func headSpace(_ x: Observations, _ execution: Execution) -> HeadSpace {
    let count = min(ScreenChoice.axes, x.dimensions)
    let made = space ?? HeadSpace(x, space(x), count: count, kernels: execution.kernels)
    space = made
    return made
  }

  mutating func heads(_ x: Observations, _ execution: Execution) -> HeadPoints {
    let made = heads ?? HeadPoints(x.points, headSpace(x, execution), execution: execution)
    heads = made
    return made
  }

  mutating func tree(_ x: Observations, _ execution: Execution) -> PointTree {
    let made = tree ?? PointTree(x, execution: execution)
    tree = made
    return made
  }

  mutating func squaredNorms(_ x: Observations, _ execution: Execution) -> [Double] {
    let made = squaredNorms ?? x.points.compressed?.squaredNorms(threads: execution.threads) ?? []
    squaredNorms = made
    return made
  }
}
