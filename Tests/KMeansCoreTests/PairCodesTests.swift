import Testing

@testable import KMeansCore

/// Codes of pairs come apart into what they were made of.
@Suite struct PairCodesTests {
  @Test(arguments: Kernels.all.map(\.panelWidth))
  func partsAreQuotientAndRemainder(_ width: Int) {
    let codes = PairCodes(width: width)
    let last = Int(Int32.max)
    // About the multiples of the width, small and great, and at the end of what a code can be.
    let quotients = Array(0..<2000) + (0..<2000).map { last / width - $0 * 997 }
    for quotient in quotients where quotient >= 0 {
      for code in [quotient * width - 1, quotient * width, quotient * width + width / 2] {
        guard (0...last).contains(code) else { continue }
        let (position, lane) = codes.pair(Int32(code))
        #expect(position == code / width && lane == code % width, "\(code)")
        #expect(codes.lane(Int32(code)) == lane)
      }
    }
    #expect(codes.pair(Int32.max) == (last / width, last % width))
  }
}
