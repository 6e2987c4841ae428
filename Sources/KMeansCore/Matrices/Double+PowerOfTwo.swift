extension Double {
  /// 2ⁿ.
  @inlinable
  package static func powerOfTwo(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }

  /// The greatest power of two that brings a number of this size below 1, as far as it is finite
  /// itself; 1 for 0.
  package var scaleBelowOne: Double {
    self > 0 ? Double.powerOfTwo(min(1023, -Int(exponent) - 1)) : 1
  }
}
