import Testing

@testable import KMeansCore
@testable import KMeansMetrics

/// Dunn's index by the screen, against all pairs.
@Suite("Dunn's index") struct DunnTests {
  static let sets: [LabelledPoints] = {
    do {
      return [
        try LabelledPoints("clusters", count: 900, dimensions: 12, centers: 4),
        try LabelledPoints("apart", count: 700, dimensions: 8, centers: 3, spacing: 20),
        try LabelledPoints("floats", count: 800, dimensions: 33, centers: 5, scalar: .float),
        try LabelledPoints("bytes", count: 600, dimensions: 20, centers: 2, scalar: .uint8),
        try LabelledPoints("by chance", count: 640, dimensions: 9, centers: 3, byChance: true),
        try LabelledPoints("far out", count: 560, dimensions: 10, centers: 3, offset: 1e9),
        try LabelledPoints("ties", count: 900, dimensions: 8, centers: 6, spacing: 2, step: 1),
        try LabelledPoints("wide", count: 520, dimensions: 300, centers: 2),
        try LabelledPoints("many", count: 1200, dimensions: 8, centers: 40, spacing: 6),
      ]
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  @Test("finds the pairs that all pairs have", arguments: sets)
  func allPairs(_ points: LabelledPoints) throws {
    let (x, labels) = (points.x, points.y.values)
    let rows = Observations.Rows(points: x, weights: nil)
    var (least, greatest) = (Double.infinity, 0.0)
    for first in 0..<x.count {
      let distances = Kernels.all[0].distances(rows, 0..<x.count, to: x.point(first))
      for second in 0..<first {
        if labels[first] == labels[second] {
          greatest = max(greatest, distances[second])
        } else {
          least = min(least, distances[second])
        }
      }
    }
    let dispersion = try Dispersion(x, points.y)
    #expect(try dispersion.dunnIndex(of: x, points.y) == (least / greatest).squareRoot())
    for kernels in Kernels.all {
      let space = DunnSpace(x, points.y, dispersion, threads: 2, kernels: kernels)
      let screen = try #require(DunnScreen(space, mean: dispersion.mean))
      #expect(space.separation(screen) == least, "\(kernels.name)")
      #expect(space.diameter(screen) == greatest, "\(kernels.name)")
      #expect(space.separation(nil) == least, "\(kernels.name)")
      #expect(space.diameter(nil) == greatest, "\(kernels.name)")
    }
  }

  /// What the screen discards must be decided, and it must discard nearly all.
  @Test("the screen keeps whatever could be better", arguments: sets)
  func screenIsSafe(_ points: LabelledPoints) throws {
    let dispersion = try Dispersion(points.x, points.y)
    let space = DunnSpace(points.x, points.y, dispersion, threads: 1, kernels: .current)
    let screen = try #require(DunnScreen(space, mean: dispersion.mean))
    let panel = DunnScreen.Panel(screen)
    let (own, other) = (space.members[0].prefix(screen.width), space.members[1])
    let block = screen.blocks[1][0]
    let distances = own.map { first in
      block.range.map { place in
        Textbook.squaredDistance(space.point(first), space.point(other[place]))
      }
    }
    let sorted = distances.joined().sorted()
    for goal in [DunnScreen.Goal.nearest, .farthest] {
      Array(own).withUnsafeBufferPointer {
        panel.fill($0, of: space.rows, goal: goal, by: screen)
      }
      for known in [sorted[0], sorted[sorted.count / 2], sorted[sorted.count - 1]] {
        var kept = Set<[Int]>()
        screen.survivors(of: panel, in: block, goal: goal, known: known) { kept.insert([$0, $1]) }
        var wanted = 0
        for (lane, row) in distances.enumerated() {
          for (place, distance) in row.enumerated() {
            let isBetter = goal == .nearest ? distance < known : distance > known
            if isBetter { #expect(kept.contains([lane, place])) }
            // Near-ties may be kept; what is clearly worse may not.
            let margin = 0.01 * sorted[sorted.count - 1]
            let isNear =
              goal == .nearest ? distance <= known + margin : distance >= known - margin
            if isNear { wanted += 1 }
          }
        }
        #expect(kept.count <= wanted)
      }
    }
  }
}
