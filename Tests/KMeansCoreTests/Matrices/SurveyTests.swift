import Foundation
import TestSupport
import Testing

@testable import KMeansCore

/// Surveys of parts: merged in any order, they are the survey of the whole.
@Suite struct SurveyTests {
  /// Values of many sizes, in any of the scalars; compressed rows where asked for.
  private static func points(_ n: Int, _ d: Int, _ kind: Int, isCompressed: Bool) throws
    -> PointMatrix
  {
    var random = TestRandom(seed: 31 * n + 7 * d + kind)
    let values = (0..<n * d).map { index -> Double in
      if isCompressed && index % 3 > 0 { return 0 }
      switch kind {
      case 0: return Double(random.below(256))
      case 1: return Double(Float(random.signed()))
      default:
        return Double(sign: .plus, exponent: random.below(90) - 45, significand: random.signed())
      }
    }
    if isCompressed {
      let kept = values.indices.filter { values[$0] != 0 }
      return try PointMatrix(
        compressedRows: kept.map { values[$0] }, columns: kept.map { $0 % d },
        offsets: (0...n).map { point in kept.count { $0 < point * d } }, dimensions: d)
    }
    return switch kind {
    case 0: try PointMatrix(dimensions: d, values: values.map { UInt8($0) })
    case 1: try PointMatrix(dimensions: d, values: values.map { Float($0) })
    default: try PointMatrix(dimensions: d, values: values)
    }
  }

  private static let cuts = [0, 3, 40, 41, 300]

  @Test(arguments: [0, 1, 2], [false, true])
  func partsMergeIntoTheWhole(_ kind: Int, isCompressed: Bool) throws {
    for (d, isWeighted) in [(1, false), (3, true), (17, false), (17, true)] {
      let x = try Self.points(300, d, kind, isCompressed: isCompressed)
      let weights = isWeighted ? (0..<300).map { Double($0 % 5) * 0.375 } : nil
      let whole = try Survey(x, weights: weights, threads: 2)
      let parts = try zip(Self.cuts, Self.cuts.dropFirst()).map { first, last in
        try Survey(
          x.gathering(Array(first..<last)), weights: weights.map { Array($0[first..<last]) },
          threads: 1)
      }
      for order in [[0, 1, 2, 3], [3, 1, 0, 2]] {
        var merged = parts[order[0]]
        for part in order.dropFirst() { merged.merge(parts[part]) }
        #expect(merged == whole, "\(kind) d = \(d) \(isWeighted)")
      }
      let written = try JSONEncoder().encode(whole)
      #expect(try JSONDecoder().decode(Survey.self, from: written) == whole)
    }
  }

  /// Weighted parts beside parts where every weight is 1.
  @Test func unweightedPartsCountOneEach() throws {
    let x = try Self.points(120, 4, 2, isCompressed: false)
    let weights = (0..<120).map { $0 < 50 ? 1 : 0.5 + Double($0) }
    var merged = try Survey(x.gathering(Array(0..<50)))
    merged.merge(try Survey(x.gathering(Array(50..<120)), weights: Array(weights[50...])))
    #expect(merged == (try Survey(x, weights: weights)))
  }

  /// The sums of parts add up to those of the whole, on one grid.
  @Test(arguments: [false, true])
  func partsShareTheGridOfTheWhole(isWeighted: Bool) throws {
    let x = try Self.points(300, 5, 2, isCompressed: false)
    let weights = isWeighted ? (0..<300).map { Double($0 % 5) * 0.375 } : nil
    let whole = try Observations(x, weights: weights)
    let survey = try Survey(x, weights: weights)
    for (first, last) in zip(Self.cuts, Self.cuts.dropFirst()) {
      let part = try Observations(
        x.gathering(Array(first..<last)), weights: weights.map { Array($0[first..<last]) },
        partOf: survey)
      #expect(part.grid == whole.grid && part.box == whole.box)
      #expect(part.means == whole.means && part.variances == whole.variances)
      #expect(part.totalSumOfSquares == whole.totalSumOfSquares)
      #expect(part.meanVariance == whole.meanVariance && part.sumOfSquares == whole.sumOfSquares)
      #expect(part.count == last - first)
    }
  }

  @Test func partsThatCannotBeSurveyedAreRefused() throws {
    let x = try Self.points(9, 2, 2, isCompressed: false)
    let none = x.gathering([])
    #expect(throws: ObservationError.noPoints) { try Survey(none) }
    let bad = (0..<9).map { $0 == 4 ? -1.0 : 1 }
    #expect(throws: ObservationError.badWeight(point: 4, weight: -1)) {
      try Survey(x, weights: bad)
    }
    #expect(throws: ObservationError.weightCount(found: 8, expected: 9)) {
      try Survey(x, weights: Array(bad.dropLast()))
    }
    // A part may weigh nothing.
    var survey = try Survey(x, weights: Array(repeating: 0, count: 9))
    survey.merge(try Survey(x))
    #expect(try Observations(x, partOf: survey).means == Observations(x).means)
  }

  @Test func aBoxWithTooFewEndsIsRefused() throws {
    let survey = try Survey(Self.points(9, 2, 2, isCompressed: false))
    var text = try #require(String(data: JSONEncoder().encode(survey.box), encoding: .utf8))
    let start = try #require(text.range(of: "\"greatest\":["))
    let comma = try #require(text.range(of: ",", range: start.upperBound..<text.endIndex))
    text.removeSubrange(start.upperBound..<comma.upperBound)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(BoundingBox.self, from: Data(text.utf8))
    }
  }
}
