import TestSupport
import Testing

@testable import KMeansCore

/// Points, weights and a start that are meant to break something.
struct Adversary: CustomTestStringConvertible, Sendable {
  let name: String
  let points: PointMatrix
  var weights: [Double]?
  let start: PointMatrix
  var iterations = 30

  var testDescription: String { name }

  init(_ name: String, _ points: [[Double]], weights: [Double]? = nil, start: [[Double]]) throws {
    self.name = name
    self.points = try PointMatrix(points)
    self.weights = weights
    self.start = try PointMatrix(start)
  }

  init(
    _ name: String, _ points: PointMatrix, weights: [Double]? = nil, start: PointMatrix,
    iterations: Int = 30
  ) {
    self.name = name
    self.points = points
    self.weights = weights
    self.start = start
    self.iterations = iterations
  }

  /// Everything of a run that must not depend on how it was done.
  struct Result: Equatable, Sendable {
    let labels: [Int32]
    let centroids: [UInt64]
    let history: [UInt64]
    let stopReason: Clustering.StopReason
    let within: [UInt64]
    let objective: UInt64
  }

  /// A whole alternation and the sums of squares at its end.
  func run(
    _ x: Observations, _ algorithm: Clusterer.Algorithm, kernels: Kernels = .best, threads: Int = 1
  ) throws -> Result {
    let execution = Execution(kernels: kernels, threads: threads, control: .free)
    let outcome = Run.finished(
      x, from: PointMatrix(copyingAsDouble: start), algorithm, limit: iterations, execution)
    let sums = SumsOfSquares(x.rows, outcome.m, outcome.labels, execution: execution)
    return Result(
      labels: outcome.labels.values,
      centroids: (0..<outcome.m.count).flatMap { outcome.m.point($0).map(\.bitPattern) },
      history: outcome.history.map(\.bitPattern), stopReason: outcome.stopReason,
      within: sums.byCluster.map(\.bitPattern), objective: sums.total.bitPattern)
  }

  /// Every variant by every kernel table, on 1, 2, 3 and 8 threads, against Textbook bit for bit;
  /// and Textbook's end against the definitions.
  func check() throws {
    let x = try Observations(points, weights: weights)
    let truth = try run(x, .textbook)
    for kernels in Shapes.sampled(Kernels.all, most: 2) {
      let combinations: [(Int, Clusterer.Algorithm)] = [
        (1, .lloyd), (2, .hamerly), (3, .bytes), (2, .axes), (1, .bytes), (8, .axes),
        (1, .filtering), (2, .filtering), (2, .direct),
      ]
      for (threads, algorithm) in combinations {
        let fast = try run(x, algorithm, kernels: kernels, threads: threads)
        #expect(fast == truth, "\(name), \(algorithm), \(kernels.name), \(threads) threads")
      }
    }
    checkDefinitions(truth)
  }

  /// Labels are the first of the nearest; J and its shares are the exact sums; nothing is NaN.
  func checkDefinitions(_ result: Result) {
    let d = points.dimensions
    let centroids = result.centroids.map(Double.init(bitPattern:))
    #expect(centroids.allSatisfy { $0.isFinite }, "\(name)")
    #expect(result.history.allSatisfy { Double(bitPattern: $0) >= 0 }, "\(name)")
    let m = (0..<start.count).map { Array(centroids[$0 * d..<($0 + 1) * d]) }
    var within = [Dyadic](repeating: .zero, count: m.count)
    for i in 0..<points.count {
      let distances = m.map { Textbook.squaredDistance(points.point(i), $0) }
      let least = distances.min() ?? .nan
      #expect(distances.firstIndex(of: least) == Int(result.labels[i]), "\(name), point \(i)")
      within[Int(result.labels[i])] += Dyadic(weights?[i] ?? 1) * Dyadic(least)
    }
    #expect(within.map(\.rounded.bitPattern) == result.within, "\(name)")
    #expect(within.reduce(.zero, +).rounded.bitPattern == result.objective, "\(name)")
  }
}

extension PointMatrix {
  /// The same values in another type; they must fit it.
  func converted(to scalar: Scalar) -> PointMatrix {
    let values = (0..<count).flatMap { point($0) }
    return PointMatrix(dimensions: dimensions, count: count, scalar: scalar) { bytes in
      switch scalar {
      case .double: _ = bytes.bindMemory(to: Double.self).update(from: values)
      case .float: _ = bytes.bindMemory(to: Float.self).update(from: values.map { Float($0) })
      case .uint8: _ = bytes.bindMemory(to: UInt8.self).update(from: values.map { UInt8($0) })
      }
    }
  }
}
