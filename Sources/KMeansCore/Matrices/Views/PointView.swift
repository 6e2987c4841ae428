/// Points that are computed, not stored. A chunk is written to memory when code asks for it, and
/// freed after use.
///
/// A view writes the same bits each time, so whether points are lent or copied changes no result.
/// It costs time at every reading, and saves the memory of a copy.
package protocol PointView: Sendable {
  /// d.
  var dimensions: Int { get }
  /// N.
  var count: Int { get }
  /// The type of the values as they are seen.
  var scalar: PointMatrix.Scalar { get }

  /// x_li.
  func value(_ feature: Int, _ point: Int) -> Double

  /// Writes points one after another, each value with the bits of `value(_:_:)`.
  ///
  /// Threads call this side by side. Points may come in any order, and more than once.
  ///
  /// - Parameters:
  ///   - points: which of the points.
  ///   - values: room for n·d values of `scalar`, aligned to it and not initialised; all are set.
  /// - Complexity: O(n·d).
  func write(_ points: PointNumbers, to values: UnsafeMutableRawPointer)
}

/// Numbers of points: a range, or a list.
package struct PointNumbers {
  let first: Int
  let listed: UnsafePointer<Int32>?
  /// How many there are.
  package let count: Int

  /// All of `range`.
  package init(_ range: Range<Int>) {
    (first, listed, count) = (range.lowerBound, nil, range.count)
  }

  /// The listed ones, counted from `first`. The list is to live as long as this value.
  package init(_ listed: UnsafeBufferPointer<Int32>, from first: Int) {
    (self.first, self.listed, count) = (first, listed.baseAddress, listed.count)
  }

  /// The number of the point at a place of the list.
  @inline(__always)
  package subscript(index: Int) -> Int { first + (listed.map { Int($0[index]) } ?? index) }
}

/// Memory that a view writes points to.
final class LentValues {
  let base: UnsafeMutableRawPointer

  init(bytes: Int) {
    base = .allocate(byteCount: max(bytes, 1), alignment: PointMemory.alignment)
  }

  deinit { base.deallocate() }
}

extension PointView {
  /// Some points, written where they live as long as the value that is returned.
  func lend(_ points: PointNumbers) -> Kernels.Points {
    let lent = LentValues(bytes: points.count * dimensions * scalar.size)
    write(points, to: lent.base)
    return Kernels.Points(lent, scalar: scalar, dimensions: dimensions, count: points.count)
  }
}

extension PointMatrix {
  /// The points that a view shows.
  ///
  /// - Parameters:
  ///   - view: where they come from.
  ///   - copied: whether they are written out once, which is faster, or lent by the chunk; nil to
  ///     write them out where memory for that can be had.
  ///   - threads: how many threads may write.
  /// - Complexity: O(N·d) to write them out, else O(1).
  package init(_ view: some PointView, copied: Bool? = nil, threads: Int? = nil) {
    self.init(view, copied: copied, SurveyExecution(threads: threads))
  }

  /// The same, which can be ended early; then some values that are written out are not set.
  init(_ view: some PointView, copied: Bool?, _ execution: SurveyExecution) {
    let bytes = Double(view.count) * Double(view.dimensions) * Double(view.scalar.size)
    guard copied ?? Memory.isPlenty(for: Memory.bytes(bytes)) else {
      self.init(
        dimensions: view.dimensions, count: view.count, scalar: view.scalar,
        memory: PointMemory(view))
      return
    }
    let threads = execution.threads
    self.init(dimensions: view.dimensions, count: view.count, scalar: view.scalar) { memory in
      guard let base = memory.baseAddress else { return }
      nonisolated(unsafe) let values = base
      let size = Chunks.size(count: view.count, dimensions: view.dimensions, threads: threads)
      _ = Chunks.run(count: view.count, size: size, threads: threads, makeWorker: {}) {
        view.write(
          PointNumbers($1),
          to: values + $1.lowerBound * view.dimensions * view.scalar.size)
        return !execution.isAbandoned
      }
    }
  }

  /// Whether the points are written anew whenever they are read.
  package var isLent: Bool { memory.view != nil }
}
