/// Pairs of a point and a centroid whose exact distance is wanted.
struct CandidatePairs {
  private let capacity: Int
  private(set) var count = 0
  let lanes: UnsafeMutablePointer<Int32>
  let rows: UnsafeMutablePointer<Int32>
  let labels: UnsafeMutablePointer<Int32>
  let distances: UnsafeMutablePointer<Double>
  private let memory = ScratchMemory()

  init(capacity: Int) {
    self.capacity = capacity
    lanes = memory.room(capacity)
    rows = memory.room(capacity)
    labels = memory.room(capacity)
    distances = memory.room(capacity)
  }

  /// Forgets all pairs, and makes room for others.
  mutating func empty(room: Int) {
    if room > capacity { self = CandidatePairs(capacity: 2 * room) }
    count = 0
  }

  @inline(__always)
  mutating func append(_ lane: Int, _ row: Int32, _ label: Int32) {
    (lanes[count], rows[count], labels[count]) = (Int32(truncatingIfNeeded: lane), row, label)
    count += 1
  }
}
