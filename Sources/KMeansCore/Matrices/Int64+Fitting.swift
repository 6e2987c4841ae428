/// Conversions to whole numbers that accept any number.
///
/// X is lent, and its owner may change it while it is read. A conversion that assumes what was
/// checked once would then end the process. These give some number instead, and cost no more than
/// the check in Swift's own conversions.
extension Int64 {
  /// The whole part of a number, rounded towards 0; 0 where it does not fit, or is NaN.
  @inlinable @inline(__always)
  package init(fitting value: Double) {
    let fits =
      value.isFinite && value > -9_223_372_036_854_777_856.0
      && value < 9_223_372_036_854_775_808.0
    self = fits ? Int64(value) : 0
  }
}

extension UInt8 {
  /// A whole number from 0 to 255 as a byte; any byte for another number.
  @inlinable @inline(__always)
  package init(fitting value: Double) {
    // The last bits of a number raised by 2^52 are the nearest whole number.
    self.init(truncatingIfNeeded: (value + 0x1p52).bitPattern)
  }
}
