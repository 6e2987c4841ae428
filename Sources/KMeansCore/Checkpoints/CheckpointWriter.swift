/// Lays values out as bytes: whole numbers low byte first, counts before what they count.
struct CheckpointWriter {
  private(set) var bytes: [UInt8] = []

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  mutating func write(raw: some Sequence<UInt8>) { bytes.append(contentsOf: raw) }

  mutating func write<Word: FixedWidthInteger>(word: Word) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ value: Int) { write(word: Int64(value)) }

  mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func write(_ value: Double) { write(word: value.bitPattern) }

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Values by the bits.
  mutating func write(_ values: [Double]) {
    write(values.count)
    for value in values { write(value) }
  }

  /// In nanoseconds.
  mutating func write(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    let nanoseconds = Double(seconds) * 1e9 + Double(attoseconds) * 1e-9
    write(word: Int64(min(max(0, nanoseconds), 0x1p60)))
  }

  mutating func write(_ work: Clustering.Work) {
    for count in [work.distances, work.truths, work.pointsSkipped] { write(count) }
  }

  /// The values of `Double` points alone; the shape is known elsewhere.
  mutating func write(_ m: PointMatrix) {
    m.withDoubles { values in
      for index in 0..<m.count * m.dimensions { write(values[index]) }
    }
  }

  /// Labels in as few bytes each as hold k + 1 numbers: those from 1 are clusters, 0 is unset.
  mutating func write(_ labels: LabelMatrix) {
    write(labels.count)
    switch Self.width(clusters: labels.clusters) {
    case 1: for label in labels.values { bytes.append(UInt8(truncatingIfNeeded: label &+ 1)) }
    case 2: for label in labels.values { write(word: UInt16(truncatingIfNeeded: label &+ 1)) }
    default: for label in labels.values { write(word: UInt32(truncatingIfNeeded: label &+ 1)) }
    }
  }

  /// Bytes that a label takes.
  static func width(clusters: Int) -> Int { clusters < 1 << 8 ? 1 : clusters < 1 << 16 ? 2 : 4 }

  /// A value that may be missing.
  mutating func write<Value>(
    _ value: Value?, _ body: (inout CheckpointWriter, Value) -> Void
  ) {
    write(value != nil)
    if let value { body(&self, value) }
  }
}

/// A sum over bytes that tells when one of them is changed.
///
/// The mixing of 64-bit words is that of `splitmix64` (G. L. Steele, D. Lea and C. H. Flood, "Fast
/// splittable pseudorandom number generators", OOPSLA 2014), one word after the other.
enum Checksum {
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var sum = mixed(UInt64(bytes.count))
    var place = 0
    while place + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
      sum = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
      sum ^= sum >> 32
      place += 8
    }
    var last: UInt64 = 0
    while place < bytes.count {
      last = last << 8 | UInt64(bytes[place])
      place += 1
    }
    return mixed(sum ^ last)
  }

  @inline(__always)
  static func mixed(_ word: UInt64) -> UInt64 {
    var word = word &+ 0x9E37_79B9_7F4A_7C15
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
