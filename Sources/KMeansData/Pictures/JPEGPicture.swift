import KMeansCore

/// JPEG files (ITU-T T.81): pictures by libjpeg-turbo.
enum JPEGPicture {
  /// The first bytes of every file.
  static let magic: [UInt8] = [0xFF, 0xD8, 0xFF]

  private typealias Begin = @convention(c) () -> UnsafeMutableRawPointer?
  private typealias Header =
    @convention(c) (
      UnsafeMutableRawPointer, UnsafeRawPointer, UInt, UnsafeMutablePointer<Int32>,
      UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>
    ) -> Int32
  private typealias Decode =
    @convention(c) (
      UnsafeMutableRawPointer, UnsafeRawPointer, UInt, UnsafeMutableRawPointer, Int32, Int32, Int32,
      Int32, Int32
    ) -> Int32
  private typealias Message = @convention(c) (UnsafeMutableRawPointer) -> UnsafePointer<CChar>?
  private typealias End = @convention(c) (UnsafeMutableRawPointer) -> Int32

  /// Numbers of turbojpeg.h: pixels of red, green and blue; the colours of print; an end at the
  /// first warning, and at 500 scans, which no camera writes.
  private enum Number {
    static let (rgb, cmyk, ycck): (Int32, Int32, Int32) = (0, 3, 4)
    static let (stopOnWarning, limitScans): (Int32, Int32) = (8192, 32768)
  }

  /// Decodes a file by the accurate transform and smooth upsampling, which are the library's usual
  /// ones. Grey becomes red, green and blue; profiles are passed over.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - source: how messages call it.
  ///   - library: TurboJPEG.
  /// - Returns: the picture.
  /// - Throws: `DataError.noDecoder`, `.pictureTooLarge`, `.badPicture`, `.outOfMemory`, and
  ///   `.foreign` for the colours of print.
  /// - Complexity: O(bytes + pixels).
  static func decode(
    _ bytes: OwnedBytes, source: String, by library: SystemLibrary = .turboJPEG
  ) throws(DataError) -> Picture {
    guard bytes.buffer.starts(with: magic) else {
      throw .wrongMagic(source: source, format: "a .jpg")
    }
    guard let functions = library.load(),
      let begin = functions("tjInitDecompress", as: Begin.self),
      let readHeader = functions("tjDecompressHeader3", as: Header.self),
      let decode = functions("tjDecompress2", as: Decode.self),
      let message = functions("tjGetErrorStr2", as: Message.self),
      let end = functions("tjDestroy", as: End.self), let decoder = begin()
    else { throw library.missing(source, "a JPEG picture") }
    defer { _ = end(decoder) }
    func failure() -> DataError {
      let reason = message(decoder).map { String(cString: $0) } ?? "it is damaged"
      return .badPicture(source: source, format: "JPEG", reason: reason)
    }
    let size = UInt(bytes.count)
    var (width, height, sampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    guard readHeader(decoder, bytes.base, size, &width, &height, &sampling, &space) == 0 else {
      throw failure()
    }
    if space == Number.cmyk || space == Number.ycck {
      throw .foreign(
        source: source, kind: "a JPEG picture in the colours of print (CMYK)",
        advice: "magick \(source) -colorspace sRGB \(source).png")
    }
    try Picture.checkSize(Int(width), Int(height), source: source)
    let count = Int(width) * Int(height) * 3
    var memory = try GrowingBytes(capacity: count, for: source)
    try memory.reserve(count, keeping: 0)
    guard
      decode(
        decoder, bytes.base, size, memory.base, width, 0, height, Number.rgb,
        Number.stopOnWarning | Number.limitScans) == 0
    else { throw failure() }
    return Picture(
      source: source, width: Int(width), height: Int(height), hasAlpha: false,
      orientation: orientation(of: bytes.buffer), bytes: memory.finish(count: count))
  }

  /// What the segment APP1 of Exif tells; it stands before the first scan.
  private static func orientation(of bytes: UnsafeRawBufferPointer) -> PictureOrientation {
    let name = Array("Exif\0\0".utf8)
    var at = 2
    while at + 4 <= bytes.count, bytes[at] == 0xFF, bytes[at + 1] != 0xDA {
      if bytes[at + 1] == 0xFF {  // Filling.
        at += 1
        continue
      }
      let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
      let last = at + 2 + length
      guard length >= 2, last <= bytes.count else { break }
      let data = bytes[at + 4..<last]
      if bytes[at + 1] == 0xE1, data.starts(with: name) {
        return PictureOrientation(exif: data.dropFirst(name.count))
      }
      at = last
    }
    return .upright
  }
}
