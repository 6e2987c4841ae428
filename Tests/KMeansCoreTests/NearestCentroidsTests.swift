import TestSupport
import Testing

@testable import KMeansCore

/// Labels of points of which nothing is known, against exact distances alone.
struct NearestCentroidsTests {
  /// On every shape that the equality tests have, and with centroids far from all points.
  @Test(arguments: Shapes.sampled(Shape.all, most: 12))
  func labelsAreTheTruths(_ shape: Shape) throws {
    let x = shape.points(seed: 2)
    // Again and again, so that the screen pays.
    let many = x.gathering((0..<4000).map { $0 % x.count })
    let near = x.selecting((0..<shape.clusters).map { $0 * 3 % x.count })
    let far = PointMatrix(dimensions: x.dimensions, count: shape.clusters) { values in
      for index in values.indices { values[index] = Double(index % 17) * 1e6 - 3e6 }
    }
    for m in [near, far] {
      let plain = Execution(kernels: .best, threads: 1, control: .free)
      let truth = exactLabels(many, m, execution: plain)
      for kernels in Kernels.all {
        let execution = Execution(kernels: kernels, threads: 2, control: .free)
        let found = NearestCentroids(many, m, execution: execution)
        #expect(found.labels == truth, "\(shape) \(kernels.name)")
      }
    }
  }

  /// The test can fail: without its margin, the screen gives wrong labels.
  @Test func aScreenWithoutItsMarginIsCaught() throws {
    var differences = 0
    for d in 1...4 {
      // Tenths, which no binary number holds: near-ties in plenty.
      let shape = Shape(
        name: "", seeds: 1, count: 400, dimensions: d, clusters: 24, scalar: .double
      ) { random, _, _ in (random.unit() * 12).rounded(.down) * 0.1 }
      let x = shape.points(seed: 0)
      let many = x.gathering((0..<4000).map { $0 % x.count })
      let m = x.selecting((0..<shape.clusters).map { $0 * 3 % x.count })
      var execution = Execution(kernels: .best, threads: 1, control: .free)
      let truth = exactLabels(many, m, execution: execution)
      execution.errorScale = 0
      differences += NearestCentroids(many, m, execution: execution).labels == truth ? 0 : 1
    }
    #expect(differences > 0)
  }

  @Test func compressedRowsGiveTheSame() throws {
    let pair = try SparsePair.random(900, 60, density: 0.1, seed: 4)
    let m = pair.whole.selecting([1, 5, 8, 200, 201])
    let weights = (0..<900).map { Double($0 % 3) }
    let whole = try NearestCentroids(
      pair.whole, m, weights: weights, wants: [.distances, .objective])
    let sparse = try NearestCentroids(
      pair.compressed, m, weights: weights, wants: [.distances, .objective])
    #expect(whole.labels == sparse.labels && whole.objective == sparse.objective)
    #expect(whole.distancesSquared == sparse.distancesSquared)
  }

  /// A value that has no square is found by the thread that reads it, and named with its place.
  @Test(arguments: [Double.nan, .infinity, -.infinity, 0x1p480])
  func valuesWithoutASquareAreRefused(_ value: Double) throws {
    for (count, d, point, feature) in [(5, 2, 4, 1), (9000, 20, 0, 0), (9000, 20, 8999, 19)] {
      var values = (0..<count * d).map { Double($0 % 7) }
      values[point * d + feature] = value
      let x = try PointMatrix(dimensions: d, values: values)
      let m = try PointMatrix((0..<3).map { Array(repeating: Double($0), count: d) })
      let error = #expect(throws: ClusteringError.self) {
        try NearestCentroids(x, m, threads: 2)
      }
      switch error {
      case .observations(.notFinite(point, feature, _)): #expect(!value.isFinite)
      case .observations(.tooLarge(point, feature, value)): #expect(value.isFinite)
      default: Issue.record("\(String(describing: error)) of \(value)")
      }
    }
  }

  @Test func aStopEndsIt() throws {
    let signal = StopSignal()
    signal.stop()
    let x = blobs(500, 3, 1)
    #expect(throws: ClusteringError.stopped) {
      try NearestCentroids(x, x.selecting([0, 1]), stop: signal)
    }
  }
}
