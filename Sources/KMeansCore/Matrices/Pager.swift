import Synchronization

/// Memory whose bytes lie in a file, so that the system can take them from it and fetch them again.
package protocol PagedMemory: AnyObject, Sendable {
  /// Takes bytes out of this process's memory. They come back by themselves when they are read
  /// next.
  func giveBack(_ bytes: UnsafeRawBufferPointer)

  /// Asks the system to fetch bytes soon, without waiting for them.
  func fetch(_ bytes: UnsafeRawBufferPointer)
}

/// Keeps little of a file in memory while it is read.
///
/// A reader says first which bytes it will read. When more have been read than may stay, those read
/// so far are given back. What lies ahead is fetched while the processor is busy. Bytes that
/// another thread still reads come back at once, so nothing depends on the order.
package final class Pager: Sendable {
  private let memory: any PagedMemory
  /// Valid as long as `memory` lives; never written.
  nonisolated(unsafe) private let bytes: UnsafeRawBufferPointer
  /// How many bytes may be read before they are given back.
  private let most: Int
  private let window = Mutex(Window())

  /// What was read since bytes were last given back.
  private struct Window {
    var first = Int.max
    var end = 0
    var count = 0
    /// Where the bytes that were told last end.
    var last = 0
    /// How often bytes were given back since all were.
    var turn = 0
    /// Where the bytes that were asked for end.
    var fetched = 0
  }

  /// With a byte that is far from others the system takes as many into memory: a large page.
  private static let around = 2 << 20
  /// All bytes are given back once every `turns` times. The system then looks at every 2 MB.
  private static let turns = 4
  /// How far ahead bytes are fetched.
  private static let ahead = 8 << 20

  /// - Parameters:
  ///   - memory: what the bytes belong to.
  ///   - bytes: all of them, or a part.
  ///   - most: how many may be read before they are given back.
  package init(_ memory: any PagedMemory, _ bytes: UnsafeRawBufferPointer, most: Int) {
    (self.memory, self.bytes, self.most) = (memory, bytes, most)
  }

  /// The same under the limit on this process's memory; nil where there is none.
  package convenience init?(_ memory: any PagedMemory, _ bytes: UnsafeRawBufferPointer) {
    guard Memory.limit != nil else { return nil }
    // Two files may be open at a time, and more than asked for is there for a while.
    self.init(memory, bytes, most: max(1 << 19, Memory.pagedBytes / 4))
  }

  /// Is told before some of the bytes are read.
  ///
  /// - Parameters:
  ///   - range: which, from the first.
  ///   - count: how many of them; nil for all.
  /// - Complexity: O(1), beside a call of the system now and then.
  package func willRead(_ range: Range<Int>, count: Int? = nil) {
    var (done, ahead): (Range<Int>?, Range<Int>?)
    window.withLock { window in
      let gap = range.lowerBound - window.last
      let isNext = gap >= 0 && gap <= Self.around
      let count = (count ?? range.count) + (isNext ? gap : Self.around)
      window.last = range.upperBound
      if window.count + count > most, window.count > 0 {
        // Now and then all: another thread may still have read some of what was given back.
        window.turn = (window.turn + 1) % Self.turns
        done = window.turn == 0 ? bytes.indices : window.first..<window.end
        (window.first, window.end, window.count) = (Int.max, 0, 0)
      }
      window.first = min(window.first, range.lowerBound)
      window.end = max(window.end, range.upperBound)
      window.count += count
      let next = range.upperBound
      if next + Self.ahead / 2 > window.fetched || next + 2 * Self.ahead < window.fetched {
        let end = min(next + Self.ahead, bytes.count)
        if next < end { ahead = next..<end }
        window.fetched = next + Self.ahead
      }
    }
    if let done { memory.giveBack(UnsafeRawBufferPointer(rebasing: bytes[done])) }
    if let ahead { memory.fetch(UnsafeRawBufferPointer(rebasing: bytes[ahead])) }
  }
}
