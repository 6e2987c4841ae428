import TestSupport
import Testing

@testable import KMeansCore

/// Bounds that hold: after every step, for every point, against distances of its own.
struct DistanceBoundsTests {
  @Test(
    arguments: Shapes.sampled([1, 2, 5, 16, 33, 70, 300], most: 3), [Screen.float32, .bytes, .axes])
  func gapsNeverExceedTheTruth(dimensions: Int, screen: Screen) throws {
    for (offset, k) in [(0.0, 6), (1e6, 6), (0, 40)] {
      let shape = Shape(
        name: "", seeds: 1, count: 400, dimensions: dimensions, clusters: k,
        scalar: offset == 0 ? .float : .double
      ) { random, point, _ in offset + Double(point % 4) * 3 + random.normal() }
      let x = try Observations(shape.points(seed: 5))
      let hamerly = Hamerly(
        Prepared(x), execution: Execution(kernels: .best, threads: 2, control: .free),
        screen: screen)
      var run = HandRun(x, shape.start(x, seed: 5), hamerly)
      for _ in 0..<8 {
        run.assign()
        let bounds = try #require(run.step.bounds)
        for point in 0..<x.count {
          let distances = (0..<k).map {
            Textbook.squaredDistance(x.points.point(point), run.m.point($0)).squareRoot()
              * bounds.drifts.unit
          }
          let label = Int(run.labels.values[point])
          let others = distances.indices.filter { $0 != label }.map { distances[$0] }
          let (own, other) = (bounds.drifts.own[label], bounds.drifts.others[label])
          let truth = (others.min() ?? 0) - distances[label] + own + other
          #expect(Double(bounds.gaps[point]) <= truth * (1 + 1e-12) + 1e-300)
          #expect(Double(bounds.lowers[point]) <= ((others.min() ?? 0) + other) * (1 + 1e-12))
        }
        run.updateCentroids()
      }
      // And they are of use: on separated blobs most points are skipped.
      if k == 6 { #expect(run.work.pointsSkipped > x.count) }
    }
  }

  /// The tests of equality can fail: without its margin, the screen gives wrong labels on data made
  /// of ties and near-ties, for either variant.
  @Test func aScreenWithoutItsMarginIsCaught() throws {
    for variant in 0..<2 {
      var differences = 0
      for shape in Shape.all where shape.name.contains("lattice") || shape.name.contains("1e12") {
        let x = try Observations(shape.points(seed: 0))
        let m = shape.start(x, seed: 0)
        var execution = Execution(kernels: .best, threads: 1, control: .free)
        let truth = exactLabels(x.points, m, execution: execution)
        execution.errorScale = 0
        var broken: any Assignment = Lloyd(x, execution: execution)
        if variant == 1 { broken = Hamerly(Prepared(x), execution: execution) }
        var labels = LabelMatrix(unset: x.count, clusters: m.count)
        _ = broken.assign(
          to: m, after: .infinite(clusters: m.count), labels: &labels, mayStop: false)
        differences += labels == truth ? 0 : 1
      }
      #expect(differences > 0)
    }
  }

  /// The same for the screens against known distances, which come in from the second step on: with
  /// bounds on errors that are too small, they miss the nearest centroid.
  @Test(arguments: [Screen.bytes, .axes])
  func aScreenWithoutItsErrorIsCaught(_ screen: Screen) throws {
    for (errorScale, mayDiffer) in [(1.0, false), (0.0, true)] {
      var differences = 0
      for seed in 0..<3 {
        let shape = Shape(
          name: "", seeds: 1, count: 600, dimensions: 40, clusters: 30, scalar: .float
        ) { random, _, _ in random.normal() }
        let x = try Observations(shape.points(seed: UInt64(seed)))
        let execution = Execution(
          kernels: .best, threads: 1, control: .free, errorScale: errorScale)
        let hamerly = Hamerly(Prepared(x), execution: execution, screen: screen)
        var run = HandRun(x, shape.start(x, seed: UInt64(seed)), hamerly)
        for _ in 0..<6 {
          run.assign()
          let truth = exactLabels(x.points, run.m, execution: execution)
          differences += run.labels == truth ? 0 : 1
          run.updateCentroids()
        }
      }
      #expect((differences > 0) == mayDiffer)
    }
  }
}
