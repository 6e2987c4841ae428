import KMeansCore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Numbers in a page's JSON: their bytes, low byte first, in base 64, which keeps every bit and
/// takes less room than digits.
struct PageValues: Encodable, Sendable {
  /// How one number is stored: "u1", "u2", "i4", "f4" or "f8", as NumPy calls it.
  let type: String
  /// The bytes of all in base 64.
  let bytes: String

  /// The values of all points, in the smallest type that holds every one of them exactly.
  ///
  /// - Complexity: O(N·d).
  init(_ points: PointMatrix) {
    self.init((0..<points.count).flatMap(points.point))
  }

  /// Values in the smallest type that holds every one of them exactly.
  init(_ values: [Double]) {
    switch Self.size(values) {
    case 1: self.init("u1", values.map { UInt8($0) })
    case 4: self.init("f4", values.map { Float($0).bitPattern })
    default: self.init("f8", values.map(\.bitPattern))
    }
  }

  /// Labels of `clusters` clusters.
  init(_ labels: LabelMatrix) {
    if labels.clusters <= 1 << 8 {
      self.init("u1", labels.values.map { UInt8($0) })
    } else {
      self.init("u2", labels.values.map { UInt16($0) })
    }
  }

  private init<Word: FixedWidthInteger>(_ type: String, _ words: [Word]) {
    self.type = type
    bytes = unsafe words.map(\.littleEndian).withUnsafeBytes { unsafe Data($0) }
      .base64EncodedString()
  }

  /// Bytes that a value of some points takes in the smallest type that holds all exactly.
  static func size(of points: PointMatrix, rows: [Int]) -> Int {
    rows.reduce(1) { max($0, size(points.point($1))) }
  }

  private static func size(_ values: [Double]) -> Int {
    values.reduce(1) { size, value in
      if value >= 0 && value <= 255 && value == value.rounded() && !isNegativeZero(value) {
        return size
      }
      // Bits and not values, so that −0 stays what it is.
      return Double(Float(value)).bitPattern == value.bitPattern ? max(size, 4) : 8
    }
  }

  private static func isNegativeZero(_ value: Double) -> Bool { value == 0 && value.sign == .minus }
}
