import Synchronization
import Testing

@testable import KMeansCore

/// A job is done with the threads that the system gives, if it gives any.
struct WorkerThreadsTests {
  /// Which numbers a job was called with, when every call waits until `expected` of them came.
  ///
  /// They are counted in an atomic, a byte for each: the thread sanitizer does not see the locks of
  /// `Mutex`, which lie in a library that is built without it.
  private func numbers(_ threads: WorkerThreads, helpers: Int, expected: Int) -> [Int] {
    let came = Atomic<UInt64>(0)
    let counts = { (0..<8).map { came.load(ordering: .acquiring) >> (8 * $0) & 255 } }
    threads.perform(helpers: helpers) { number in
      came.wrappingAdd(1 << (8 * UInt64(number)), ordering: .acquiringAndReleasing)
      while counts().reduce(0, +) < UInt64(expected) {}
    }
    return counts().enumerated().flatMap { number, count in
      [Int](repeating: number, count: Int(count))
    }
  }

  @Test func allThreadsHelp() {
    let threads = WorkerThreads(most: 3)
    for _ in 0..<200 {
      #expect(numbers(threads, helpers: 3, expected: 4) == [0, 1, 2, 3])
    }
  }

  @Test func thereAreNoMoreThanTheMost() {
    let made = Atomic<Int>(0)
    let threads = WorkerThreads(most: 2) {
      made.wrappingAdd(1, ordering: .relaxed)
      return $0.startThread()
    }
    for _ in 0..<50 { #expect(numbers(threads, helpers: 9, expected: 3) == [0, 1, 2]) }
    #expect(made.load(ordering: .relaxed) == 2)
  }

  @Test func aSystemWithoutThreadsLeavesTheWorkToTheCaller() {
    let asked = Atomic<Int>(0)
    let threads = WorkerThreads(most: 7) { _ in
      asked.wrappingAdd(1, ordering: .relaxed)
      return false
    }
    let begin = ContinuousClock.now
    for _ in 0..<1000 { #expect(numbers(threads, helpers: 7, expected: 1) == [0]) }
    // It is asked again after a second, and so once a second at most, however long this takes.
    let seconds = (ContinuousClock.now - begin).components.seconds
    #expect((1...Int(seconds) + 1).contains(asked.load(ordering: .relaxed)))
  }

  @Test func aSystemWithOneThreadGivesOne() {
    let made = Atomic<Int>(0)
    let threads = WorkerThreads(most: 7) {
      made.wrappingAdd(1, ordering: .relaxed).oldValue == 0 && $0.startThread()
    }
    #expect(numbers(threads, helpers: 7, expected: 2) == [0, 1])
  }

  @Test func jobsOfSeveralThreadsAndWithinJobsEnd() {
    let threads = WorkerThreads(most: 3)
    let calls = Atomic<Int>(0)
    threads.perform(helpers: 3) { _ in
      for _ in 0..<100 {
        threads.perform(helpers: 2) { _ in calls.wrappingAdd(1, ordering: .relaxed) }
      }
    }
    #expect(calls.load(ordering: .relaxed) >= 100)
  }
}
