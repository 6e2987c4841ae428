/// Points that are copied from a matrix bit by bit into one piece of memory.
///
/// Matrices over parts of it borrow the memory. Nothing that was lent is written again.
final class GrowingPoints: @unchecked Sendable {
  private let x: PointMatrix
  private let base: UnsafeMutableRawPointer
  /// How many points there are.
  private(set) var count = 0

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
  ///   - threads: how many threads may copy.
  /// - Complexity: O(n·d).
  func append(_ rows: ArraySlice<Int>, threads: Int) {
    let view = SelectedPoints(x, Array(rows))
    let size = Chunks.size(count: view.count, dimensions: x.dimensions, threads: threads)
    nonisolated(unsafe) let first = base + count * pointSize
    let pointSize = pointSize
    _ = Chunks.forEach(count: view.count, size: size, threads: threads, makeWorker: {}) {
      view.write(PointNumbers($1), to: first + $1.lowerBound * pointSize)
    }
    count += view.count
  }

  /// Points that have been copied, by their places.
  ///
  /// - Complexity: O(1).
  func points(_ places: Range<Int>) -> PointMatrix {
    precondition(places.upperBound <= count, "these points have not been copied yet")
    let bytes = UnsafeRawBufferPointer(
      start: base + places.lowerBound * pointSize, count: places.count * pointSize)
    return PointMatrix(
      dimensions: x.dimensions, count: places.count, scalar: x.scalar,
      memory: PointMemory(borrowing: bytes, owner: self))
  }
}
