import KMeansMatrices

/// The points of a chunk whose label may have changed, as far as bounds can tell.
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

  init(chunk: Int) {
    offsets = .allocate(capacity: chunk)
  }

  deinit { offsets.deallocate() }

  /// The offsets as the kernels take them.
  var rows: UnsafeBufferPointer<Int32> { UnsafeBufferPointer(start: offsets, count: count) }

  /// Keeps the points whose gap does not prove their label.
  ///
  /// - Parameter thresholds: what a gap must exceed, by label.
  func select(_ chunk: Range<Int>, _ storage: Storage, _ thresholds: [Float]) {
    let (labels, gaps) = (storage.labels + chunk.lowerBound, storage.gaps + chunk.lowerBound)
    var found = 0
    thresholds.withUnsafeBufferPointer { thresholds in
      for offset in 0..<chunk.count {
        offsets[found] = Int32(truncatingIfNeeded: offset)
        let label = labels[offset]
        let stands = label >= 0 && gaps[offset] > thresholds[Int(label)]
        found &+= stands ? 0 : 1
      }
    }
    count = found
  }
}
