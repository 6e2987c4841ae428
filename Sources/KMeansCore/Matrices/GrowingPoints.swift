/// Points that are copied from a matrix, some at a time, into one piece of memory.
///
/// Matrices over parts of it borrow the memory. Nothing that was lent is written again.
final class GrowingPoints: Sendable {
  private let x: PointMatrix
  nonisolated(unsafe) private let base: UnsafeMutableRawPointer

  /// Room for all points of `x`; nil where they are compressed, or memory is short.
  ///
  /// - Complexity: O(1).
  init?(_ x: PointMatrix) {
    let bytes = Memory.bytes(Double(x.count) * Double(x.dimensions) * Double(x.scalar.size))
    guard !x.isCompressed && Memory.isPlenty(for: bytes) else { return nil }
    self.x = x
    base = .allocate(byteCount: max(bytes, 1), alignment: PointMemory.alignment)
  }

  deinit { base.deallocate() }

  private var pointSize: Int { x.dimensions * x.scalar.size }

  /// Copies further points.
  ///
  /// - Parameters:
  ///   - rows: which points of the matrix.
  ///   - place: where they come; nothing there has been lent.
  ///   - threads: how many threads may copy.
  /// - Complexity: O(n·d).
  func write(_ rows: ArraySlice<Int>, at place: Int, threads: Int) {
    let view = SelectedPoints(x, Array(rows))
    let size = Chunks.size(count: view.count, dimensions: x.dimensions, threads: threads)
    nonisolated(unsafe) let first = base + place * pointSize
    let pointSize = pointSize
    _ = Chunks.forEach(count: view.count, size: size, threads: threads, makeWorker: {}) {
      view.write(PointNumbers($1), to: first + $1.lowerBound * pointSize)
    }
  }

  /// Points by their places, all of which have been written.
  ///
  /// - Complexity: O(1).
  func points(_ places: Range<Int>) -> PointMatrix {
    let bytes = UnsafeRawBufferPointer(
      start: base + places.lowerBound * pointSize, count: places.count * pointSize)
    return PointMatrix(
      dimensions: x.dimensions, count: places.count, scalar: x.scalar,
      memory: PointMemory(borrowing: bytes, owner: self))
  }
}
