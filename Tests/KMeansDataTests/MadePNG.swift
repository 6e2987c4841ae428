/// PNG files that tests write themselves, in stored blocks of deflate, of any kind of pixels.
struct MadePNG {
  var width = 2
  var height = 2
  /// Bits of a channel.
  var depth = 8
  /// 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha.
  var type = 2
  /// The packed bytes of every row.
  var rows: [[UInt8]]
  /// Chunks before the data: their names and their bytes.
  var chunks: [(name: String, data: [UInt8])] = []

  /// The file.
  var bytes: [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let header = Self.word(width) + Self.word(height) + [UInt8(depth), UInt8(type), 0, 0, 0]
    let raw = rows.flatMap { (row: [UInt8]) -> [UInt8] in [0] + row }
    var data: [UInt8] = [0x78, 0x01]
    for start in stride(from: 0, to: raw.count, by: 65_535) {
      let block = raw[start..<min(start + 65_535, raw.count)]
      let length = UInt16(block.count)
      data.append(start + block.count == raw.count ? 1 : 0)
      for part in [length, ~length] { data += [UInt8(part & 0xFF), UInt8(part >> 8)] }
      data += block
    }
    let all = [("IHDR", header)] + chunks + [("IDAT", data + Self.adler(raw)), ("IEND", [])]
    for (name, data) in all {
      let body = Array(name.utf8) + data
      file += Self.word(data.count) + body + Self.word(Int(Self.checksum(body)))
    }
    return file
  }

  /// Colours as 0xRRGGBB in rows of pixels.
  static func colours(_ rows: [[UInt32]]) -> MadePNG {
    MadePNG(
      width: rows[0].count, height: rows.count,
      rows: rows.map { row in
        row.flatMap { [UInt8($0 >> 16), UInt8($0 >> 8 & 0xFF), UInt8($0 & 0xFF)] }
      })
  }

  /// Colours as 0xAARRGGBB in rows of pixels.
  static func translucent(_ rows: [[UInt32]]) -> MadePNG {
    MadePNG(
      width: rows[0].count, height: rows.count, type: 6,
      rows: rows.map { row in
        row.flatMap {
          [UInt8($0 >> 16 & 0xFF), UInt8($0 >> 8 & 0xFF), UInt8($0 & 0xFF), UInt8($0 >> 24)]
        }
      })
  }

  private static func word(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(value >> $0 & 0xFF) }
  }

  /// CRC-32, bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in
        sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1
      }
    }
  }

  private static func adler(_ bytes: [UInt8]) -> [UInt8] {
    let (a, b) = bytes.reduce((1, 0)) { sums, byte in
      let a = (sums.0 + Int(byte)) % 65_521
      return (a, (sums.1 + a) % 65_521)
    }
    return word(b << 16 | a)
  }
}
