extension ForeignFormat {
  /// Pictures of kinds that are not decoded.
  static let pictures = [
    picture("a GIF picture", "GIF8"), picture("a TIFF picture", "II*\0"),
    picture("a TIFF picture", "MM\0*"), picture("a WebP picture", "WEBP", offset: 8),
    picture("a HEIC picture", "ftypheic", offset: 4),
    picture("a HEIC picture", "ftypmif1", offset: 4),
    picture("an AVIF picture", "ftypavif", offset: 4),
    picture("a JPEG XL picture", "JXL ", offset: 4),
    picture("a Photoshop picture", "8BPS\0\u{1}"),
  ]

  private static func picture(_ kind: String, _ magic: String, offset: Int = 0) -> ForeignFormat {
    ForeignFormat(
      kind: kind, magic: Array(magic.utf8), offset: offset, advice: "magick FILE NAME.png")
  }
}
