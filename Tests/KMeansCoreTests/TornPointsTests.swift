import KMeansCore
import Synchronization
import TestSupport
import Testing

/// Points are lent, and their owner may write to them at any moment of a fit. The result may be
/// wrong; but there is one, and every label is that of a cluster.
struct TornPointsTests {
  /// Shapes for every way to label, to draw and to sum up: few features and many, few points and
  /// chunks of them, and clusters that lose all their points.
  static let shapes: [(points: Int, dimensions: Int, clusters: Int)] = Shapes.sampled(
    [
      (2500, 1, 5), (3000, 2, 40), (700, 3, 2), (900, 8, 129), (600, 64, 17), (400, 300, 30),
      (9, 3, 9),
    ], most: 3)

  private func fit(
    _ lent: LentPoints, _ shape: (points: Int, dimensions: Int, clusters: Int),
    _ algorithm: Clusterer.Algorithm, _ initialization: Clusterer.Initialization, threads: Int = 1,
    weights: [Double]? = nil, before: () -> Void, during: (Int) -> Void = { _ in }
  ) throws {
    let x = try Observations(lent.matrix(shape.dimensions), weights: weights, threads: threads)
    before()
    let configuration = Clusterer.Configuration(
      clusters: shape.clusters, initialization: initialization, restarts: 1, seed: 5,
      iterationLimit: 4, tolerance: 0, algorithm: algorithm, order: .size, threads: threads)
    let found = try Clusterer(configuration).fit(x, progress: { during($0.iteration) })
    #expect(found.labels.values.allSatisfy { $0 >= 0 && $0 < Int32(shape.clusters) })
    #expect(found.sizes.reduce(0, +) == shape.points)
  }

  @Test(arguments: Shapes.sampled(Clusterer.Algorithm.allCases, most: 3))
  func pointsChangeBetweenTheirCheckAndTheFit(algorithm: Clusterer.Algorithm) throws {
    for scalar in Shapes.sampled(PointMatrix.Scalar.allCases, most: 2) {
      for shape in Self.shapes where algorithm != .textbook || shape.points <= 700 {
        for tear in Tear.allCases {
          let lent = LentPoints(shape.points * shape.dimensions, scalar)
          try fit(
            lent, shape, algorithm, .kMeansPlusPlusPlain, before: { lent.tear(tear) })
        }
      }
    }
  }

  @Test(arguments: Shapes.sampled(Clusterer.Algorithm.allCases, most: 3))
  func pointsChangeBetweenIterations(algorithm: Clusterer.Algorithm) throws {
    for scalar in [PointMatrix.Scalar.float, .double] {
      for shape in Self.shapes where algorithm != .textbook || shape.points <= 700 {
        for tear in Tear.allCases {
          let lent = LentPoints(shape.points * shape.dimensions, scalar)
          let weights = tear == .scattered ? (0..<shape.points).map { Double($0 % 3) + 0.25 } : nil
          try fit(
            lent, shape, algorithm, .randomPoints, threads: 2, weights: weights, before: {}
          ) { iteration in
            if iteration % 2 == 1 { lent.tear(tear) } else { lent.heal() }
          }
        }
      }
    }
  }

  @Test(arguments: [Clusterer.Initialization.kMeansPlusPlus, .kMeansPlusPlusPlain, .kMeansParallel])
  func pointsChangeBeforeSeedsAreDrawn(initialization: Clusterer.Initialization) throws {
    for scalar in Shapes.sampled(PointMatrix.Scalar.allCases, most: 2) {
      for shape in Self.shapes {
        for tear in Tear.allCases {
          let lent = LentPoints(shape.points * shape.dimensions, scalar)
          let weights = tear == .nan ? (0..<shape.points).map { Double($0 % 3) + 0.25 } : nil
          try fit(
            lent, shape, .auto, initialization, threads: 2, weights: weights,
            before: { lent.tear(tear) })
        }
      }
    }
  }

  @Test func pointsChangeUnderFunctionsOfOneStep() throws {
    for scalar in Shapes.sampled(PointMatrix.Scalar.allCases, most: 2) {
      for shape in Self.shapes where shape.points <= 900 {
        for tear in Tear.allCases {
          let lent = LentPoints(shape.points * shape.dimensions, scalar)
          let x = try lent.matrix(shape.dimensions)
          let checked = try Observations(x)
          let m = try PointMatrix((0..<shape.clusters).map { x.point($0) })
          let y = try x.labels(nearestTo: m)
          lent.tear(tear)
          // And centroids that nobody checked.
          for m in [m, try PointMatrix((0..<shape.clusters).map { x.point($0) })] {
            // NaN is refused here, too.
            let scored = try? NearestCentroids(checked.points, m, wants: .objective)
            for y in [try x.labels(nearestTo: m), scored?.labels].compactMap({ $0 }) {
              #expect(y.values.allSatisfy { $0 >= 0 && $0 < Int32(shape.clusters) })
              // NaN is refused here.
              _ = (try? x.objective(y, m), try? Textbook.gradient(x, y, m))
            }
          }
          _ = try? Textbook.means(of: x, y)
          let rows = try SeedRows(
            checked, clusters: shape.clusters, by: .kMeansPlusPlus(trials: nil), seed: 3)
          #expect(rows.rows.allSatisfy { $0 >= 0 && $0 < shape.points })
          let room = UnsafeMutableBufferPointer<Float>.allocate(
            capacity: shape.points * shape.clusters)
          defer { room.deallocate() }
          try x.distances(to: m, into: room)
        }
      }
    }
  }

  /// What leads to places in memory, columns and offsets, is not read again.
  @Test(arguments: [Clusterer.Algorithm.auto, .textbook, .hamerly])
  func compressedRowsChange(algorithm: Clusterer.Algorithm) throws {
    for (points, dimensions, clusters) in [(300, 5, 7), (120, 400, 20)] {
      for scalar in [PointMatrix.Scalar.float, .double] {
        for tear in Tear.allCases {
          let rows = LentRows(points: points, dimensions: dimensions, scalar)
          let before = try Observations(rows.matrix())
          rows.tear(tear)
          for initialization in [Clusterer.Initialization.kMeansPlusPlus, .kMeansParallel] {
            let configuration = Clusterer.Configuration(
              clusters: clusters, initialization: initialization, restarts: 1,
              iterationLimit: 4, algorithm: algorithm)
            let found = try Clusterer(configuration).fit(
              before, progress: { _ in rows.tear(.scattered) })
            #expect(found.labels.values.allSatisfy { $0 >= 0 && $0 < Int32(clusters) })
          }
        }
      }
    }
  }

  /// By chance: another thread writes all the time, also while points are checked.
  @Test(arguments: Shapes.sampled(Clusterer.Algorithm.allCases, most: 3))
  func anotherThreadWrites(algorithm: Clusterer.Algorithm) async throws {
    let shape = (points: 700, dimensions: 3, clusters: 20)
    let lent = LentPoints(shape.points * shape.dimensions, .double)
    let ends = Atomic<Bool>(false)
    let writing = Task.detached {
      while !ends.load(ordering: .relaxed) {
        for tear in Tear.allCases {
          lent.tear(tear)
          lent.heal()
          await Task.yield()
        }
      }
    }
    for seed in 0..<20 {
      let configuration = Clusterer.Configuration(
        clusters: shape.clusters, seed: UInt64(seed), iterationLimit: 5, algorithm: algorithm)
      let found = try? Clusterer(configuration).fit(lent.matrix(shape.dimensions))
      #expect(found?.labels.values.allSatisfy { $0 >= 0 && $0 < 20 } ?? true)
    }
    ends.store(true, ordering: .relaxed)
    await writing.value
  }
}
