import KMeansCore

/// A picture in the colours of a palette, as a PNG file.
package struct PaletteImage {
  /// The picture.
  private let pixels: PixelRows
  /// The place in the palette, one a colour of the picture.
  private let entries: [Int32]
  /// The palette, as 0xRRGGBB.
  private let palette: [UInt32]

  /// The most entries of the palette of a PNG file.
  package static let mostEntries = 256

  /// A picture whose colours become others.
  ///
  /// - Parameters:
  ///   - pixels: the picture.
  ///   - entries: the place in the palette, one a colour of the picture.
  ///   - palette: colours as 0xRRGGBB.
  /// - Precondition: one place a colour.
  package init(_ pixels: PixelRows, entries: [Int32], palette: [UInt32]) {
    (self.pixels, self.entries, self.palette) = (pixels, entries, palette)
  }

  /// The file: with indices into a palette where that has at most 256 entries, each transparency of
  /// a colour counting as one, and else with all bytes of every pixel. Alpha stays as it was.
  ///
  /// - Parameters:
  ///   - shown: which pixels.
  ///   - path: where the file goes, for errors.
  /// - Returns: the bytes of a PNG file.
  /// - Throws: `DataError.noDecoder`, `.cannotWrite`.
  /// - Complexity: O(pixels + 2²⁴).
  package func png(_ shown: ShownPixels, path: String) throws(DataError) -> [UInt8] {
    if palette.count <= Self.mostEntries, !pixels.picture.hasAlpha {
      return try PNGPicture.encode(
        pixels.bytes(entries.map { UInt8($0) }, shown), palette: palette.flatMap(Self.bytes),
        hasAlpha: false, width: shown.width, height: shown.height, path: path)
    }
    let labels = pixels.labels(entries, shown)
    if let found = indices(labels, shown) {
      return try PNGPicture.encode(
        found.indices, palette: found.colours, hasAlpha: true, width: shown.width,
        height: shown.height, path: path)
    }
    let hasAlpha = pixels.picture.hasAlpha
    var bytes: [UInt8] = []
    bytes.reserveCapacity(labels.count * (hasAlpha ? 4 : 3))
    for (place, label) in labels.enumerated() {
      bytes += Self.bytes(label < 0 ? 0 : palette[Int(label)])
      if hasAlpha { bytes.append(alpha(place, shown)) }
    }
    return try PNGPicture.encode(
      bytes, hasAlpha: hasAlpha, width: shown.width, height: shown.height, path: path)
  }

  /// An index a pixel, and four bytes an index; nil for more than 256.
  private func indices(
    _ labels: [Int32], _ shown: ShownPixels
  ) -> (indices: [UInt8], colours: [UInt8])? {
    guard palette.count <= Self.mostEntries else { return nil }
    // By colour and alpha; the last row is that of transparent pixels.
    var known = [Int](repeating: -1, count: (palette.count + 1) * 256)
    var (indices, colours): ([UInt8], [UInt8]) = ([], [])
    indices.reserveCapacity(labels.count)
    for (place, label) in labels.enumerated() {
      let alpha = alpha(place, shown)
      let key = (label < 0 ? palette.count : Int(label)) * 256 + Int(alpha)
      if known[key] < 0 {
        guard colours.count < 4 * Self.mostEntries else { return nil }
        known[key] = colours.count / 4
        colours += Self.bytes(label < 0 ? 0 : palette[Int(label)]) + [alpha]
      }
      indices.append(UInt8(known[key]))
    }
    return (indices, colours)
  }

  private func alpha(_ place: Int, _ shown: ShownPixels) -> UInt8 {
    pixels.picture.colour(shown.stored.map { Int($0[place]) } ?? place).alpha
  }

  private static func bytes(_ colour: UInt32) -> [UInt8] {
    [UInt8(colour >> 16), UInt8(colour >> 8 & 0xFF), UInt8(colour & 0xFF)]
  }
}

extension Picture {
  /// The picture itself as a PNG file.
  ///
  /// - Parameters:
  ///   - shown: which pixels.
  ///   - path: where the file goes, for errors.
  /// - Returns: the bytes of the file.
  /// - Throws: as `PaletteImage.png`.
  /// - Complexity: O(pixels shown).
  package func png(_ shown: ShownPixels, path: String) throws(DataError) -> [UInt8] {
    var all: [UInt8] = []
    all.reserveCapacity(shown.count * stride)
    for place in 0..<shown.count {
      let (code, alpha) = colour(shown.stored.map { Int($0[place]) } ?? place)
      all.append(UInt8(code >> 16))
      all.append(UInt8(code >> 8 & 0xFF))
      all.append(UInt8(code & 0xFF))
      if hasAlpha { all.append(alpha) }
    }
    return try PNGPicture.encode(
      all, hasAlpha: hasAlpha, width: shown.width, height: shown.height, path: path)
  }
}
