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
  private let memory = ScratchMemory()

  init(seeds: Int, width: Int) {
    group = width * width
    codes = memory.room(seeds * width)
    masks = memory.room(width)
    counts = memory.zeros(seeds)
    rows = memory.room(group)
    new = memory.room(group)
    found = memory.room(seeds * group)
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
