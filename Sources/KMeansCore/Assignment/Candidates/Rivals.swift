/// The few centroids that every point came closest to beside its own, and how far the rest is.
///
/// Most points whose label bounds do not prove lie between the same two or three centroids for many
/// steps. J. Drake and G. Hamerly, "Accelerated k-means with adaptive distance bounds" (OPT 2012),
/// keep a bound for each of the nearest few. Here a point that is looked at is first compared with
/// these few, so only one bound is kept, for all others. It is as great as the distance of the
/// first centroid that is no rival, so it lasts long.
///
/// - Complexity: 16 bytes a point.
final class Rivals: Sendable {
  /// How many a point has.
  static let width = CandidateScratch.rivals
  // Each point's are written by the one worker that labels it.
  /// `width` centroids by point, the nearest first; −1 for none.
  let labels: Slab<Int32>
  /// l + Lₐ of `DriftSums` by point, where l bounds the distances to all centroids but its own and
  /// its rivals.
  let lowers: Slab<Float>

  /// No rivals yet.
  ///
  /// - Parameter all: by point l + Lₐ, where l bounds the distances to all centroids but its own.
  init(lowers all: [Float]) {
    labels = Slab(repeating: -1, count: all.count * Self.width)
    lowers = Slab(uninitialized: all.count)
    lowers.base.update(from: all, count: all.count)
  }

  /// Forgets a point's rivals; `lower` bounds its distances to all centroids but its own.
  func forget(_ point: Int, lower: Float) {
    for place in point * Self.width..<(point + 1) * Self.width { labels[place] = -1 }
    lowers[point] = lower
  }
}

/// The rivals of the points of a panel, as they turn up.
///
/// For every lane: of the centroids taken in, the `Rivals.width` with the least bounds, ascending,
/// and the least bound of the others.
struct RivalLists {
  private let labels: UnsafeMutablePointer<Int32>
  private let lowers: UnsafeMutablePointer<Double>
  /// By lane a lower bound on the distance to every centroid that is not listed.
  let beyond: UnsafeMutablePointer<Double>
  private let memory = ScratchMemory()

  init(lanes: Int) {
    labels = memory.room(lanes * Rivals.width)
    lowers = memory.room(lanes * Rivals.width)
    beyond = memory.room(lanes)
  }

  /// Begins some lanes. The caller sets `beyond`, the bound for centroids that will not be taken
  /// in.
  func begin(_ lanes: Int) {
    labels.update(repeating: -1, count: lanes * Rivals.width)
    lowers.update(repeating: .infinity, count: lanes * Rivals.width)
  }

  /// Takes in a centroid by a lower bound on its distance.
  @inline(__always)
  func take(_ lane: Int, _ label: Int32, _ lower: Double) {
    let first = lane * Rivals.width
    var place = first + Rivals.width - 1
    // Either the last rival or the new centroid is left out.
    let out = lowers[place] > lower ? lowers[place] : lower
    if out < beyond[lane] { beyond[lane] = out }
    guard lowers[place] > lower else { return }
    while place > first, lowers[place - 1] > lower {
      (labels[place], lowers[place]) = (labels[place - 1], lowers[place - 1])
      place -= 1
    }
    (labels[place], lowers[place]) = (label, lower)
  }

  /// A lower bound on the distances to all centroids, listed or not.
  @inline(__always)
  func least(_ lane: Int) -> Double { min(lowers[lane * Rivals.width], beyond[lane]) }

  /// Writes a lane's rivals for a point.
  @inline(__always)
  func store(_ lane: Int, _ rivals: Rivals, _ point: Int) {
    for place in 0..<Rivals.width {
      rivals.labels[point * Rivals.width + place] = labels[lane * Rivals.width + place]
    }
  }
}
