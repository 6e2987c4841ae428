import KMeansCore
import Testing

@testable import KMeansData

/// PNG files of every kind become the pixels that they hold.
@Suite(.enabled(if: PNGLibrary() != nil, "libpng is not installed"))
struct PNGPictureTests {
  private func decoded(_ made: MadePNG) throws -> [UInt8] {
    let picture = try PNGPicture.decode(owned(made.bytes), source: "p.png")
    #expect(picture.width == made.width && picture.height == made.height)
    return withExtendedLifetime(picture) { Array(picture.bytes.buffer) }
  }

  @Test func coloursStayAsTheyAre() throws {
    let bytes: [[UInt8]] = [[1, 2, 3, 254, 255, 0], [9, 8, 7, 100, 101, 102]]
    #expect(try decoded(MadePNG(rows: bytes)) == bytes.flatMap(\.self))
  }

  @Test(
    arguments: [
      // Greys of 1, 2, 4 and 8 bits, from the high bit.
      (1, [0b1000_0000, 0b0100_0000], [255, 0, 0, 255]),
      (2, [0b0110_0000, 0b1100_0000], [85, 170, 255, 0]),
      (4, [0x1F, 0x80], [17, 255, 136, 0]), (8, [], [1, 2, 3, 4]),
    ] as [(Int, [UInt8], [UInt8])])
  func greysBecomeColours(depth: Int, packed: [UInt8], greys: [UInt8]) throws {
    let rows = depth == 8 ? [[1, 2], [3, 4]] : packed.map { [$0] }
    let found = try decoded(MadePNG(depth: depth, type: 0, rows: rows))
    #expect(found == greys.flatMap { [$0, $0, $0] })
  }

  /// 16 bits are rounded to 8: v · 255 / 65535.
  @Test func deepColoursAreRounded() throws {
    let values: [UInt16] = [0, 128, 129, 65_535, 32_768, 32_896]
    let row = values.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let found = try decoded(MadePNG(height: 1, depth: 16, rows: [row]))
    #expect(found == values.map { UInt8((Double($0) * 255 / 65_535).rounded()) })
  }

  @Test func palettesAreLookedUp() throws {
    let made = MadePNG(
      depth: 2, type: 3, rows: [[0b0001_0000], [0b1001_0000]],
      chunks: [("PLTE", [10, 20, 30, 40, 50, 60, 70, 80, 90])])
    #expect(try decoded(made) == [10, 20, 30, 40, 50, 60, 70, 80, 90, 40, 50, 60])
    var clear = made
    clear.chunks.append(("tRNS", [0, 128]))
    let found = try decoded(clear)
    #expect(found == [10, 20, 30, 0, 40, 50, 60, 128, 70, 80, 90, 255, 40, 50, 60, 128])
  }

  /// A gamma of 1, which would brighten the picture, is not looked at.
  @Test func valuesAreTakenAsTheyStand() throws {
    let rows: [[UInt8]] = [[1, 50, 99, 150, 200, 250], [9, 8, 7, 100, 101, 102]]
    let made = MadePNG(rows: rows, chunks: [("gAMA", [0, 1, 0x86, 0xA0]), ("iCCP", [1, 2, 3])])
    #expect(try decoded(made) == rows.flatMap(\.self))
  }

  @Test func everyOrientationIsRead() throws {
    for value in 0...9 {
      let exif =
        Array("MM\0*".utf8) + [0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(value)]
      var made = MadePNG.colours([[1, 2], [3, 4]])
      made.chunks = [("eXIf", exif + [0, 0])]
      let picture = try PNGPicture.decode(owned(made.bytes), source: "p.png")
      #expect(picture.orientation.rawValue == ((1...8).contains(value) ? value : 1))
    }
  }

  @Test func cutFilesAreRefused() throws {
    let bytes = MadePNG.colours([[1, 2, 3], [4, 5, 6]]).bytes
    for count in 8..<bytes.count {
      let text = message { () throws(DataError) in
        try PNGPicture.decode(owned(Array(bytes.prefix(count))), source: "p.png")
      }
      #expect(
        text == "p.png cannot be decoded as PNG: it is cut short; fetch or write it again")
    }
  }

  /// A checksum covers every chunk, so that no byte of them changes unseen.
  @Test func damagedFilesAreRefused() throws {
    let bytes = MadePNG.colours([[1, 2, 3], [4, 5, 6]]).bytes
    for place in bytes.indices.dropLast(12) {
      var damaged = bytes
      damaged[place] ^= 0x04
      let text = message { () throws(DataError) in
        try PNGPicture.decode(owned(damaged), source: "p.png")
      }
      #expect(text.hasPrefix("p.png") && !text.contains("\n"), "\(place)")
    }
  }

  @Test func bombsAreRefusedBeforeMemoryIsAsked() throws {
    var made = MadePNG.colours([[1]])
    (made.width, made.height) = (100_000, 100_000)
    #expect(
      message { () throws(DataError) in try PNGPicture.decode(owned(made.bytes), source: "p.png") }
        == "p.png has 100,000 × 100,000 pixels, more than the 268,435,456 that are read; "
        + "make it smaller")
    (made.width, made.height) = (16_000, 16_000)
    #expect(
      message { () throws(DataError) in try PNGPicture.decode(owned(made.bytes), source: "p.png") }
        == "p.png cannot be decoded as PNG: too few bytes for its pixels; fetch or write it again")
  }

  @Test func aLibraryThatIsMissingIsNamed() {
    let none = SystemLibrary(names: ["libnone.so.9"], title: "libnone", advice: "apt install none")
    let bytes = owned(MadePNG.colours([[1]]).bytes)
    let text = message { () throws(DataError) in
      try PNGPicture.decode(bytes, source: "p.png", by: none)
    }
    #expect(
      text == "p.png is a PNG picture, which needs the library libnone, and that is not installed; "
        + "install it: apt install none")
  }

  @Test func whatIsEncodedIsDecoded() throws {
    var random = SeededNumbers(state: 3)
    for (width, height, alpha, entries) in [
      (1, 1, false, 0), (7, 5, true, 0), (33, 9, false, 2), (5, 40, true, 200),
      (300, 2, false, 256),
    ] {
      let channels = alpha ? 4 : 3
      func bytes(_ count: Int, below limit: Int = 256) -> [UInt8] {
        (0..<count).map { _ in UInt8(Int.random(in: 0..<limit, using: &random)) }
      }
      let palette = bytes(entries * channels)
      let pixels =
        entries == 0
        ? bytes(width * height * channels) : bytes(width * height, below: entries)
      let file = try PNGPicture.encode(
        pixels, palette: palette, hasAlpha: alpha, width: width, height: height, path: "p.png")
      let picture = try PNGPicture.decode(owned(file), source: "p.png")
      let wanted =
        entries == 0
        ? pixels
        : pixels.flatMap { palette[Int($0) * channels..<(Int($0) + 1) * channels] }
      // A palette none of whose entries is clear needs no alpha.
      #expect(withExtendedLifetime(picture) { Array(picture.bytes.buffer) } == wanted)
    }
  }
}
