import Foundation
import KMeansCore
import Testing

@testable import KMeansData

/// JPEG files become the pixels that Pillow 13 (libjpeg-turbo too) makes of them.
@Suite(.enabled(if: SystemLibrary.turboJPEG.load() != nil, "libturbojpeg is not installed"))
struct JPEGPictureTests {
  /// 10 × 6 pixels in two colours by halves, turned by a camera.
  private static let turned =
    "/9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAA0JCgsKCA"
    + "0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMR"
    + "EyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAGAA"
    + "oDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAMG/8QAHhAAAQMEAwAAAAAAAAAAAAAAAQACAwQVMdFRUpH/"
    + "xAAVAQEBAAAAAAAAAAAAAAAAAAADBf/EABsRAAICAwEAAAAAAAAAAAAAAAECAAMEESEF/9oADAMBAAIRAxEAPwDLxV"
    + "8ocSGsxwdqtxm6x+HaIqGI7LXoGF6QD37bvJ//2Q=="
  private static let grey =
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNy"
    + "wtQFdBRkxOUlNSMj5aYVpQYEpRUk//wAALCAAGAAoBAREA/8QAFQABAQAAAAAAAAAAAAAAAAAABQb/xAAeEAABAwQD"
    + "AAAAAAAAAAAAAAABAgNhAAQFBhIiUv/aAAgBAQAAPwAjbstcXuLabdQ0AHwrqD5VM1IczFf/2Q=="
  private static let print =
    "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAbEhQXFBEbFxYXHhwbIChCKyglJShROj0wQmBVZWRfVV1baniZgWpxkHNbXY"
    + "W1hpCeo6utq2eAvMm6pseZqKuk/8AAFAgABgAKBEMRAE0RAFkRAEsRAP/EABcAAAMBAAAAAAAAAAAAAAAAAAAEBQb/"
    + "xAAkEAACAgECBQUAAAAAAAAAAAABAgADBAUhEhQVMmFBUVKR0f/aAA4EQwBNAFkASwAAPwBTV8uy7FVWCgBwdh4MjY"
    + "drJaSAO31iekZdlOUzKFJKEbjyJppI4jHOaf2WV+qX/Cv6P7Cf/9k="

  private func bytes(_ text: String) throws -> [UInt8] {
    Array(try #require(Data(base64Encoded: text)))
  }

  private func picture(_ text: String) throws -> (Picture, [[UInt8]]) {
    let picture = try JPEGPicture.decode(owned(try bytes(text)), source: "p.jpg")
    let all = withExtendedLifetime(picture) { Array(picture.bytes.buffer) }
    return (picture, stride(from: 0, to: all.count, by: 3).map { Array(all[$0..<$0 + 3]) })
  }

  @Test func coloursAreThoseOfPillow() throws {
    let (picture, pixels) = try picture(Self.turned)
    #expect(picture.width == 10 && picture.height == 6 && picture.orientation == .turnedLeft)
    #expect(pixels[0] == [195, 31, 66] && pixels[25] == [115, 90, 158])
    #expect(pixels[59] == [0, 73, 130])
    let sums = (0..<3).map { channel in pixels.reduce(0) { $0 + Int($1[channel]) } }
    #expect(sums == [5033, 3450, 6516])
  }

  @Test func greysBecomeColours() throws {
    let (picture, pixels) = try picture(Self.grey)
    #expect(picture.orientation == .upright && !picture.hasAlpha)
    #expect(pixels.allSatisfy { $0[0] == $0[1] && $0[1] == $0[2] })
    #expect(pixels[0][0] == 207 && pixels[59][0] == 12 && pixels[25][0] == 28)
    #expect(pixels.reduce(0) { $0 + Int($1[0]) } == 4948)
  }

  @Test func coloursOfPrintAreRefused() {
    #expect(
      message { () throws(DataError) in
        guard let bytes = try? bytes(Self.print) else { return }
        _ = try JPEGPicture.decode(owned(bytes), source: "p.jpg")
      } == "p.jpg is a JPEG picture in the colours of print (CMYK), which is not read; convert it "
        + "first: magick p.jpg -colorspace sRGB p.jpg.png")
  }

  /// No cut file is taken for a whole one, though a decoder would fill the rest with grey.
  @Test func cutFilesAreRefused() throws {
    let whole = try bytes(Self.turned)
    for count in 3..<whole.count - 2 {
      let text = message { () throws(DataError) in
        try JPEGPicture.decode(owned(Array(whole.prefix(count))), source: "p.jpg")
      }
      #expect(text.hasPrefix("p.jpg cannot be decoded as JPEG: ") && !text.contains("\n"))
    }
  }

  @Test func damagedFilesAreReadOrRefused() throws {
    let whole = try bytes(Self.turned)
    for place in whole.indices.dropFirst(3) {
      var damaged = whole
      damaged[place] ^= 0x41
      let text = message { () throws(DataError) in
        try JPEGPicture.decode(owned(damaged), source: "p.jpg")
      }
      #expect(!text.contains("\n"))
    }
  }

  @Test func aLibraryThatIsMissingIsNamed() throws {
    let none = SystemLibrary(names: ["libnone.so.9"], title: "libnone", advice: "apt install none")
    let whole = owned(try bytes(Self.grey))
    #expect(
      message { () throws(DataError) in
        try JPEGPicture.decode(whole, source: "p.jpg", by: none)
      } == "p.jpg is a JPEG picture, which needs the library libnone, and that is not installed; "
        + "install it: apt install none")
  }
}
