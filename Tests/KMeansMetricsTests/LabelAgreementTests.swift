import KMeansCore
import KMeansMetrics
import Testing

/// The scores that labels have with other labels are those of their table, either way round.
struct LabelAgreementTests {
  @Test func labelsAgreeAsTheirTableSays() throws {
    let truth = try LabelMatrix(clusters: 3, labels: [0, 0, 1, 1, 2, 2, 2])
    let labels = try LabelMatrix(clusters: 4, labels: [3, 3, 0, 1, 1, 1, 1])
    let table = try ContingencyTable(truth: truth, labels: labels)
    let rand = try labels.adjustedRandIndex(with: truth)
    #expect(rand == table.adjustedRandIndex && rand > 0 && rand < 1)
    #expect(try truth.adjustedRandIndex(with: labels) == rand)
    for average in ContingencyTable.EntropyAverage.allCases {
      let information = try labels.adjustedMutualInformation(with: truth, average: average)
      #expect(information == table.adjustedMutualInformation(average: average))
    }
    let fewer = try LabelMatrix(clusters: 1, labels: [0])
    #expect(throws: MetricError.labelCount(found: 7, expected: 1)) {
      try labels.adjustedRandIndex(with: fewer)
    }
  }
}
