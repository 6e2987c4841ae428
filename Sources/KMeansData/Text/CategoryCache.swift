/// The numbers of cells that came lately, by their bytes: most cells of a column of categories are
/// the same few, and comparing bytes is faster than making strings.
struct CategoryCache {
  /// A cell, where it lies in the text, which lives as long as it is read.
  private struct Entry {
    let start: UnsafePointer<UInt8>
    let count: Int
    let code: Double
  }

  private var entries: [Entry?] = Array(repeating: nil, count: 256)

  /// The number of a cell; nil where it has to be looked up.
  ///
  /// - Complexity: O(bytes).
  func code(of cell: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let entry = entries[Self.place(cell)], entry.count == cell.count,
      UnsafeBufferPointer(start: entry.start, count: entry.count).elementsEqual(cell)
    else { return nil }
    return entry.code
  }

  /// Keeps the number of a cell, in place of another one perhaps.
  mutating func keep(_ code: Double, of cell: UnsafeBufferPointer<UInt8>) {
    guard let start = cell.baseAddress else { return }
    entries[Self.place(cell)] = Entry(start: start, count: cell.count, code: code)
  }

  /// A place by the bytes (FNV-1a).
  private static func place(_ cell: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in cell { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int((hash ^ hash >> 16) & 255)
  }
}
