/// libpng through its simplified interface (png.h, section 5 of libpng-manual.txt), of which four
/// functions and one structure are needed.
struct PNGLibrary {
  /// `png_image`, whose fields are found by their places: the structure is a part of the binary
  /// interface of version 1.6.
  private final class Image {
    private enum Place {
      static let (version, width, height, format, flags) = (8, 12, 16, 20, 24)
      static let (entries, outcome, message, size) = (28, 32, 36, 104)
    }

    let memory = UnsafeMutableRawPointer.allocate(byteCount: Place.size, alignment: 8)

    init() {
      memory.initializeMemory(as: UInt8.self, repeating: 0, count: Place.size)
      memory.storeBytes(of: 1, toByteOffset: Place.version, as: UInt32.self)
    }

    deinit { memory.deallocate() }

    private subscript(_ place: Int) -> UInt32 {
      get { memory.load(fromByteOffset: place, as: UInt32.self) }
      set { memory.storeBytes(of: newValue, toByteOffset: place, as: UInt32.self) }
    }

    var width: UInt32 {
      get { self[Place.width] }
      set { self[Place.width] = newValue }
    }
    var height: UInt32 {
      get { self[Place.height] }
      set { self[Place.height] = newValue }
    }
    var format: UInt32 {
      get { self[Place.format] }
      set { self[Place.format] = newValue }
    }
    var flags: UInt32 {
      get { self[Place.flags] }
      set { self[Place.flags] = newValue }
    }
    var entries: UInt32 {
      get { self[Place.entries] }
      set { self[Place.entries] = newValue }
    }

    /// Why the last call failed, in the library's words.
    var message: String {
      String(cString: (memory + Place.message).assumingMemoryBound(to: CChar.self))
    }
  }

  private typealias Begin = @convention(c) (UnsafeMutableRawPointer, UnsafeRawPointer, Int) -> Int32
  private typealias Finish =
    @convention(c) (
      UnsafeMutableRawPointer, UnsafeRawPointer?, UnsafeMutableRawPointer, Int32,
      UnsafeMutableRawPointer?
    ) -> Int32
  private typealias Write =
    @convention(c) (
      UnsafeMutableRawPointer, UnsafeMutableRawPointer, UnsafeMutablePointer<Int>, Int32,
      UnsafeRawPointer, Int32, UnsafeRawPointer?
    ) -> Int32
  private typealias Free = @convention(c) (UnsafeMutableRawPointer) -> Void

  private let begin: Begin
  private let finish: Finish
  private let write: Write
  private let free: Free

  /// The library; nil where it is not installed.
  init?(_ library: SystemLibrary = .png) {
    guard let functions = library.load(),
      let begin = functions("png_image_begin_read_from_memory", as: Begin.self),
      let finish = functions("png_image_finish_read", as: Finish.self),
      let write = functions("png_image_write_to_memory", as: Write.self),
      let free = functions("png_image_free", as: Free.self)
    else { return nil }
    (self.begin, self.finish, self.write, self.free) = (begin, finish, write, free)
  }

  /// Parts of `format` (PNG_FORMAT_FLAG_…) and `flags` (PNG_IMAGE_FLAG_…).
  private enum Flag {
    static let (alpha, colour, palette): (UInt32, UInt32, UInt32) = (1, 2, 8)
    /// Less time for larger files; and 16 bits without a gamma are sRGB as 8 bits are.
    static let (fast, deepIsSRGB): (UInt32, UInt32) = (2, 4)
  }

  /// Why libpng refused.
  struct Failure: Error {
    let reason: String
  }

  /// Decodes a file to 8 bits a channel.
  ///
  /// - Parameters:
  ///   - file: a PNG file.
  ///   - memory: for 3 bytes a pixel, or 4 where it is told that there is alpha.
  /// - Throws: `Failure`, or what `memory` throws.
  func decode(
    _ file: [UInt8], into memory: (_ hasAlpha: Bool) throws -> UnsafeMutableRawPointer
  ) throws {
    let image = Image()
    defer { free(image.memory) }
    try file.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, begin(image.memory, base, bytes.count) != 0 else {
        throw Failure(reason: image.message)
      }
      let alpha = image.format & Flag.alpha
      image.format = Flag.colour | alpha
      image.flags |= Flag.deepIsSRGB
      guard finish(image.memory, nil, try memory(alpha != 0), 0, nil) != 0 else {
        throw Failure(reason: image.message)
      }
    }
  }

  /// Encodes pixels of 8 bits a channel, or indices into a palette.
  ///
  /// - Parameters:
  ///   - pixels: an index a pixel with a palette, else 3 bytes, or 4 with alpha.
  ///   - palette: red, green, blue, and alpha where there is any; empty for none.
  ///   - hasAlpha: whether pixels, or entries of the palette, have 4 bytes.
  ///   - size: the width and the height, neither of them 0.
  /// - Returns: the file.
  /// - Throws: `Failure`.
  func encode(
    _ pixels: [UInt8], palette: [UInt8], hasAlpha: Bool, _ size: (width: Int, height: Int)
  ) throws(Failure) -> [UInt8] {
    let image = Image()
    defer { free(image.memory) }
    (image.width, image.height) = (UInt32(size.width), UInt32(size.height))
    let channels = hasAlpha ? 4 : 3
    image.format = Flag.colour | (hasAlpha ? Flag.alpha : 0) | (palette.isEmpty ? 0 : Flag.palette)
    image.entries = UInt32(palette.count / channels)
    image.flags = Flag.fast
    // Stored blocks are the longest that deflate gives; chunks of 8 KiB have 12 bytes around.
    let raw = size.height * (1 + size.width * (palette.isEmpty ? channels : 1))
    var count = raw + raw / 4 + 8192
    var status: Int32 = 0
    let file = [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
      pixels.withUnsafeBytes { pixels in
        palette.withUnsafeBytes { palette in
          guard let target = buffer.baseAddress, let pixels = pixels.baseAddress else { return }
          status = write(image.memory, target, &count, 0, pixels, 0, palette.baseAddress)
        }
      }
      written = status == 0 ? 0 : count
    }
    guard status != 0 else { throw Failure(reason: image.message) }
    return file
  }
}
