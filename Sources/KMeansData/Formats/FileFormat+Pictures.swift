extension FileFormat {
  /// Portable Network Graphics, by libpng.
  public static let png = FileFormat(
    ending: "png", magic: PNGPicture.magic,
    reader: .picture { bytes, source throws(DataError) in
      try PNGPicture.decode(bytes, source: source)
    })
  /// JPEG, by libjpeg-turbo.
  public static let jpg = jpeg(ending: "jpg")
  /// The same under its other ending.
  public static let jpeg = jpeg(ending: "jpeg")

  private static func jpeg(ending: String) -> FileFormat {
    FileFormat(
      ending: ending, magic: JPEGPicture.magic,
      reader: .picture { bytes, source throws(DataError) in
        try JPEGPicture.decode(bytes, source: source)
      })
  }
}
