import KMeansCore
import Testing

@testable import KMeansMetrics

/// Scores of labels against known labels.
@Suite("Scores against known labels")
struct ExternalScoreTests {
  private let averages = ContingencyTable.EntropyAverage.allCases

  /// The scores that are symmetric and do not depend on the names of labels.
  private let symmetric: [(name: String, score: @Sendable (ContingencyTable) -> Double)] = [
    ("rand", { $0.randIndex }), ("adjusted rand", { $0.adjustedRandIndex }),
    ("information", { $0.mutualInformation }),
    ("expected information", { $0.expectedMutualInformation }),
    ("normalised", { $0.normalizedMutualInformation() }),
    ("adjusted", { $0.adjustedMutualInformation(average: .greatest) }),
    ("v-measure", { VMeasure($0).score }), ("fowlkes-mallows", { $0.fowlkesMallowsIndex }),
  ]

  private func isNear(_ found: Double, _ expected: Double) -> Bool {
    isClose(found, expected, relative: 1e-10, absolute: 1e-12)
  }

  @Test("pairs and the scores of pairs equal scikit-learn's")
  func pairs() throws {
    for known in try MetricFixtures.externalCases {
      let table = try ContingencyTable(truth: known.truth, labels: known.labels)
      let pairs = PairConfusion(table)
      #expect(
        [pairs.trueNegatives, pairs.falsePositives, pairs.falseNegatives, pairs.truePositives]
          == known.pairConfusion, "\(known.name)")
      #expect(isNear(table.randIndex, known.rand), "\(known.name)")
      #expect(isNear(table.adjustedRandIndex, known.adjustedRand), "\(known.name)")
      #expect(isNear(table.fowlkesMallowsIndex, known.fowlkesMallows), "\(known.name)")
    }
  }

  @Test("scores of information equal scikit-learn's")
  func information() throws {
    for known in try MetricFixtures.externalCases {
      let table = try ContingencyTable(truth: known.truth, labels: known.labels)
      #expect(isNear(table.mutualInformation, known.mutualInformation), "\(known.name)")
      for average in averages {
        let nmi = table.normalizedMutualInformation(average: average)
        let ami = table.adjustedMutualInformation(average: average)
        #expect(known.nmi[average].map { isNear(nmi, $0) } ?? true, "\(known.name) \(average)")
        #expect(
          known.ami[average].map { isNear(ami, $0) } ?? (ami == 0),
          "\(known.name) \(average): \(ami)")
      }
      let measure = VMeasure(table)
      #expect(isNear(measure.homogeneity, known.homogeneity), "\(known.name)")
      #expect(isNear(measure.completeness, known.completeness), "\(known.name)")
      #expect(isNear(measure.score, known.vMeasure), "\(known.name)")
      let half = try VMeasure(table, beta: 0.5)
      #expect(isNear(half.score, known.vMeasureBetaHalf), "\(known.name)")
      #expect(half.homogeneity == measure.homogeneity)
    }
  }

  @Test("no score depends on which labelling is known, or on the names of labels")
  func symmetry() throws {
    for known in try MetricFixtures.externalCases {
      let table = try ContingencyTable(truth: known.truth, labels: known.labels)
      let swapped = try ContingencyTable(truth: known.labels, labels: known.truth)
      let renamed = try ContingencyTable(
        truth: known.truth.map { ~$0 }, labels: known.labels.map { $0 ^ 0x55 })
      for (name, score) in symmetric {
        #expect(isClose(score(table), score(swapped), relative: 1e-14), "\(known.name) \(name)")
        #expect(score(table) == score(renamed), "\(known.name) \(name)")
      }
      #expect(VMeasure(table).homogeneity == VMeasure(swapped).completeness)
    }
  }

  @Test("equal partitions get exactly 1, and no score exceeds it")
  func bounds() throws {
    for known in try MetricFixtures.externalCases {
      let equal = try ContingencyTable(truth: known.truth, labels: known.truth.map { ~$0 })
      let table = try ContingencyTable(truth: known.truth, labels: known.labels)
      for (name, score) in symmetric where !name.contains("information") {
        // Fowlkes and Mallows look at pairs that are together, and there may be none.
        let isAlone = name == "fowlkes-mallows" && equal.classes.count == equal.count
        #expect(score(equal) == (isAlone ? 0 : 1), "\(known.name) \(name)")
        #expect((-0.5...1).contains(score(table)), "\(known.name) \(name)")
      }
      #expect(equal.mutualInformation == equal.classEntropy)
      #expect(table.mutualInformation <= min(table.classEntropy, table.clusterEntropy))
    }
  }

  @Test("labels by chance score 0 on average once corrected, and not otherwise")
  func chance() throws {
    var random = SeededNumbers(state: 3)
    let truth = (0..<400).map { _ in Int32.random(in: 0..<8, using: &random) }
    var (rand, information, plain) = (0.0, 0.0, 0.0)
    for _ in 0..<200 {
      let table = try ContingencyTable(truth: truth, labels: truth.shuffled(using: &random))
      rand += table.adjustedRandIndex / 200
      information += table.adjustedMutualInformation() / 200
      plain += table.normalizedMutualInformation() / 200
    }
    #expect(abs(rand) < 0.002)
    #expect(abs(information) < 0.002)
    #expect(plain > 0.02)
  }

  /// All 8!/(4!·2!·2!) = 420 ways to deal labels out to three classes, each counted as often as
  /// 8! permutations make it.
  @Test("expected information is the mean over all ways to deal labels out")
  func expectation() throws {
    let truth: [Int32] = [0, 0, 0, 1, 1, 1, 1, 2]
    var (sum, count) = (0.0, 0.0)
    try forEachArrangement(of: [4, 2, 2]) { labels in
      sum += try ContingencyTable(truth: truth, labels: labels).mutualInformation
      count += 1
    }
    #expect(count == 420)
    let table = try ContingencyTable(truth: truth, labels: [0, 0, 0, 0, 1, 1, 2, 2])
    #expect(isClose(table.expectedMutualInformation, sum / count, relative: 1e-14))
  }

  private func forEachArrangement(
    of left: [Int], _ labels: [Int32] = [], _ body: ([Int32]) throws -> Void
  ) throws {
    if left.allSatisfy({ $0 == 0 }) { return try body(labels) }
    for label in left.indices where left[label] > 0 {
      var rest = left
      rest[label] -= 1
      try forEachArrangement(of: rest, labels + [Int32(label)], body)
    }
  }

  @Test("the table holds every count, whatever the labels are")
  func table() throws {
    let truth: [Int32] = [5, -1, 5, .max, .min, 5]
    let labels: [Int32] = [1, 0, 0, 0, 1, 0]
    let table = try ContingencyTable(truth: truth, labels: labels)
    #expect(table.classes == [.min, -1, 5, .max])
    #expect(table.clusters == [0, 1])
    #expect(table.counts == [[0, 1], [1, 0], [2, 1], [1, 0]])
    #expect(table.classSizes == [1, 1, 3, 1])
    #expect(table.clusterSizes == [4, 2])
    #expect(table.count == 6)
    for (row, counts) in table.counts.enumerated() {
      for (column, count) in counts.enumerated() { #expect(table[row, column] == count) }
    }
    #expect(table.cells.map(\.count) == [1, 1, 2, 1, 1])
    let matrices = try ContingencyTable(
      truth: LabelMatrix(clusters: 9, labels: [8, 0]),
      labels: LabelMatrix(clusters: 2, labels: [1, 1]))
    #expect(matrices.classes == [0, 8] && matrices.clusters == [1])
  }

  @Test("logarithms of ratios near 1 keep their digits, and the greatest numbers do not overflow")
  func logarithms() {
    let large = 1_000_000_000_000_000
    #expect(isClose(logarithm(ofRatio: large + 1, to: large), 1e-15, relative: 1e-14))
    #expect(isClose(logarithm(ofRatio: large, to: large + 1), -1e-15, relative: 1e-14))
    #expect(logarithm(ofRatio: 7, to: 7) == 0)
    #expect(isClose(logarithm(ofRatio: 8, to: 1), 3 * 0.693147180559945, relative: 1e-14))
    #expect(isClose(logarithm(ofRatio: 1, to: 8), -3 * 0.693147180559945, relative: 1e-14))
    #expect(isClose(logarithm(ofRatio: .max, to: .max - 1), 0x1p-63, relative: 1e-14))
  }

  @Test("labels near each other and far apart give the same table")
  func spread() throws {
    var random = SeededNumbers(state: 11)
    let truth = (0..<3000).map { _ in Int32.random(in: 0..<900, using: &random) }
    let labels = (0..<3000).map { _ in Int32.random(in: -400..<400, using: &random) }
    let near = try ContingencyTable(truth: truth, labels: labels)
    let far = try ContingencyTable(
      truth: truth.map { $0 * 2_000_000 - 900_000_000 }, labels: labels.map { $0 * 5_000_000 })
    #expect(near.cells == far.cells)
    #expect(near.clusters.map { $0 * 5_000_000 } == far.clusters)
    #expect(near.cells.reduce(0) { $0 + $1.count } == 3000)
    #expect(near.cells.contains { $0.count > 1 })
  }

  @Test("a million points of a thousand classes in a thousand clusters take moments")
  func large() throws {
    let count = 1_000_000
    var random = SeededNumbers(state: 5)
    let truth = (0..<count).map { Int32($0 % 1000) }
    let labels = truth.map { random.next() % 4 == 0 ? Int32(random.next() % 1000) : $0 }
    let table = try ContingencyTable(truth: truth, labels: labels)
    #expect((0.55...0.57).contains(table.adjustedRandIndex))
    #expect((0.6...0.75).contains(table.adjustedMutualInformation()))
    let pairs = PairConfusion(table)
    #expect(pairs.total == count * (count - 1))
    #expect(pairs.truePositives + pairs.falseNegatives == 1000 * 1000 * 999)
  }

  @Test("what cannot be scored is an error")
  func errors() throws {
    #expect(throws: MetricError.labelCount(found: 1, expected: 2)) {
      try ContingencyTable(truth: [0, 1], labels: [0])
    }
    #expect(throws: MetricError.noPoints) { try ContingencyTable(truth: [], labels: []) }
    let table = try ContingencyTable(truth: [0, 1], labels: [0, 1])
    for beta in [-1, .nan, .infinity] {
      #expect(throws: MetricError.self) { try VMeasure(table, beta: beta) }
    }
    // β = 0 asks for homogeneity alone, and completeness 0 must not make that 0/0.
    let oneClass = try ContingencyTable(truth: [0, 0], labels: [0, 1])
    #expect(try VMeasure(oneClass, beta: 0).score == 0)
    #expect(try VMeasure(table, beta: 0).score == 1)
  }
}

extension ExternalCase.Averages {
  fileprivate subscript(_ average: ContingencyTable.EntropyAverage) -> Double? {
    switch average {
    case .arithmetic: arithmetic
    case .geometric: geometric
    case .least: least
    case .greatest: greatest
    }
  }
}

/// SplitMix64: the same numbers on every run.
private struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
