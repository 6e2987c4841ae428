import KMeansCore

/// A type of values in binary files.
enum ElementType: Equatable {
  /// Whole numbers with a sign.
  case int8, int16, int32, int64
  /// Whole numbers from 0.
  case uint8, uint16, uint32, uint64
  /// IEEE 754 binary16, binary32 and binary64.
  case half, float, double

  /// Bytes that one value takes.
  var size: Int {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16, .half: 2
    case .int32, .uint32, .float: 4
    case .int64, .uint64, .double: 8
    }
  }

  /// The type in which a matrix stores such values: bytes and floats keep their type.
  var scalar: PointMatrix.Scalar {
    switch self {
    case .uint8: .uint8
    case .half, .float: .float
    default: .double
    }
  }
}

/// N × d values somewhere in a file, by strides; checked to lie within it.
struct StridedValues {
  /// The type of the values.
  let type: ElementType
  /// Whether the high byte of a value comes first.
  var isBigEndian = false
  /// The bytes before the first value.
  let offset: Int
  /// N.
  let rows: Int
  /// d.
  let columns: Int
  /// The bytes from a value to that of the next row.
  let rowStride: Int
  /// The bytes from a value to that of the next column.
  let columnStride: Int

  /// Whether the bytes are those of a matrix as they are.
  func isBorrowable(from base: UnsafeRawPointer) -> Bool {
    type.scalar.size == type.size && (type.scalar != .double || type == .double)
      && (isBigEndian == (1.bigEndian == 1) || type.size == 1)
      && columnStride == type.size && rowStride == columns * type.size
      && Int(bitPattern: base + offset).isMultiple(of: type.size)
  }

  /// The bytes between the first and the last value of some rows, these included.
  ///
  /// - Precondition: there is a row.
  func extent(of rows: Range<Int>) -> Range<Int> {
    let last = offset + (rows.upperBound - 1) * rowStride + (columns - 1) * columnStride
    return offset + rows.lowerBound * rowStride..<last + type.size
  }

  /// The bits of a value, in the low bytes.
  @inline(__always)
  private func bits<Word: FixedWidthInteger>(_ at: UnsafeRawPointer, as: Word.Type) -> Word {
    let word = at.loadUnaligned(as: Word.self)
    return isBigEndian ? Word(bigEndian: word) : Word(littleEndian: word)
  }

  /// Where a value is.
  @inline(__always)
  private func place(_ base: UnsafeRawPointer, _ row: Int, _ column: Int) -> UnsafeRawPointer {
    base + offset + row * rowStride + column * columnStride
  }

  /// A value; nil for a whole number beyond ±2⁵³.
  @inline(__always)
  func value(_ base: UnsafeRawPointer, _ row: Int, _ column: Int) -> Double? {
    let at = place(base, row, column)
    switch type {
    case .uint8: return Double(at.load(as: UInt8.self))
    case .int8: return Double(at.load(as: Int8.self))
    case .uint16: return Double(bits(at, as: UInt16.self))
    case .int16: return Double(bits(at, as: Int16.self))
    case .uint32: return Double(bits(at, as: UInt32.self))
    case .int32: return Double(bits(at, as: Int32.self))
    case .uint64:
      let whole = bits(at, as: UInt64.self)
      return whole <= 1 << 53 ? Double(whole) : nil
    case .int64:
      let whole = bits(at, as: Int64.self)
      return whole.magnitude <= 1 << 53 ? Double(whole) : nil
    case .half: return Self.half(bits(at, as: UInt16.self))
    case .float: return Double(Float(bitPattern: bits(at, as: UInt32.self)))
    case .double: return Double(bitPattern: bits(at, as: UInt64.self))
    }
  }

  /// The value of an IEEE 754 binary16.
  private static func half(_ bits: UInt16) -> Double {
    let sign = bits >> 15 == 1 ? -1.0 : 1.0
    let (exponent, fraction) = (Int(bits >> 10 & 0x1F), Double(bits & 0x3FF))
    switch exponent {
    case 0: return sign * fraction * 0x1p-24
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default:
      return sign * (1024 + fraction) * Double(sign: .plus, exponent: exponent - 25, significand: 1)
    }
  }

  /// A value as text: whole numbers in full.
  func text(_ base: UnsafeRawPointer, _ row: Int, _ column: Int) -> String {
    let at = place(base, row, column)
    switch type {
    case .int64: return String(bits(at, as: Int64.self))
    case .uint64: return String(bits(at, as: UInt64.self))
    case .float: return Float(bitPattern: bits(at, as: UInt32.self)).description
    case .double: return Double(bitPattern: bits(at, as: UInt64.self)).description
    case .half: return Float(value(base, row, column) ?? 0).description
    default: return String(Int(value(base, row, column) ?? 0))
    }
  }
}
