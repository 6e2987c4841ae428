/// Reads what a `CheckpointWriter` wrote, and believes nothing: every number has its bounds, and no
/// memory is taken for what the bytes do not hold.
struct CheckpointReader {
  private let bytes: UnsafeRawBufferPointer
  private var place: Int
  private let end: Int

  /// Reads some of the bytes, which must stay where they are meanwhile.
  init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    (self.bytes, place, end) = (bytes, range.lowerBound, range.upperBound)
  }

  /// How many bytes follow.
  var left: Int { end - place }

  /// Whether everything was read.
  var isAtEnd: Bool { place == end }

  /// The greatest count of things that were done.
  static let most = 1 << 60

  mutating func word<Word: FixedWidthInteger>(_: Word.Type) throws(CheckpointError) -> Word {
    guard end - place >= MemoryLayout<Word>.size else { throw .damaged }
    defer { place += MemoryLayout<Word>.size }
    return Word(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Word.self))
  }

  /// A whole number within bounds.
  mutating func int(_ range: ClosedRange<Int>) throws(CheckpointError) -> Int {
    guard let value = Int(exactly: try word(Int64.self)), range.contains(value) else {
      throw .damaged
    }
    return value
  }

  /// The next bytes, which are there.
  mutating func raw(_ count: Int) -> UnsafeRawBufferPointer {
    defer { place += count }
    return UnsafeRawBufferPointer(rebasing: bytes[place..<place + count])
  }

  /// Leaves out what follows.
  mutating func skip() { place = end }

  /// Whether the bytes that are left may hold `count` things of at least `size` bytes each.
  func holds(_ count: Int, bytesEach size: Int) -> Bool { count <= (end - place) / size }

  /// How many things follow, each of which takes at least `size` bytes.
  mutating func count(bytesEach size: Int) throws(CheckpointError) -> Int {
    let count = try int(0...Self.most)
    guard count <= (end - place) / size else { throw .damaged }
    return count
  }

  mutating func bool() throws(CheckpointError) -> Bool {
    switch try word(UInt8.self) {
    case 0: return false
    case 1: return true
    default: throw .damaged
    }
  }

  /// A finite number.
  mutating func double() throws(CheckpointError) -> Double {
    let value = Double(bitPattern: try word(UInt64.self))
    guard value.isFinite else { throw .damaged }
    return value
  }

  /// A text of at most 64 Ki bytes.
  mutating func text() throws(CheckpointError) -> String {
    let count = try count(bytesEach: 1)
    guard count <= 1 << 16 else { throw .damaged }
    defer { place += count }
    return String(decoding: bytes[place..<place + count], as: UTF8.self)
  }

  mutating func doubles() throws(CheckpointError) -> [Double] {
    let count = try count(bytesEach: 8)
    var values: [Double] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try double()) }
    return values
  }

  mutating func duration() throws(CheckpointError) -> Duration {
    .nanoseconds(try int(0...Self.most))
  }

  mutating func work() throws(CheckpointError) -> Clustering.Work {
    var work = Clustering.Work()
    work.distances = try int(0...Self.most)
    work.truths = try int(0...Self.most)
    work.pointsSkipped = try int(0...Self.most)
    return work
  }

  /// Points whose squares can be summed.
  mutating func points(_ count: Int, dimensions: Int) throws(CheckpointError) -> PointMatrix {
    let (values, isTooMany) = count.multipliedReportingOverflow(by: dimensions)
    guard !isTooMany, values <= (end - place) / 8 else { throw .damaged }
    let (bytes, first) = (bytes, place)
    place += 8 * values
    var isSound = true
    let points = PointMatrix(dimensions: dimensions, count: count) { points in
      for index in 0..<values {
        let bits = bytes.loadUnaligned(fromByteOffset: first + 8 * index, as: UInt64.self)
        points[index] = Double(bitPattern: UInt64(littleEndian: bits))
        isSound = isSound && abs(points[index]) < 0x1p480
      }
    }
    guard isSound else { throw .damaged }
    return points
  }

  /// Labels of at most `most` points; the first of them set, and the others, if they may be, unset.
  mutating func labels(
    most: Int, clusters: Int, mayBeUnset: Bool = false
  ) throws(CheckpointError) -> LabelMatrix {
    let width = CheckpointWriter.width(clusters: clusters)
    let count = try count(bytesEach: width)
    guard count <= most else { throw .damaged }
    let first = place
    place += count * width
    var labels = LabelMatrix(unset: count, clusters: clusters)
    for point in 0..<count {
      let offset = first + point * width
      let code: UInt32
      switch width {
      case 1: code = UInt32(bytes[offset])
      case 2:
        code = UInt32(
          UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
      default:
        code = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
      }
      guard code <= UInt32(truncatingIfNeeded: clusters) else { throw .damaged }
      let isUnset = code == 0
      let isAfterUnset = point > 0 && labels.values[point - 1] < 0
      guard isUnset ? mayBeUnset : !isAfterUnset else { throw .damaged }
      labels.values[point] = Int32(truncatingIfNeeded: code) - 1
    }
    return labels
  }

  /// A value that may be missing.
  mutating func optional<Value>(
    _ body: (inout CheckpointReader) throws(CheckpointError) -> Value
  ) throws(CheckpointError) -> Value? {
    try bool() ? try body(&self) : nil
  }
}
