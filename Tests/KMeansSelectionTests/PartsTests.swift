import KMeansCore
import Testing

@testable import KMeansSelection

/// What sweeps are made of.
struct PartsTests {
  @Test("axes are orthonormal and make the matrix diagonal")
  func axes() {
    let random = CounterRandom(seed: 3)
    for d in [2, 3, 7, 20] {
      let half = (0..<d).map { row in (0..<d).map { random.uniform(row * d + $0) - 0.5 } }
      // Positive semidefinite, with one direction of nothing.
      let matrix = (0..<d).map { row in
        (0..<d).map { column in (1..<d).reduce(0.0) { $0 + half[$1][row] * half[$1][column] } }
      }
      let axes = SymmetricMatrix(matrix).axes()
      let images = axes.map { axis in
        matrix.map { zip($0, axis).reduce(0) { $0 + $1.0 * $1.1 } }
      }
      for first in 0..<d {
        for second in 0..<d {
          let dot = zip(axes[first], axes[second]).reduce(0) { $0 + $1.0 * $1.1 }
          #expect(abs(dot - (first == second ? 1 : 0)) < 1e-13)
          let form = zip(axes[first], images[second]).reduce(0) { $0 + $1.0 * $1.1 }
          if first != second { #expect(abs(form) < 1e-13) }
        }
      }
    }
  }

  @Test("the box along the axes holds the points, and references lie in it", arguments: [2, 70])
  func box(dimensions: Int) throws {
    let random = CounterRandom(seed: 4)
    // A narrow band across the features.
    let x = try Observations(
      PointMatrix(
        (0..<200).map { point in
          let along = 10 * random.uniform(point)
          return (0..<dimensions).map { along + 0.1 * random.uniform(1000 + point * 80 + $0) }
        }))
    let box = ReferenceBox(x)
    #expect((box.axes == nil) == (dimensions > 64))
    let reference = try Observations(box.points(500, seed: 1, reference: 0))
    if dimensions == 2 {
      // As narrow as the data: a box along the features would be as wide as long.
      let across = (0..<500).map { reference.points[0, $0] - reference.points[1, $0] }
      #expect(across.map(abs).max() ?? 1 < 0.2)
    }
    for (data, drawn) in zip(x.variances, reference.variances) {
      #expect(drawn > data / 2 && drawn < 2 * data)
    }
    #expect(box.points(500, seed: 1, reference: 0) == reference.points)
    #expect(box.points(500, seed: 1, reference: 1) != reference.points)
  }

  @Test("merging unites the cheapest pair again and again")
  func merging() throws {
    let random = CounterRandom(seed: 5)
    let m = try PointMatrix(dimensions: 3, values: (0..<36).map { random.uniform($0) })
    let sizes = (0..<12).map { Double($0 == 4 ? 0 : 1 + random.below(50, 100 + $0)) }
    var clusters = (0..<12).map { (centroid: m.point($0), size: sizes[$0]) }
    for left in stride(from: 11, through: 1, by: -1) {
      var best = (cost: Double.infinity, first: 0, second: 1)
      for first in clusters.indices {
        for second in clusters.indices.dropFirst(first + 1) {
          let (a, b) = (clusters[first], clusters[second])
          let cost =
            a.size * b.size / (a.size + b.size) * Textbook.squaredDistance(a.centroid, b.centroid)
          if cost < best.cost { best = (cost, first, second) }
        }
      }
      let (a, b) = (clusters[best.first], clusters[best.second])
      let share = b.size / (a.size + b.size)
      let middle = zip(a.centroid, b.centroid).map { $0 + ($1 - $0) * share }
      clusters[best.first] = (middle, a.size + b.size)
      clusters.remove(at: best.second)
      let merged = ClusterMerging.merged(m, sizes: sizes, to: left)
      #expect((0..<left).map(merged.point) == clusters.map(\.centroid), "\(left) left")
    }
  }

  @Test("a chain passes on what one k finds, in both directions")
  func chain() throws {
    let middles = (0..<12).map { [Double($0 % 4) * 9, Double($0 / 4) * 9] }
    let x = try Samples.blobs(600, around: middles)
    let chain = ClusterChain(restarts: 1, seed: 3, threads: 2, algorithm: .auto, stop: nil)
    let links = try chain.fit(x, clusterCounts: Array(2...16))
    for link in links {
      let k = link.clustering.centroids.count
      let alone = try Clusterer(Clusterer.Configuration(clusters: k, seed: 3)).fit(x)
      #expect(link.clustering.objective <= alone.objective, "k = \(k)")
    }
    #expect(links[10].clustering.sizes == Array(repeating: 50, count: 12))
  }

  @Test("the gap is the difference of logarithms, with the error of the references")
  func gap() throws {
    let x = try Samples.uniform(300, dimensions: 2)
    let chain = ClusterChain(restarts: 1, seed: 3, threads: 2, algorithm: .auto, stop: nil)
    let references = try #require(
      try GapReferences(8, like: x, clusterCounts: [1, 2, 3], chain: chain) {})
    let fitted = try chain.fit(x, clusterCounts: [1, 2, 3])
    // The box along the axes of a square may be larger than the square, for every k alike.
    let one = try #require(
      references.gap(0, objective: fitted[0].clustering.objective, weight: 300))
    for (index, link) in fitted.enumerated() {
      let gap = try #require(
        references.gap(index, objective: link.clustering.objective, weight: 300))
      // Uniform data are like uniform data.
      #expect(abs(gap.value - one.value) < 0.1 && one.value > -0.1 && one.value < 0.7)
      #expect(gap.standardError > 0 && gap.standardError < 0.1)
      let half = try #require(
        references.gap(index, objective: link.clustering.objective / 2, weight: 300))
      #expect(abs(half.value - gap.value - 0.693147180559945) < 1e-12)
    }
    #expect(references.gap(0, objective: 0, weight: 300) == nil)
  }

  @Test("clusters that are there are stable, others are not")
  func stability() throws {
    let x = try Samples.blobs(200, around: [[0, 0], [12, 0]])
    let two = try StabilityScore(x, clusters: 2, pairs: 5)
    let three = try StabilityScore(x, clusters: 3, pairs: 5)
    #expect(two.mean == 1 && two.standardDeviation == 0)
    #expect(three.mean < 0.95)
    #expect(two.values.count == 5)
    #expect(try StabilityScore(x, clusters: 3, pairs: 5, threads: 1).values == three.values)
    #expect(throws: SweepError.self) { try StabilityScore(x, clusters: 2, pairs: 0) }
  }
}
