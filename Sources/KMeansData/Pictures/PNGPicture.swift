import KMeansCore

/// PNG files (Portable Network Graphics, third edition, W3C 2025): pictures by libpng.
enum PNGPicture {
  /// The first bytes of every file.
  static let magic: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The most bytes that a byte of deflate becomes (zlib's algorithm.txt).
  private static let mostPerByte = 1032

  /// Decodes a file.
  ///
  /// Grey, palettes, 1 to 16 bits and interlaced files all become 8 bits of red, green and blue.
  /// Values are taken as sRGB, as they stand: gamma, chromaticities and profiles do not reach the
  /// decoder.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - source: how messages call it.
  ///   - library: libpng.
  /// - Returns: the picture.
  /// - Throws: `DataError.noDecoder`, `.pictureTooLarge`, `.badPicture`, `.outOfMemory`.
  /// - Complexity: O(bytes + pixels).
  static func decode(
    _ bytes: OwnedBytes, source: String, by library: SystemLibrary = .png
  ) throws(DataError) -> Picture {
    let parts = try Parts(bytes.buffer, source: source)
    try Picture.checkSize(parts.width, parts.height, source: source)
    // A file so short can only be damaged, and might be made to exhaust memory.
    let bits = parts.width * parts.height * parts.bitsPerPixel
    guard bits / 8 <= parts.dataLength * mostPerByte else {
      throw .badPicture(
        source: source, format: "PNG", reason: "too few bytes for its pixels")
    }
    guard let png = PNGLibrary(library) else { throw library.missing(source, "a PNG picture") }
    let (width, height) = (parts.width, parts.height)
    // The number of channels is known only once the library has looked.
    var memory = try GrowingBytes(capacity: width * height * 4, for: source)
    try memory.reserve(width * height * 4, keeping: 0)
    var hasAlpha = false
    let target = memory.base
    do {
      try png.decode(parts.file) { alpha in
        hasAlpha = alpha
        return target
      }
    } catch let failure as PNGLibrary.Failure {
      throw .badPicture(source: source, format: "PNG", reason: failure.reason)
    } catch {
      throw .badPicture(source: source, format: "PNG", reason: "\(error)")
    }
    return Picture(
      source: source, width: width, height: height, hasAlpha: hasAlpha,
      orientation: parts.orientation,
      bytes: memory.finish(count: width * height * (hasAlpha ? 4 : 3)))
  }

  /// Encodes pixels; see `PNGLibrary.encode`.
  ///
  /// - Throws: `DataError.noDecoder`, `.cannotWrite`.
  static func encode(
    _ pixels: [UInt8], palette: [UInt8] = [], hasAlpha: Bool, width: Int, height: Int,
    path: String, by library: SystemLibrary = .png
  ) throws(DataError) -> [UInt8] {
    guard let png = PNGLibrary(library) else { throw library.missing(path, "to be a PNG picture") }
    do throws(PNGLibrary.Failure) {
      return try png.encode(pixels, palette: palette, hasAlpha: hasAlpha, (width, height))
    } catch {
      throw .cannotWrite(path: path, reason: error.reason)
    }
  }
}

/// What makes the pixels of a PNG file: its critical chunks and its transparency, without gamma,
/// profiles, text and whatever else decoders have stumbled over.
private struct Parts {
  /// A file of these chunks.
  private(set) var file = PNGPicture.magic
  /// From the header.
  private(set) var (width, height, bitsPerPixel) = (0, 0, 0)
  /// Bytes of packed pixels.
  private(set) var dataLength = 0
  /// How viewers turn the picture.
  private(set) var orientation = PictureOrientation.upright

  /// Channels by type of colour; nil for types that do not exist.
  private static let channels = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4]

  /// Goes through the chunks: a length, four letters, the data, a checksum.
  init(_ bytes: UnsafeRawBufferPointer, source: String) throws(DataError) {
    func bad(_ reason: String) -> DataError {
      .badPicture(source: source, format: "PNG", reason: reason)
    }
    guard bytes.starts(with: file) else {
      throw .wrongMagic(source: source, format: "a .png")
    }
    file.reserveCapacity(bytes.count)
    var at = file.count
    while true {
      guard bytes.count - at >= 12 else { throw bad("it is cut short") }
      let length = bytes.bigEndian(at)
      guard length <= bytes.count - at - 12 else { throw bad("it is cut short") }
      let type = Array(bytes[at + 4..<at + 8])
      let data = bytes[at + 8..<at + 8 + length]
      if at == PNGPicture.magic.count {
        guard type == Array("IHDR".utf8), length == 13,
          let channels = Self.channels[Int(data[data.startIndex + 9])]
        else { throw bad("its header makes no sense") }
        (width, height) = (bytes.bigEndian(at + 8), bytes.bigEndian(at + 12))
        guard width > 0, height > 0 else { throw bad("it has no pixels") }
        bitsPerPixel = channels * Int(data[data.startIndex + 8])
      }
      // Letters in capitals are of chunks that no decoder may pass over.
      if type[0] & 0x20 == 0 || type == Array("tRNS".utf8) {
        file.append(contentsOf: bytes[at..<at + 12 + length])
      }
      if type == Array("IDAT".utf8) { dataLength += length }
      if type == Array("eXIf".utf8) { orientation = PictureOrientation(exif: data) }
      if type == Array("IEND".utf8) { return }
      at += 12 + length
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Four bytes, the high one first.
  fileprivate func bigEndian(_ at: Int) -> Int {
    Int(UInt32(bigEndian: loadUnaligned(fromByteOffset: at, as: UInt32.self)))
  }
}
