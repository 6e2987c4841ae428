/// How the rows of a picture lie when it is looked at: the tag Orientation (0x0112) of TIFF 6.0,
/// which Exif 2.3 keeps. Cameras store rows as the sensor has them and say here how they were held.
package enum PictureOrientation: Int, Sendable {
  /// As stored.
  case upright = 1
  /// The left is at the right.
  case mirrored = 2
  /// Turned by 180°.
  case upsideDown = 3
  /// The top is at the bottom.
  case flipped = 4
  /// Rows are columns.
  case transposed = 5
  /// To be turned clockwise by 90°.
  case turnedLeft = 6
  /// Rows are columns from the other corner.
  case transversed = 7
  /// To be turned counterclockwise by 90°.
  case turnedRight = 8

  /// Whether stored rows are shown as columns.
  package var swapsAxes: Bool { rawValue >= 5 }

  /// Which stored pixel is shown at a place.
  ///
  /// - Parameters:
  ///   - x: the place in its row, of the picture as it is shown.
  ///   - y: the row.
  ///   - width: pixels of a stored row.
  ///   - height: stored rows.
  /// - Returns: the number of the stored pixel.
  package func stored(_ x: Int, _ y: Int, width: Int, height: Int) -> Int {
    let (column, row) =
      switch self {
      case .upright: (x, y)
      case .mirrored: (width - 1 - x, y)
      case .upsideDown: (width - 1 - x, height - 1 - y)
      case .flipped: (x, height - 1 - y)
      case .transposed: (y, x)
      case .turnedLeft: (y, height - 1 - x)
      case .transversed: (width - 1 - y, height - 1 - x)
      case .turnedRight: (width - 1 - y, x)
      }
    return row * width + column
  }

  /// The orientation that Exif data tell: a header of TIFF, then a folder of entries of 12 bytes.
  /// What makes no sense tells none, as viewers have it.
  ///
  /// - Parameter exif: from the mark of the byte order on.
  /// - Complexity: O(entries).
  init(exif: some RandomAccessCollection<UInt8>) {
    self = .upright
    let bytes = Array(exif.prefix(1 << 16))
    guard bytes.count >= 8, bytes[0] == bytes[1] else { return }
    let isBig = bytes[0] == UInt8(ascii: "M")
    guard isBig || bytes[0] == UInt8(ascii: "I") else { return }
    func number(_ at: Int, _ size: Int) -> Int? {
      guard at >= 0, at + size <= bytes.count else { return nil }
      let part = bytes[at..<at + size]
      return (isBig ? Array(part) : part.reversed()).reduce(0) { $0 << 8 | Int($1) }
    }
    guard number(2, 2) == 42, let folder = number(4, 4), let entries = number(folder, 2) else {
      return
    }
    for entry in 0..<entries {
      let at = folder + 2 + 12 * entry
      guard let tag = number(at, 2) else { return }
      // A value of 16 bits (type 3) lies in the entry itself.
      guard tag == 0x0112, number(at + 2, 2) == 3, let value = number(at + 8, 2) else { continue }
      self = PictureOrientation(rawValue: value) ?? .upright
      return
    }
  }
}
