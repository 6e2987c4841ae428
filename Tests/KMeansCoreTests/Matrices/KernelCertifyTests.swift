import Testing

import CKMeansKernels
@testable import KMeansCore

/// Proven labels and bounds: every instruction set equals scalar bit for bit.
struct KernelCertifyTests {
  @Test func everySetEqualsScalar() throws {
    let scalar = try #require(Kernels.named("scalar"))
    var state: UInt64 = 7
    func unit() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    for round in 0..<200 {
      let panel = Panel(clusters: 5, unit: unit, isSteep: round % 7 == 0)
      for kernels in Kernels.all {
        for count in 1...kernels.panelWidth where count <= 48 {
          let own = panel.certified(by: kernels, count: count)
          let expected = panel.certified(by: scalar, count: count)
          #expect(own == expected, "\(kernels.name) \(count)")
          let alone = panel.certified(by: kernels, count: count, hasLowers: false)
          #expect(alone.open == expected.open && alone.gaps == expected.gaps, "\(kernels.name)")
          #expect(alone.lowers.allSatisfy { $0 == 0 }, "\(kernels.name)")
        }
      }
    }
  }

  /// A gap is at most what exact distances give, and little less, however small they are: roots
  /// are taken of floats.
  @Test func gapsAreBoundsAndTight() {
    var state: UInt64 = 11
    func unit() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    for power in [0, 10, 20, 40, 57, 61, 64, 66] {
      let size = Double(sign: .plus, exponent: -power, significand: 1)
      for kernels in Kernels.all {
        let panel = Panel(near: unit, size: size)
        let count = min(48, kernels.panelWidth)
        let certified = panel.certified(by: kernels, count: count, margin: 0)
        #expect(certified.open.isEmpty)
        for lane in 0..<count {
          let (square, least, second) = (panel.norms[lane], panel.least[lane], panel.second[lane])
          let far = (square + 2 * Double(least)).squareRoot()
          let near = (square + 2 * Double(second)).squareRoot()
          let gap = Double(Float(bitPattern: certified.gaps[lane]))
          let lower = Double(Float(bitPattern: certified.lowers[lane]))
          #expect(gap <= near - far && lower <= near, "\(kernels.name) 2^-\(power)")
          let slack = 0x1p-17 * near + 0x1p-58
          #expect(gap >= near - far - slack && lower >= near - slack, "\(kernels.name)")
        }
      }
    }
  }

  @Test func whatIsNotKnownIsNoBound() throws {
    for kernels in Kernels.all {
      // One cluster: the second score is infinite, and so is no bound on anything.
      var panel = Panel(clusters: 1, unit: { 0.5 }, isSteep: false)
      panel.second = panel.second.map { _ in .infinity }
      let certified = panel.certified(by: kernels, count: kernels.panelWidth)
      #expect(certified.open.isEmpty)
      #expect(certified.gaps.allSatisfy { $0 == (-Float.infinity).bitPattern })
      // A tie is open.
      panel.second = panel.least
      #expect(panel.certified(by: kernels, count: 3).open == [0, 1, 2])
    }
  }
}

/// What pack and tile leave of a panel, for the widest of them.
private struct Panel {
  let norms: [Double]
  let least: [Float]
  var second: [Float]
  let index: [Int32]
  let own: [Double]
  let others: [Double]
  let scale: Double

  struct Certified: Equatable {
    var open: [Int32]
    var gaps: [UInt32]
    var lowers: [UInt32]
  }

  init(clusters: Int, unit: () -> Double, isSteep: Bool) {
    let scale = isSteep ? 0x1p-60 : 1
    norms = (0..<48).map { _ in unit() * 4 }
    let scores = (0..<48).map { _ in Float((unit() - 0.7) * scale) }
    least = scores
    second = scores.map { $0 + Float(unit() * unit() * 0.01 * scale) }
    index = (0..<48).map { _ in Int32(unit() * Double(clusters)) }
    own = (0..<clusters).map { _ in unit() }
    others = (0..<clusters).map { _ in unit() * 100 }
    self.scale = isSteep ? 0x1p300 : 0.25
  }

  /// Points near one of two centroids, with distances of about `size`; scores are exact.
  init(near unit: () -> Double, size: Double) {
    norms = (0..<48).map { _ in Double(Float((1 + unit()) * size * size)) }
    least = norms.map { Float($0 * -0.25) }
    second = norms.map { Float($0 * 0.5) }
    index = Array(repeating: 0, count: 48)
    (own, others) = ([0], [0])
    scale = 1
  }

  func certified(
    by kernels: Kernels, count: Int, hasLowers: Bool = true, margin: Double = 1e-6
  ) -> Certified {
    var gaps = [Float](repeating: 0, count: 48)
    var lowers = gaps
    var open = [Int32](repeating: -1, count: 48)
    let found = own.withUnsafeBufferPointer { own in
      others.withUnsafeBufferPointer { others in
        var margins = Kernels.Margins()
        (margins.constant, margins.linear, margins.square) = (margin, margin, margin * 1e-8)
        (margins.lost, margins.unit, margins.least) = (0x1p-120, scale, 1e-18)
        (margins.own, margins.others) = (own.baseAddress, others.baseAddress)
        return lowers.withUnsafeMutableBufferPointer { lowers in
          kernels.certify(
            by: &margins, count: count, norms: norms, least: least, second: second,
            index: index, gaps: &gaps, lowers: hasLowers ? lowers.baseAddress : nil, open: &open)
        }
      }
    }
    return Certified(
      open: Array(open.prefix(found)), gaps: gaps.prefix(count).map(\.bitPattern),
      lowers: lowers.prefix(count).map(\.bitPattern))
  }
}
