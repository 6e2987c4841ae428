extension Survey {
  /// Writes every bit of it.
  func write(_ out: inout CheckpointWriter) {
    out.write(count)
    out.write(dimensions)
    out.write(weights.total)
    out.write(weights.range.above)
    out.write(weights.range.lowestBit)
    out.write(bits: box.least)
    out.write(bits: box.greatest)
    out.write(bits: box.leastMagnitude)
    out.write(box.fractionBits)
    out.write(box.isInteger)
    Self.write(plain, &out)
    out.write(weighted) { Self.write($1, &$0) }
  }

  private static func write(_ moments: [Moments], _ out: inout CheckpointWriter) {
    for feature in moments {
      out.write(feature.sum)
      out.write(feature.square)
    }
  }

  /// The most points that all shards may have.
  static let mostPoints = 1 << 48

  /// Reads what `write` wrote.
  ///
  /// - Throws: `CheckpointError.damaged` for what no survey of points that can be clustered says.
  init(_ input: inout CheckpointReader) throws(CheckpointError) {
    let count = try input.int(1...Self.mostPoints)
    let d = try input.int(1...1 << 40)
    let total = try input.sum()
    // The total of `mostPoints` points of the greatest weight.
    guard total.rounded < 0x1p528 else { throw .damaged }
    let above = try input.int(-600...600)
    let lowest = try input.int(-1100...above)
    let (least, greatest) = (try input.bits(d), try input.bits(d))
    let magnitudes = try input.bits(d)
    let fractions = try input.int(0...52)
    let isInteger = try input.bool()
    for feature in 0..<d {
      guard abs(least[feature]) < 0x1p480, abs(greatest[feature]) < 0x1p480,
        least[feature] <= greatest[feature], magnitudes[feature] > 0
      else { throw .damaged }
    }
    let plain = try Self.moments(d, &input)
    let weighted = try input.optional { input throws(CheckpointError) in
      try Self.moments(d, &input)
    }
    let weights = SurveyedWeights(
      total: total, range: FixedPointGrid.Range(above: above, lowestBit: lowest))
    // Without weights each is 1, which draws rely on.
    guard weighted != nil || weights == SurveyedWeights(nil, count: count) else { throw .damaged }
    self.init(
      count: count, weights: weights,
      box: BoundingBox(
        least: least, greatest: greatest, leastMagnitude: magnitudes, hasNaN: false,
        fractionBits: fractions, isInteger: isInteger), plain: plain, weighted: weighted)
  }

  private static func moments(
    _ count: Int, _ input: inout CheckpointReader
  ) throws(CheckpointError) -> [Moments] {
    guard input.holds(count, bytesEach: 10) else { throw .damaged }
    var moments: [Moments] = []
    moments.reserveCapacity(count)
    for _ in 0..<count {
      moments.append(Moments(sum: try input.dyadic(), square: try input.sum()))
    }
    return moments
  }
}
