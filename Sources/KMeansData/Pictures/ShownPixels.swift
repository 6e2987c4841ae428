/// The pixels of a picture in the order in which it is looked at, all of them or fewer.
package struct ShownPixels: Sendable {
  /// Pixels of a row.
  package let width: Int
  /// Rows.
  package let height: Int
  /// The number of the stored pixel at every place; nil for all as they are stored.
  let stored: [UInt32]?

  /// The pixels as viewers turn them.
  ///
  /// - Parameters:
  ///   - picture: the picture.
  ///   - most: the most pixels that a row and a column have; of more, pixels are left out evenly.
  ///     Nil for all.
  /// - Complexity: O(pixels shown); O(1) for all of a picture that is not turned.
  package init(_ picture: Picture, most: Int? = nil) {
    let turn = picture.orientation
    let (width, height) =
      turn.swapsAxes ? (picture.height, picture.width) : (picture.width, picture.height)
    let longest = max(width, height)
    guard let most, longest > most else {
      (self.width, self.height) = (width, height)
      stored =
        turn == .upright
        ? nil
        : Self.places(width, height) { turn.stored($0, $1, picture) }
      return
    }
    let (columns, rows) = (max(1, width * most / longest), max(1, height * most / longest))
    (self.width, self.height) = (columns, rows)
    // The middle of the piece that a place stands for.
    stored = Self.places(columns, rows) { x, y in
      turn.stored((2 * x + 1) * width / (2 * columns), (2 * y + 1) * height / (2 * rows), picture)
    }
  }

  /// How many pixels are shown.
  var count: Int { width * height }

  @inline(__always)
  private static func places(
    _ width: Int, _ height: Int, _ stored: (Int, Int) -> Int
  ) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: width * height) { places, count in
      for y in 0..<height {
        for x in 0..<width { places[y * width + x] = UInt32(stored(x, y)) }
      }
      count = width * height
    }
  }
}

extension PictureOrientation {
  @inline(__always)
  fileprivate func stored(_ x: Int, _ y: Int, _ picture: Picture) -> Int {
    stored(x, y, width: picture.width, height: picture.height)
  }
}
