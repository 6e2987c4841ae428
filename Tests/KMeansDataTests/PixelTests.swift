import KMeansCore
import Testing

@testable import KMeansData

/// Pixels as points, and points as pixels.
@Suite(.enabled(if: PNGLibrary() != nil, "libpng is not installed"))
struct PixelTests {
  private let picture = MadePNG.translucent([
    [0xFF00_0001, 0xFF80_0000, 0x0012_3456], [0x8000_0001, 0xFF00_0100, 0xFF00_0001],
  ])

  @Test func coloursAreWeighedByTheirPixels() throws {
    let table = try table(picture.bytes, .png)
    #expect(table.columns == ["red", "green", "blue"] && table.hasHeader)
    #expect(rows(table.points) == [[0, 0, 1], [0, 1, 0], [128, 0, 0]])
    #expect(table.weights == [3, 1, 1] && table.rows == 6)
    #expect(table.points.scalar == .uint8)
    #expect(table.labelsByRow([7, 8, 9]) == [7, 9, -1, 7, 8, 7])
    #expect(
      table.notes.map(\.description) == [
        "5 pixels have 3 colours; every colour is a point that weighs as many pixels as have it; "
          + "1 transparent pixel is left out, with the label -1; "
          + "1 partly transparent pixel counts by colour alone"
      ])
  }

  @Test func columnsCanBeChosen() throws {
    let options = try ReadingOptions(columns: ["blue", "red"])
    let table = try table(picture.bytes, .png, options: options)
    #expect(rows(table.points) == [[1, 0], [0, 0], [0, 128]])
    for options in [
      try ReadingOptions(weights: "red"), try ReadingOptions(id: "red"),
    ] {
      let text = message { () throws(DataError) in
        try KMeansDataTests.table(picture.bytes, .png, options: options)
      }
      #expect(text.hasPrefix("t.png is a picture: its columns are red, green and blue"))
    }
  }

  @Test func rowsThatWereDroppedHaveNoLabels() throws {
    let table = try table(picture.bytes, .png)
    let complete = CompleteTable(
      table: table, keptRows: nil, rowsInFile: 3, imputed: nil
    ).leavingOut([1])
    #expect(complete.labelsByRowOfFile([4, 5]) == [4, 5, -1, 4, -1, 4])
  }

  @Test func aPictureWithoutPixelsToSeeIsRefused() {
    let text = message { () throws(DataError) in
      try KMeansDataTests.table(MadePNG.translucent([[1, 2]]).bytes, .png)
    }
    #expect(text.contains("all of its pixels are transparent"))
  }

  @Test func endingsAndFirstBytesTellPictures() throws {
    #expect(FileFormat.pictures == [.png, .jpg, .jpeg])
    #expect(owned([0xFF, 0xD8, 0xFF, 0xE0]).isJPEG)
    #expect(FileFormat(reading: "A.JPEG").isPicture && !FileFormat(reading: "a.csv").isPicture)
    for name in ["GIF89a", "RIFF1234WEBP", "II*\0", "0123ftypheic"] {
      let text = message { () throws(DataError) in try csv(name) }
      #expect(text.contains("picture") && text.contains("magick t.csv t-table.png"), "\(text)")
    }
  }

  /// Where the pixels of 3 × 2 go by each orientation; the picture has the letters abc def.
  @Test(arguments: [
    (1, "abcdef"), (2, "cbafed"), (3, "fedcba"), (4, "defabc"), (5, "adbecf"), (6, "daebfc"),
    (7, "fcebda"), (8, "cfbead"),
  ])
  func picturesAreTurned(orientation: Int, shown: String) throws {
    var made = MadePNG.colours([[97, 98, 99], [100, 101, 102]])
    made.chunks = [
      (
        "eXIf",
        Array("II*\0".utf8) + [8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0]
          + [UInt8(orientation), 0, 0, 0]
      )
    ]
    let picture = try PNGPicture.decode(owned(made.bytes), source: "p.png")
    let pixels = ShownPixels(picture)
    #expect(pixels.width == (orientation < 5 ? 3 : 2))
    let turned = try PNGPicture.decode(
      owned(try picture.png(pixels, path: "q.png")), source: "q.png")
    #expect(
      (0..<6).map { String(UnicodeScalar(UInt8(turned.colour($0).code))) }.joined() == shown)
  }

  @Test func largePicturesAreThinnedEvenly() throws {
    let picture = try PNGPicture.decode(
      owned(MadePNG.colours([(0..<9).map { UInt32($0) }]).bytes), source: "p.png")
    let pixels = ShownPixels(picture, most: 3)
    #expect(pixels.width == 3 && pixels.height == 1 && pixels.stored == [1, 4, 7])
    #expect(ShownPixels(picture, most: 9).stored == nil)
  }

  @Test func alphaStaysInPalettes() throws {
    let table = try table(picture.bytes, .png)
    let pixels = try #require(table.pixels)
    let image = PaletteImage(pixels, entries: [0, 0, 1], palette: [0x11_2233, 0xFF_EE00])
    let file = try image.png(ShownPixels(pixels.picture), path: "q.png")
    let found = try PNGPicture.decode(owned(file), source: "q.png")
    // The type of colour in the header: an index a pixel.
    #expect(file[25] == 3 && file[24] == 2)
    let expected: [(UInt32, UInt8)] = [
      (0x11_2233, 255), (0xFF_EE00, 255), (0, 0), (0x11_2233, 128), (0x11_2233, 255),
      (0x11_2233, 255),
    ]
    for (pixel, (code, alpha)) in expected.enumerated() {
      #expect(found.colour(pixel).code == code && found.colour(pixel).alpha == alpha)
    }
  }

  /// 300 colours, or 300 pairs of a colour and an alpha, have no room among 256.
  @Test(arguments: [false, true])
  func largePalettesNeedAllBytes(hasAlpha: Bool) throws {
    let codes = (0..<300).map { UInt32($0) * 50_000 }
    let made =
      hasAlpha
      ? MadePNG.translucent([(0..<300).map { UInt32($0 % 250 + 5) << 24 | codes[$0 / 100] }])
      : MadePNG.colours([codes])
    let table = try table(made.bytes, .png)
    let pixels = try #require(table.pixels)
    let count = table.points.count
    let image = PaletteImage(
      pixels, entries: (0..<count).map { Int32($0) }, palette: Array(codes.prefix(count)))
    let file = try image.png(ShownPixels(pixels.picture), path: "q.png")
    #expect(file[25] == (hasAlpha ? 6 : 2))
    let found = try PNGPicture.decode(owned(file), source: "q.png")
    #expect(found.colour(299).code == codes[hasAlpha ? 2 : 299])
  }
}

extension OwnedBytes {
  fileprivate var isJPEG: Bool {
    withExtendedLifetime(self) { FileFormat(sniffing: buffer) == .jpg }
  }
}
