import Testing

@testable import KMeansCore
@testable import KMeansMetrics

/// Comparisons of labels of points with weights against those of points copied as often as they
/// weigh.
struct WeightedAgreementTests {
  @Test("tables count copies", arguments: 0..<6)
  func tables(seed: UInt64) throws {
    let data = try WeightedPoints(seed)
    let one = try ContingencyTable(
      truth: data.truth, labels: data.y.values, copies: data.weights.map { Int($0) })
    let other = try ContingencyTable(
      truth: data.copies.map { data.truth[$0] }, labels: data.labels.values)
    #expect(one == other)
    #expect(one.adjustedMutualInformation() == other.adjustedMutualInformation())
  }

  @Test("weights of 1 and shares agree with tables; shares know no unit")
  func agreement() throws {
    let data = try WeightedPoints(2)
    let table = try ContingencyTable(truth: data.truth, labels: data.y.values)
    let ones = try WeightedAgreement(
      truth: data.truth, labels: data.y.values, weights: data.truth.map { _ in 1 })
    expectNear(
      scores(ones),
      [
        table.adjustedRandIndex, table.randIndex, table.fowlkesMallowsIndex,
        table.mutualInformation, table.normalizedMutualInformation(), VMeasure(table).score,
        VMeasure(table).homogeneity, VMeasure(table).completeness,
      ])
    let found = try WeightedAgreement(
      truth: data.truth, labels: data.y.values, weights: data.weights)
    let scaled = try WeightedAgreement(
      truth: data.truth, labels: data.y.values, weights: data.weights.map { $0 * 0.37 })
    expectNear(scores(found), scores(scaled))
    // What goes by shares is that of copies.
    let copies = try ContingencyTable(
      truth: data.copies.map { data.truth[$0] }, labels: data.labels.values)
    expectNear([found.mutualInformation], [copies.mutualInformation])
    // Pairs of two different points weigh the product.
    var (both, all) = (0.0, 0.0)
    for i in 0..<90 {
      for j in 0..<90 where j != i {
        let weight = data.weights[i] * data.weights[j]
        all += weight
        let agrees =
          (data.truth[i] == data.truth[j]) == (data.y.values[i] == data.y.values[j])
        both += agrees ? weight : 0
      }
    }
    expectNear([found.randIndex], [both / all])
  }

  private func scores(_ found: WeightedAgreement) -> [Double] {
    [
      found.adjustedRandIndex, found.randIndex, found.fowlkesMallowsIndex,
      found.mutualInformation, found.normalizedMutualInformation, found.vMeasure,
      found.homogeneity, found.completeness,
    ]
  }
}
