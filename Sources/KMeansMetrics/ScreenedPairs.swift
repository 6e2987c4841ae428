import KMeansCore

/// Looks for the nearest or the farthest pair among panels and blocks of points: what the screen
/// leaves goes to the truth. Each thread has one.
struct ScreenedPairs {
  /// The best δ known.
  private(set) var best: Double
  private let goal: DunnScreen.Goal
  private let screen: DunnScreen
  private let space: DunnSpace
  private let panel: DunnScreen.Panel
  /// The points of the panel, and the points of a block that the screen leaves for each.
  private var lanes: [Int32] = []
  private var left: [[Int32]]
  private var found: [Double] = []

  /// - Parameters:
  ///   - goal: what is looked for.
  ///   - known: a δ that some pair has, or what every pair beats.
  ///   - screen: what rules pairs out.
  ///   - space: where the points lie.
  init(_ goal: DunnScreen.Goal, known: Double, screen: DunnScreen, space: DunnSpace) {
    best = known
    self.goal = goal
    self.screen = screen
    self.space = space
    panel = DunnScreen.Panel(screen)
    left = Array(repeating: [], count: screen.width)
  }

  /// Takes the points that are to be compared next.
  ///
  /// - Parameter points: at most `screen.width` of them.
  mutating func take(_ points: ArraySlice<Int32>) {
    lanes = Array(points)
    lanes.withUnsafeBufferPointer { panel.fill($0, of: space.rows, goal: goal, by: screen) }
  }

  /// Compares the points of the panel with those of a block.
  ///
  /// - Parameters:
  ///   - block: of cluster `cluster`.
  ///   - cluster: the cluster of the block.
  /// - Complexity: O(d) a pair of a panel's lane and a block's point, by the screen.
  mutating func compare(with block: DunnScreen.Block, of cluster: Int) {
    let members = space.members[cluster]
    screen.survivors(of: panel, in: block, goal: goal, known: best) { lane, place in
      left[lane].append(members[block.range.lowerBound + place])
    }
    for lane in lanes.indices where !left[lane].isEmpty {
      let count = left[lane].count
      if found.count < count { found = Array(repeating: 0, count: count) }
      left[lane].withUnsafeBufferPointer {
        space.distances(of: $0, to: space.point(lanes[lane]), &found)
      }
      for distance in found[..<count] {
        best = goal == .nearest ? min(best, distance) : max(best, distance)
      }
      left[lane].removeAll(keepingCapacity: true)
    }
  }
}
