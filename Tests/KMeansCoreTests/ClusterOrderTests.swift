import TestSupport
import Testing

@testable import KMeansCore

/// What is promised of labels holds for the numbers that are returned, in every order.
struct ClusterOrderTests {
  /// Few different values, so that many points lie midway between two centroids.
  private func latticeFit(
    _ seed: Int, order: Clusterer.Order, isWeighted: Bool = false, isCompressed: Bool = false
  ) throws -> (x: PointMatrix, weights: [Double]?, found: Clustering, asFound: Clustering) {
    var dice = Dice(seed: UInt64(seed))
    let (d, n) = (1 + dice.below(2), 4 + dice.below(11))
    let rows = (0..<n).map { _ in (0..<d).map { ($0, Double(dice.below(7))) } }
    let pair = try SparsePair(rows, dimensions: d)
    let (dense, x) = (pair.whole, isCompressed ? pair.compressed : pair.whole)
    let weights = isWeighted ? (0..<n).map { $0 == 0 ? 1 : Double(dice.below(3)) } : nil
    let k = 2 + dice.below(min(4, n - 1))
    func fit(_ order: Clusterer.Order) throws -> Clustering {
      try Clusterer(
        Clusterer.Configuration(
          clusters: k, initialization: seed % 2 == 0 ? .randomPoints : .kMeansPlusPlus,
          restarts: 1, seed: UInt64(seed), tolerance: seed % 3 == 0 ? 1e-4 : 0, order: order)
      ).fit(x, weights: weights)
    }
    return (dense, weights, try fit(order), try fit(.asFound))
  }

  @Test(arguments: [Clusterer.Order.size, .first])
  func labelsAreTheNearestOfTheReturnedNumbers(order: Clusterer.Order) throws {
    var continued = 0
    for seed in 0..<1500 {
      let (x, weights, found, asFound) = try latticeFit(
        seed, order: order, isWeighted: seed % 5 == 0, isCompressed: seed % 7 == 0)
      #expect(try found.labels == x.labels(nearestTo: found.centroids), "seed \(seed)")
      #expect(found.sizes == found.labels.sizes)
      #expect(found.withinSumOfSquares.count == found.sizes.count)
      #expect(found.objective <= asFound.objective * (1 + 1e-12), "seed \(seed)")
      #expect(found.history.count == found.restartHistories[found.restart].count)
      switch order {
      case .size:
        // What clusters weigh is their size.
        let sizes = found.labels.weights(weights).map(\.rounded)
        #expect(sizes == sizes.sorted(by: >), "seed \(seed)")
      default:
        let firsts = (0..<found.centroids.count).map { found.centroids.point($0) }
        for (a, b) in zip(firsts, firsts.dropFirst()) {
          #expect(!b.lexicographicallyPrecedes(a), "seed \(seed)")
        }
      }
      if found.stopReason == .labelsUnchanged {
        for (cluster, mean) in try Textbook.means(of: x, found.labels, weights: weights)
          .enumerated()
        {
          #expect(mean == nil || mean == found.centroids.point(cluster), "seed \(seed)")
        }
      }
      continued += found.iterations > asFound.iterations ? 1 : 0
    }
    // Some runs went on, or nothing of this was tried.
    #expect(continued > 3)
  }

  /// 3 lies midway between 2 and 4, and the order turns the two round.
  @Test func aRunWhoseTiesChangeGoesOn() throws {
    let x = try PointMatrix(dimensions: 1, values: [5.0, 0, 2, 3, 1])
    let start = try PointMatrix(dimensions: 1, values: [1.0, 3, 2])
    func fit(_ order: Clusterer.Order, iterations: Int) throws -> Clustering {
      try Clusterer(
        Clusterer.Configuration(
          clusters: 3, initialization: .centroids(start), iterationLimit: iterations, tolerance: 0,
          order: order)
      ).fit(x)
    }
    let asFound = try fit(.asFound, iterations: 300)
    #expect(asFound.objective == 2.5)
    let ordered = try fit(.first, iterations: 300)
    #expect(ordered.objective == 1)
    #expect(ordered.labels.values == [2, 0, 1, 1, 0])
    #expect(ordered.stopReason == .labelsUnchanged)
    #expect(Array(ordered.history.prefix(asFound.iterations)) == asFound.history)
    // The limit counts the iterations of both parts.
    let limited = try fit(.first, iterations: asFound.iterations)
    #expect(limited.stopReason == .iterationLimit)
    #expect(limited.labels.values == [2, 0, 1, 1, 0])
  }
}
