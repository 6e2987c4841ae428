import KMeansCore

/// A picture whose pixels were decoded: rows from the top, in each row pixels from the left, of
/// every pixel red, green and blue from 0 to 255 (sRGB), and alpha where the picture has it.
package struct Picture: Sendable {
  /// The file as the user named it.
  package let source: String
  /// Pixels of a row.
  package let width: Int
  /// Rows of pixels.
  package let height: Int
  /// Whether pixels have a fourth byte: 0 for transparent, 255 for opaque.
  package let hasAlpha: Bool
  /// How viewers turn the rows before they show them.
  package let orientation: PictureOrientation
  /// 3 or 4 bytes a pixel.
  let bytes: OwnedBytes

  /// Pixels that a picture may have: 268 million, so that memory is bounded (1 GB) and a file of
  /// some bytes cannot ask for all of it.
  static let mostPixels = 1 << 28

  /// How many pixels there are.
  package var count: Int { width * height }

  /// Bytes from a pixel to the next.
  var stride: Int { hasAlpha ? 4 : 3 }

  /// The colour of a pixel as 0xRRGGBB, and its alpha; pixels count from 0, by rows as they are
  /// stored.
  @inline(__always)
  func colour(_ pixel: Int) -> (code: UInt32, alpha: UInt8) {
    let at = bytes.base + pixel * stride
    let red = UInt32(at.load(as: UInt8.self))
    let green = UInt32(at.load(fromByteOffset: 1, as: UInt8.self))
    let blue = UInt32(at.load(fromByteOffset: 2, as: UInt8.self))
    let alpha = hasAlpha ? at.load(fromByteOffset: 3, as: UInt8.self) : 255
    return (red << 16 | green << 8 | blue, alpha)
  }

  /// Throws for more pixels than are read, before memory is asked for.
  ///
  /// - Throws: `DataError.pictureTooLarge`.
  static func checkSize(_ width: Int, _ height: Int, source: String) throws(DataError) {
    let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
    guard !overflow, pixels <= mostPixels else {
      throw .pictureTooLarge(source: source, width: width, height: height, most: mostPixels)
    }
  }
}
