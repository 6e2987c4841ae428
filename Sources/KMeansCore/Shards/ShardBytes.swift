/// How requests, answers and states of shards become bytes: a head that says what they are and how
/// many, what they hold, and a checksum.
enum ShardBytes {
  /// What the bytes are.
  enum Kind: UInt32 {
    case request = 1
    case answer = 2
    case state = 3
  }

  /// The first byte is none of a text, and line ends of both kinds show when a transfer changes
  /// them.
  static let magic: [UInt8] = [0x89] + Array("KMSH\r\n".utf8) + [0x1A]
  /// How the bytes are laid out.
  static let format: UInt32 = 1
  /// Magic, format, kind and the number of all bytes.
  static let head = 24

  /// Bytes of what `body` writes.
  static func sealed(_ kind: Kind, _ body: (inout CheckpointWriter) -> Void) -> [UInt8] {
    var inner = CheckpointWriter()
    body(&inner)
    var out = CheckpointWriter()
    out.reserve(inner.bytes.count + head + 8)
    out.write(raw: magic)
    out.write(word: format)
    out.write(word: kind.rawValue)
    out.write(inner.bytes.count + head + 8)
    out.write(raw: inner.bytes)
    out.write(word: out.bytes.withUnsafeBytes { Checksum.of($0) })
    return out.bytes
  }

  /// The checksum of bytes that have been opened, by which an answer names its request.
  static func sum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self).littleEndian
  }

  /// What is in some bytes.
  ///
  /// - Parameters:
  ///   - bytes: what `sealed` returned.
  ///   - kind: what they must be.
  ///   - body: reads all of it.
  /// - Returns: what `body` returns.
  /// - Throws: `ShardError` for bytes of another kind or format, and where a bit is another.
  /// - Complexity: O(n) for n bytes.
  static func opened<Value>(
    _ bytes: UnsafeRawBufferPointer, _ kind: Kind,
    _ body: (inout CheckpointReader) throws(CheckpointError) -> Value
  ) throws(ShardError) -> Value {
    guard bytes.count >= magic.count, bytes[..<magic.count].elementsEqual(magic) else {
      throw .notShardBytes
    }
    guard bytes.count >= head + 8 else { throw .damaged }
    let found = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self).littleEndian
    guard found == format else { throw .unknownFormat(Int(found)) }
    let count = bytes.loadUnaligned(fromByteOffset: 16, as: Int64.self).littleEndian
    let end = bytes.count - 8
    guard count == Int64(bytes.count),
      sum(bytes) == Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
    else { throw .damaged }
    let own = bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self).littleEndian
    guard own == kind.rawValue else { throw .notShardBytes }
    var input = CheckpointReader(bytes, head..<end)
    do throws(CheckpointError) {
      let value = try body(&input)
      guard input.isAtEnd else { throw .damaged }
      return value
    } catch {
      throw .damaged
    }
  }
}

extension CheckpointWriter {
  /// An exact number, of any size.
  mutating func write(_ value: Dyadic) {
    write(value.isNegative)
    write(word: Int16(truncatingIfNeeded: value.exponent))
    write(word: UInt16(truncatingIfNeeded: value.limbs.count))
    for limb in value.limbs { write(word: limb) }
  }

  /// Numbers by their bits, which may be infinite; how many is known elsewhere.
  mutating func write<Value: BitwiseCopyable>(bits values: some Collection<Value>) {
    // All systems that this runs on have the low byte first.
    let copy: Void? = values.withContiguousStorageIfAvailable { values in
      write(raw: UnsafeRawBufferPointer(values))
    }
    precondition(copy != nil, "values lie in one piece")
  }

  /// Points and how many they are.
  mutating func write(counted m: PointMatrix) {
    write(m.count)
    if m.count > 0 { write(m) }
  }
}

extension CheckpointReader {
  /// The most limbs that an exact sum of products has.
  private static let mostLimbs = 128

  mutating func dyadic() throws(CheckpointError) -> Dyadic {
    let isNegative = try bool()
    let exponent = Int(try word(Int16.self))
    let count = Int(try word(UInt16.self))
    guard abs(exponent) <= 8192, count <= Self.mostLimbs else { throw .damaged }
    var limbs: [UInt64] = []
    for _ in 0..<count { limbs.append(try word(UInt64.self)) }
    return Dyadic(limbs: limbs, exponent: exponent, isNegative: isNegative)
  }

  /// A sum of numbers that are not negative.
  mutating func sum() throws(CheckpointError) -> Dyadic {
    let value = try dyadic()
    guard !value.isNegative else { throw .damaged }
    return value
  }

  mutating func dyadics(_ count: Int) throws(CheckpointError) -> [Dyadic] {
    guard count <= CheckpointReader.most, holds(count, bytesEach: 5) else { throw .damaged }
    var values: [Dyadic] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try sum()) }
    return values
  }

  /// Numbers by their bits.
  mutating func bits<Value: BitwiseCopyable>(
    _ count: Int, as type: Value.Type = Double.self
  ) throws(CheckpointError) -> [Value] {
    let size = MemoryLayout<Value>.stride
    guard count >= 0, holds(count, bytesEach: size) else { throw .damaged }
    let taken = raw(count * size)
    return [Value](unsafeUninitializedCapacity: count) { values, initialized in
      UnsafeMutableRawBufferPointer(values).copyMemory(from: taken)
      initialized = count
    }
  }

  /// Points and how many they are, `most` at most.
  mutating func counted(_ dimensions: Int, most: Int) throws(CheckpointError) -> PointMatrix {
    try points(try int(0...most), dimensions: dimensions)
  }
}
