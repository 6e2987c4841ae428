import Synchronization
import Testing

@testable import KMeansCore

/// A file that is read under a limit stays out of memory, whatever the order of reading.
struct PagerTests {
  /// Memory that knows which of its pages are there.
  private final class Pages: PagedMemory {
    static let size = 1 << 12
    /// With a byte that is read come as many around it.
    static let around = 1 << 16
    nonisolated(unsafe) let bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: 64 << 20, alignment: size)
    let present = Mutex(Set<Int>())
    let fetched = Mutex(0)

    deinit { bytes.deallocate() }

    var base: UnsafeRawBufferPointer { UnsafeRawBufferPointer(bytes) }

    func giveBack(_ some: UnsafeRawBufferPointer) {
      let first = (some.baseAddress! - UnsafeRawPointer(bytes.baseAddress!)) / Self.size
      let last = first + some.count / Self.size
      present.withLock { present in present = present.filter { $0 < first || $0 > last } }
    }

    func fetch(_ some: UnsafeRawBufferPointer) { fetched.withLock { $0 += some.count } }

    /// Reads bytes, and what the system takes into memory with them.
    func read(_ range: Range<Int>) {
      let first = range.lowerBound / Self.around * Self.around
      let end = min((range.upperBound / Self.around + 1) * Self.around, bytes.count)
      present.withLock { $0.formUnion(first / Self.size..<end / Self.size) }
    }

    var resident: Int { present.withLock { $0.count * Self.size } }
  }

  private static let most = 4 << 20
  private let pages = Pages()
  private let pager: Pager

  init() { pager = Pager(pages, pages.base, most: Self.most) }

  private func read(_ range: Range<Int>) {
    pager.willRead(range)
    pages.read(range)
  }

  @Test func passAfterPass() {
    for _ in 0..<3 {
      for first in stride(from: 0, to: 64 << 20, by: 1 << 19) {
        read(first..<first + 1 << 19)
        #expect(pages.resident <= Self.most + 2 * Pages.around)
      }
    }
    // What lies ahead is asked for once a pass.
    let fetched = pages.fetched.withLock { $0 }
    #expect(fetched > 3 * 48 << 20 && fetched < 3 * 128 << 20)
  }

  @Test(arguments: [512, 40_000, 60_000, 1 << 17])
  func pointsFarApart(_ stride: Int) {
    for first in Swift.stride(from: 0, to: 60 << 20, by: stride) {
      read(first..<first + 512)
      #expect(pages.resident <= Self.most + 3 * Pages.around)
    }
  }

  @Test func anyOrder() {
    for index in 0..<2000 {
      let first = index * 7_919 % 63 << 20 + index * 104_729 % 1 << 20
      read(first..<first + 100)
      #expect(pages.resident <= Self.most + 3 * Pages.around)
    }
  }

  /// A thread that reads what another one has given back leaves it behind for a while only.
  @Test func aSlowThread() {
    for first in stride(from: 0, to: 64 << 20, by: 1 << 19) {
      read(first..<first + 1 << 19)
      pages.read(max(0, first - 6 << 20)..<max(1, first - 6 << 20 + 1 << 17))
      #expect(pages.resident <= 3 * Self.most)
    }
  }

  @Test func withoutALimit() { #expect(Pager(pages, pages.base) == nil) }

  @Test func aMatrixTellsWhatIsRead() throws {
    let x = try PointMatrix(
      borrowing: pages.base, of: .double, dimensions: 8, owner: pages)
    #expect(x.memory.pager == nil)
    _ = x.rows.points(0..<10)
    #expect(pages.fetched.withLock { $0 } == 0)
  }
}
