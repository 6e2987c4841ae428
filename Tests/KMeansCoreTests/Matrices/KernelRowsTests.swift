import Testing

@testable import KMeansCore

/// Scores of compressed rows, and the least of these: every set against the definition.
@Suite struct KernelRowsTests {
  @Test func scoresAreTwoChainsOfFusedMultiplyAdds() throws {
    for (round, width) in [4, 8, 16, 24, 40].enumerated() {
      for scalar in 0..<2 {
        let pair = try SparsePair.random(
          60, 50, density: 0.2, seed: UInt64(round + 7), asFloat: scalar == 1)
        let rows = try #require(pair.compressed.compressed)
        var random = TestRandom(seed: round)
        let table = (0..<50 * width).map { _ in random.signed() }
        let halfNorms = (0..<width).map { _ in random.signed() }
        for point in 0..<rows.count {
          var sums = [[Double]](repeating: [0, 0], count: width)
          var place = 0
          rows[point].forEach { feature, value in
            for j in 0..<width {
              sums[j][place % 2].addProduct(value, table[feature * width + j])
            }
            place += 1
          }
          let expected = (0..<width).map { halfNorms[$0] - (sums[$0][0] + sums[$0][1]) }
          for kernels in Kernels.all {
            var scores = [Double](repeating: .nan, count: width)
            kernels.scores(rows[point], table: table, width: width, halfNorms: halfNorms, &scores)
            #expect(scores == expected, "\(kernels.name), \(width)")
          }
        }
      }
    }
  }

  @Test func narrowScoresAreTheSameInFloat() throws {
    for (round, width) in [8, 16, 24, 32, 40, 64].enumerated() {
      for scalar in 0..<2 {
        let pair = try SparsePair.random(
          60, 50, density: 0.2, seed: UInt64(round + 70), asFloat: scalar == 1)
        let rows = try #require(pair.compressed.compressed)
        var random = TestRandom(seed: round)
        let table = (0..<50 * width).map { _ in Float(random.signed()) }
        let halfNorms = (0..<width).map { _ in Float(random.signed()) }
        for point in 0..<rows.count {
          var sums = [[Float]](repeating: [0, 0], count: width)
          var place = 0
          rows[point].forEach { feature, value in
            for j in 0..<width {
              sums[j][place % 2].addProduct(Float(value), table[feature * width + j])
            }
            place += 1
          }
          let expected = (0..<width).map { Double(halfNorms[$0] - (sums[$0][0] + sums[$0][1])) }
          for kernels in Kernels.all {
            var scores = [Double](repeating: .nan, count: width)
            kernels.scores(rows[point], table: table, width: width, halfNorms: halfNorms, &scores)
            #expect(scores == expected, "\(kernels.name), \(width)")
          }
        }
      }
    }
  }

  @Test func theLeastAndTheLeastOfAllOthers() {
    var random = TestRandom(seed: 4)
    for k in 1...20 {
      for round in 0..<50 {
        // Few different numbers, so that there are ties.
        var scores = (0..<k).map { _ in Double(random.below(round % 2 == 0 ? 4 : 1000)) }
        if round % 7 == 0 { scores[random.below(k)] = .infinity }
        let least = scores.min() ?? 0
        let label = scores.firstIndex(of: least) ?? 0
        let others = scores.indices.filter { $0 != label }.map { scores[$0] }
        for kernels in Kernels.all {
          let found = kernels.least(of: scores, count: k)
          #expect(Int(found.label) == label && found.least == least, "\(kernels.name)")
          #expect(found.second == others.min() ?? .infinity, "\(kernels.name)")
        }
        // A number that is none proves nothing.
        guard k > 1 else { continue }
        let place = random.below(k)
        scores[place] = .nan
        for kernels in Kernels.all {
          let found = kernels.least(of: scores, count: k)
          #expect(found.second <= scores[..<place].min() ?? .infinity, "\(kernels.name)")
          #expect(scores[Int(found.label)] == found.least || found.least == .infinity)
        }
      }
    }
  }
}
