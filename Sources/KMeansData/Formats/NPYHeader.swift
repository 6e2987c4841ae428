/// The header of NumPy's array format, versions 1 to 3
/// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
enum NPYHeader {
  /// The first six bytes of every such file.
  static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]

  private static let format = ".npy"

  /// Where the values of a file are, all of it checked against the file's length.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - source: its name, for errors.
  ///   - isFlatAllowed: whether an array of shape (N,) is read as one of (N, 1).
  /// - Returns: where the values are and what they are.
  /// - Throws: `DataError.wrongMagic`, `.badHeader`, `.wrongLength`, `.unsupportedType`,
  ///   `.wrongShape`, `.noRows`.
  /// - Complexity: O(header).
  static func values(
    _ bytes: OwnedBytes, source: String, isFlatAllowed: Bool = false
  ) throws(DataError) -> StridedValues {
    let (text, offset) = try headerText(bytes, source: source)
    let fields: NPYFields
    do {
      fields = try NPYFields(text)
    } catch {
      throw .badHeader(source: source, format: format, reason: error.reason)
    }
    let (type, isBigEndian) = try elementType(fields.type, source: source)
    let (rows, columns) = try shape(
      isFlatAllowed && fields.shape.count == 1 ? fields.shape + [1] : fields.shape, source: source)
    try VectorFile.checkLength(
      bytes, header: offset, shape: (rows, columns), size: type.size, source: source)
    let isFortran = fields.isFortranOrder
    return StridedValues(
      type: type, isBigEndian: isBigEndian, offset: offset, rows: rows, columns: columns,
      rowStride: type.size * (isFortran ? 1 : columns),
      columnStride: type.size * (isFortran ? rows : 1))
  }

  /// The dictionary that describes the array, and where the values begin.
  private static func headerText(
    _ bytes: OwnedBytes, source: String
  ) throws(DataError) -> ([UInt8], Int) {
    let buffer = bytes.buffer
    guard buffer.starts(with: magic) else {
      throw .wrongMagic(source: source, format: "an .npy")
    }
    guard bytes.count >= 10 else {
      throw .wrongLength(source: source, expected: "at least 10", found: bytes.count)
    }
    let version = buffer[6]
    guard (1...3).contains(version) else {
      throw .badHeader(
        source: source, format: format, reason: "version \(version).\(buffer[7]) is not known")
    }
    let lengthSize = version == 1 ? 2 : 4
    guard bytes.count >= 8 + lengthSize else {
      throw .wrongLength(source: source, expected: "at least \(8 + lengthSize)", found: bytes.count)
    }
    let length = (0..<lengthSize).reduce(0) { $0 | Int(buffer[8 + $1]) << (8 * $1) }
    let offset = 8 + lengthSize + length
    guard offset <= bytes.count else {
      throw .wrongLength(source: source, expected: "at least \(offset)", found: bytes.count)
    }
    return (Array(buffer[(8 + lengthSize)..<offset]), offset)
  }

  private static func shape(
    _ shape: [Int], source: String
  ) throws(DataError) -> (rows: Int, columns: Int) {
    let text = "(\(shape.map(String.init).joined(separator: ", "))\(shape.count == 1 ? "," : ""))"
    let advice: String? =
      switch shape.count {
      case 0: "it is a single value"
      case 1: "for N points of one feature save x.reshape(-1, 1)"
      case 2: nil
      default: "for one point an entry save x.reshape(len(x), -1)"
      }
    if let advice { throw .wrongShape(source: source, shape: text, advice: advice) }
    if shape[0] == 0 { throw .noRows(source: source) }
    if shape[1] == 0 {
      throw .wrongShape(source: source, shape: text, advice: "points need at least one feature")
    }
    return (shape[0], shape[1])
  }

  private static func elementType(
    _ descr: String, source: String
  ) throws(DataError) -> (ElementType, isBigEndian: Bool) {
    let order = descr.first ?? " "
    let types: [String: ElementType] = [
      "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64, "u1": .uint8, "u2": .uint16,
      "u4": .uint32, "u8": .uint64, "f2": .half, "f4": .float, "f8": .double,
    ]
    let name = String(descr.dropFirst())
    if "<>|=".contains(order), let type = types[name] {
      let isNative = order == "=" || order == "|"
      return (type, isNative ? 1.bigEndian == 1 : order == ">")
    }
    throw .unsupportedType(source: source, type: descr, advice: advice(for: name, descr))
  }

  private static func advice(for name: String, _ descr: String) -> String {
    if descr.hasPrefix("[") {
      return "it has named fields, save numpy.lib.recfunctions.structured_to_unstructured(x)"
    }
    return switch name.first {
    case "b": "save x.astype('u1')"
    case "c": "save its parts, numpy.hstack([x.real, x.imag])"
    case "f": "save x.astype('f8')"
    case "O": "it holds Python objects, save x.astype('f8')"
    case "S", "U": "it holds text, save x.astype('f8') if the text is numbers"
    case "M", "m": "it holds times, save them as numbers, for example x.astype('i8')"
    default: "save x.astype('f8')"
    }
  }
}
