import KMeansCore

/// The pixels of a picture as points: a point for every colour that some pixel has, which weighs as
/// many as have it. The exact mean and J of these are those of all pixels.
package struct PixelRows: Sendable {
  /// The picture.
  package let picture: Picture
  /// The colours as 0xRRGGBB, ascending.
  let colours: [UInt32]
  /// How many pixels have each colour.
  let counts: [UInt32]
  /// The pixels that show nothing, and belong to no colour.
  package let transparent: Int
  /// The pixels through which something else can be seen; they count by their colour.
  package let translucent: Int

  /// The number of codes of colours.
  private static let codes = 1 << 24

  /// Counts the colours.
  ///
  /// - Throws: `DataError.badPicture` where all pixels are transparent, `.outOfMemory`.
  /// - Complexity: O(pixels + 2²⁴), with 64 MB of memory meanwhile.
  init(_ picture: Picture) throws(DataError) {
    self.picture = picture
    let size = Self.codes * MemoryLayout<UInt32>.stride
    let memory = try GrowingBytes(capacity: size, for: picture.source)
    memory.base.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    let tally = memory.base.assumingMemoryBound(to: UInt32.self)
    var (transparent, translucent) = (0, 0)
    if picture.hasAlpha {
      for pixel in 0..<picture.count {
        let (code, alpha) = picture.colour(pixel)
        if alpha == 0 {
          transparent += 1
          continue
        }
        if alpha < 255 { translucent += 1 }
        tally[Int(code)] += 1
      }
    } else {
      for pixel in 0..<picture.count { tally[Int(picture.colour(pixel).code)] += 1 }
    }
    var (colours, counts): ([UInt32], [UInt32]) = ([], [])
    for code in 0..<Self.codes where tally[code] > 0 {
      colours.append(UInt32(code))
      counts.append(tally[code])
    }
    guard !colours.isEmpty else {
      throw .badPicture(
        source: picture.source, format: "PNG", reason: "all of its pixels are transparent")
    }
    (self.colours, self.counts) = (colours, counts)
    (self.transparent, self.translucent) = (transparent, translucent)
  }

  /// What the colours weigh.
  package var weights: [Double] { counts.map(Double.init) }

  /// Three bytes a colour.
  func points() throws(DataError) -> OwnedBytes {
    let memory = try GrowingBytes(capacity: colours.count * 3, for: picture.source)
    let target = memory.base.assumingMemoryBound(to: UInt8.self)
    for (index, code) in colours.enumerated() {
      target[3 * index] = UInt8(code >> 16)
      target[3 * index + 1] = UInt8(code >> 8 & 0xFF)
      target[3 * index + 2] = UInt8(code & 0xFF)
    }
    return memory.finish(count: colours.count * 3)
  }

  /// One label a pixel, by rows as they are stored, from one a colour; −1 for transparent pixels.
  ///
  /// - Precondition: one label a colour.
  /// - Complexity: O(pixels + 2²⁴).
  package func labels(_ byColour: [Int32]) -> [Int32] {
    spread(byColour, transparent: -1, nil)
  }

  /// The numbers of the colours, one a pixel; −1 for transparent pixels.
  var numbers: [Int32] { labels(colours.indices.map(Int32.init)) }

  /// The same as `labels` for the pixels that are shown.
  func labels(_ byColour: [Int32], _ shown: ShownPixels) -> [Int32] {
    spread(byColour, transparent: -1, shown.stored)
  }

  /// One byte likewise, of pixels none of which is transparent.
  func bytes(_ byColour: [UInt8], _ shown: ShownPixels) -> [UInt8] {
    spread(byColour, transparent: 0, shown.stored)
  }

  /// Looks the values of pixels up, of all where no places are given.
  @inline(__always)
  private func spread<Value: FixedWidthInteger>(
    _ values: [Value], transparent: Value, _ places: [UInt32]?
  ) -> [Value] {
    precondition(values.count == colours.count, "one value a colour")
    let table = [Value](unsafeUninitializedCapacity: Self.codes) { table, count in
      table.initialize(repeating: transparent)
      for (code, value) in zip(colours, values) { table[Int(code)] = value }
      count = Self.codes
    }
    let total = places?.count ?? picture.count
    return [Value](unsafeUninitializedCapacity: total) { target, count in
      table.withUnsafeBufferPointer { table in
        for place in 0..<total {
          let (code, alpha) = picture.colour(places.map { Int($0[place]) } ?? place)
          target[place] = alpha == 0 ? transparent : table[Int(code)]
        }
      }
      count = total
    }
  }
}
