import TestSupport
import Testing

@testable import KMeansCore

/// Points that are lent by the chunk: everything gives the bits that it gives for a copy, and
/// nothing writes all of them out.
@Suite struct LentPointsTests {
  /// A way to see points, lent and copied.
  struct View: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let matrix: @Sendable (_ x: PointMatrix, _ copied: Bool) -> PointMatrix

    static let all = [
      View(testDescription: "scaled") { x, copied in
        let d = x.dimensions
        return PointMatrix(
          ScaledPoints(
            x, shift: (0..<d).map { Double($0) * 0.3 - 1 },
            divisor: (0..<d).map { 0.7 + Double($0) / 3 }),
          copied: copied)
      },
      View(testDescription: "selected") { x, copied in
        PointMatrix(
          SelectedPoints(x, (0..<x.count).filter { $0 % 7 != 3 }.reversed()), copied: copied)
      },
      View(testDescription: "unit") { x, copied in
        UnitPoints(x, kernels: .best, threads: 2).matrix(copied: copied, threads: 2)
      },
      View(testDescription: "filled and selected") { x, copied in
        let filled = PointMatrix(
          FilledPoints(
            x, replacements: (0..<x.dimensions).map { Double($0) }),
          copied: copied)
        return PointMatrix(SelectedPoints(filled, Array(1..<x.count)), copied: copied)
      },
      View(testDescription: "indicators") { x, copied in
        let code = Int(max(-1000, min(1000, x[0, 0])))
        return PointMatrix(
          IndicatorPoints(
            x,
            features: (0..<x.dimensions).flatMap {
              [.value(of: $0), .indicator(of: $0, code: code)]
            }), copied: copied)
      },
    ]
  }

  private static func bits(_ m: PointMatrix) -> [UInt64] {
    (0..<m.count).flatMap { m.point($0).map(\.bitPattern) }
  }

  /// One shape in seven, of those that every view can show.
  private static let shapes = Shape.all.enumerated().filter {
    $0.offset % 7 == 0 && $0.element.points(seed: 1).count > 4
  }.map(\.element)

  /// Every assignment.
  @Test(arguments: Shapes.sampled(shapes, most: 6), View.all)
  func assignmentsGiveTheSameBits(_ shape: Shape, _ view: View) throws {
    let points = shape.points(seed: 1)
    let (lent, copy) = (view.matrix(points, false), view.matrix(points, true))
    #expect(lent.isLent && !copy.isLent && lent == copy)
    let (x, same) = (try Observations(lent), try Observations(copy))
    #expect(x.grid == same.grid && x.means == same.means && x.box == same.box)
    #expect(x.totalSumOfSquares == same.totalSumOfSquares)
    let start = shape.start(same, seed: 1)
    for algorithm in Clusterer.Algorithm.allCases {
      for (kernels, threads) in [(Kernels.best, 2), (Kernels.all[0], 3)] {
        let execution = Execution(kernels: kernels, threads: threads, control: .free)
        let first = Run.finished(x, from: start, algorithm, limit: 8, execution)
        let second = Run.finished(same, from: start, algorithm, limit: 8, execution)
        let what: Comment = "\(shape) \(algorithm) \(kernels.name)"
        #expect(first.labels == second.labels, what)
        #expect(Self.bits(first.m) == Self.bits(second.m), what)
        #expect(first.history.map(\.bitPattern) == second.history.map(\.bitPattern), what)
      }
    }
    #expect(!lent.isExpanded)
  }

  /// Whole fits: every initialization, problem and variant, weights, and J of the result.
  @Test(arguments: Clusterer.Initialization.drawing.map(\.name), View.all)
  func fitsGiveTheSameBits(_ name: String, _ view: View) throws {
    let points = blobs(Shapes.areFew ? 200 : 900, 5, 3)
    let (lent, copy) = (view.matrix(points, false), view.matrix(points, true))
    let weights = (0..<lent.count).map { Double($0 % 3) }
    for (distance, variant) in Clusterer.Distance.allCases.flatMap({ distance in
      Clusterer.Variant.allCases.map { (distance, $0) }
    }) {
      for weights in [nil, weights] {
        let clusterer = Clusterer(
          Clusterer.Configuration(
            clusters: 9, distance: distance, variant: variant,
            initialization: try #require(Clusterer.Initialization(named: name)), restarts: 2,
            seed: 5,
            threads: 2))
        let (first, second) = (
          try clusterer.fit(lent, weights: weights), try clusterer.fit(copy, weights: weights)
        )
        #expect(first.labels == second.labels, "\(distance) \(variant)")
        #expect(Self.bits(first.centroids) == Self.bits(second.centroids))
        #expect(first.objective.bitPattern == second.objective.bitPattern)
        #expect(first.withinSumOfSquares == second.withinSumOfSquares)
      }
    }
    #expect(!lent.isExpanded)
  }

  /// Prediction, distances and the check of values.
  @Test(arguments: View.all)
  func predictionsGiveTheSameBits(_ view: View) throws {
    let points = blobs(Shapes.areFew ? 200 : 700, 6, 4)
    let (lent, copy) = (view.matrix(points, false), view.matrix(points, true))
    let m = copy.selecting([0, 50, 100, 150, 160])
    for wants in [NearestCentroids.Wants.distances, .objective] {
      let first = try NearestCentroids(lent, m, distance: .euclidean, wants: wants)
      let second = try NearestCentroids(copy, m, distance: .euclidean, wants: wants)
      #expect(first.labels == second.labels)
      #expect(first.objective?.bitPattern == second.objective?.bitPattern)
    }
    #expect(lent.firstBeyondLimit() == nil && lent.gathering([5, 9]) == copy.gathering([5, 9]))
    #expect(!lent.isExpanded)
    // Who asks for all bytes gets them.
    #expect(lent.withUnsafeBytes { Array($0) } == copy.withUnsafeBytes { Array($0) })
    #expect(lent.isExpanded)
  }
}
