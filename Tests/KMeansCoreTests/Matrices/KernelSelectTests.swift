import Testing

@testable import KMeansCore

/// The points that bounds leave: every instruction set equals the definition.
@Suite struct KernelSelectTests {
  private static func left(
    _ labels: [Int32], _ gaps: [Float], _ thresholds: [Float], count: Int, by kernels: Kernels
  ) -> [Int32] {
    // Nothing past the room for n may be written.
    var offsets = [Int32](repeating: -7, count: count + 16)
    let found = kernels.select(
      labels: labels, gaps: gaps, thresholds: thresholds, clusters: thresholds.count,
      count: count, offsets: &offsets)
    #expect(offsets[count...].allSatisfy { $0 == -7 }, "\(kernels.name)")
    return Array(offsets.prefix(found))
  }

  @Test func equalsTheDefinition() {
    var random = TestRandom(seed: 3)
    let special: [Float] = [.nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude]
    for round in 0..<36 {
      let k = round < 20 ? 1 + round : 1 + random.below(300)
      let thresholds = (0..<k).map { _ in
        random.below(9) == 0 ? special[random.below(special.count)] : Float(random.signed())
      }
      let labels = (0..<200).map { _ in
        random.below(8) == 0 ? -1 - Int32(random.below(2)) : Int32(random.below(k))
      }
      let gaps = labels.map { label in
        switch random.below(6) {
        case 0: special[random.below(special.count)]
        // A gap that equals its threshold proves nothing.
        case 1: thresholds[max(0, Int(label))]
        default: Float(random.signed())
        }
      }
      for count in Array(0...70) + [199, 200] {
        let expected = (0..<count).filter {
          !(labels[$0] >= 0 && gaps[$0] > thresholds[Int(labels[$0])])
        }.map { Int32($0) }
        for kernels in Kernels.all {
          #expect(
            Self.left(labels, gaps, thresholds, count: count, by: kernels) == expected,
            "\(kernels.name), n = \(count)")
        }
      }
    }
  }

  @Test func allOrNone() {
    for kernels in Kernels.all {
      for count in [1, 16, 33, 100] {
        let labels = [Int32](repeating: 0, count: count)
        let gaps = [Float](repeating: 1, count: count)
        #expect(Self.left(labels, gaps, [2], count: count, by: kernels).count == count)
        #expect(Self.left(labels, gaps, [0.5], count: count, by: kernels).isEmpty)
      }
    }
  }
}
