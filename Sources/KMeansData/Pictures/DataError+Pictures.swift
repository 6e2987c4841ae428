extension DataError {
  /// What is said of pictures; nil for other errors.
  var pictureSentence: String? {
    switch self {
    case .noDecoder(let source, let kind, let library, let advice):
      "\(source) is \(kind), which needs the library \(library), and that is not installed; "
        + "install it: \(advice)"
    case .badPicture(let source, let format, let reason):
      "\(source) cannot be decoded as \(format): \(reason); fetch or write it again"
    case .pictureTooLarge(let source, let width, let height, let most):
      "\(source) has \(grouped(width)) × \(grouped(height)) pixels, more than the "
        + "\(grouped(most)) that are read; make it smaller"
    case .pictureColumn(let source, let option):
      "\(source) is a picture: its columns are red, green and blue, and a colour weighs as many "
        + "pixels as have it; leave \(option) out"
    case .pictureRows(let source, let advice):
      "\(source) is a picture, whose points are its colours; \(advice)"
    case .noPicture(let source):
      "\(source) is no picture; a palette is made of "
        + FileFormat.pictures.map(\.description).joined(separator: ", ")
    default: nil
    }
  }
}
