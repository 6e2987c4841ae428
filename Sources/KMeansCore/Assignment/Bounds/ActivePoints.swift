/// The points of a chunk whose label may have changed, by their bounds.
final class ActivePoints {
  /// Where labels and bounds lie, by point.
  struct Storage {
    let labels: UnsafeMutablePointer<Int32>
    let gaps: UnsafeMutablePointer<Float>
    let lowers: UnsafeMutablePointer<Float>
    let spans: UnsafeMutablePointer<Float>
  }

  /// How many there are.
  private(set) var count = 0
  /// Their offsets in the chunk, ascending.
  let offsets: UnsafeMutablePointer<Int32>
  private let memory = ScratchMemory()

  init(chunk: Int) { offsets = memory.room(chunk) }

  /// The offsets as the kernels take them.
  var rows: UnsafeBufferPointer<Int32> { UnsafeBufferPointer(start: offsets, count: count) }

  /// Lists the points whose gap does not prove their label.
  ///
  /// - Parameters:
  ///   - chunk: the points.
  ///   - storage: labels and gaps, by point.
  ///   - thresholds: what a gap must exceed, by label.
  ///   - kernels: the instruction set.
  func select(
    _ chunk: Range<Int>, _ storage: Storage, _ thresholds: [Float], kernels: Kernels
  ) {
    count = kernels.select(
      labels: storage.labels + chunk.lowerBound, gaps: storage.gaps + chunk.lowerBound,
      thresholds: thresholds, clusters: thresholds.count, count: chunk.count, offsets: offsets)
  }
}
