/// What one worker needs for a group of points, used again for every group.
final class SeedScratch {
  let codes: UnsafeMutablePointer<Int32>
  /// By lane of a panel of balls, the seeds that its points may lie within reach of.
  let masks: UnsafeMutablePointer<UInt64>
  let counts: UnsafeMutablePointer<Int>
  let rows: UnsafeMutablePointer<Int32>
  let new: UnsafeMutablePointer<Double>
  private let found: UnsafeMutablePointer<Int32>
  private let group: Int

  init(seeds: Int, width: Int) {
    group = width * width
    codes = .allocate(capacity: seeds * width)
    masks = .allocate(capacity: width)
    counts = .allocate(capacity: seeds)
    rows = .allocate(capacity: group)
    new = .allocate(capacity: group)
    found = .allocate(capacity: seeds * group)
    counts.initialize(repeating: 0, count: seeds)
  }

  deinit {
    codes.deallocate()
    masks.deallocate()
    counts.deallocate()
    rows.deallocate()
    new.deallocate()
    found.deallocate()
  }

  @inline(__always)
  func add(_ position: Int32, to seed: Int) {
    found[seed * group + counts[seed]] = position
    counts[seed] += 1
  }

  func positions(of seed: Int) -> UnsafeMutableBufferPointer<Int32> {
    UnsafeMutableBufferPointer(start: found + seed * group, count: counts[seed])
  }
}

/// A distance for every position, each written by one worker alone.
final class ByPosition: Sendable {
  nonisolated(unsafe) let base: UnsafeMutablePointer<Double>

  init(count: Int) { base = .allocate(capacity: count) }

  deinit { base.deallocate() }
}
