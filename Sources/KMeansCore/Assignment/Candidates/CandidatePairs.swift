/// Pairs of a point and a centroid whose exact distance is wanted.
struct CandidatePairs {
  private(set) var capacity: Int
  var count = 0
  private(set) var lanes: UnsafeMutablePointer<Int32>
  private(set) var rows: UnsafeMutablePointer<Int32>
  private(set) var labels: UnsafeMutablePointer<Int32>
  private(set) var distances: UnsafeMutablePointer<Double>

  init(capacity: Int) {
    self.capacity = capacity
    lanes = .allocate(capacity: capacity)
    rows = .allocate(capacity: capacity)
    labels = .allocate(capacity: capacity)
    distances = .allocate(capacity: capacity)
  }

  func deallocate() {
    lanes.deallocate()
    rows.deallocate()
    labels.deallocate()
    distances.deallocate()
  }

  /// Forgets all pairs, and makes room for others.
  mutating func empty(room: Int) {
    if room > capacity {
      deallocate()
      self = CandidatePairs(capacity: 2 * room)
    }
    count = 0
  }

  @inline(__always)
  mutating func append(_ lane: Int, _ row: Int32, _ label: Int32) {
    (lanes[count], rows[count], labels[count]) = (Int32(truncatingIfNeeded: lane), row, label)
    count += 1
  }
}
