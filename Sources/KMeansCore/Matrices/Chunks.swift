import Synchronization

/// Ranges of points worked on side by side, by the threads of `WorkerThreads`.
///
/// Workers take chunk after chunk from a shared counter. Which worker gets which chunk is chance,
/// so what they compute must not depend on it. Labels are written by point, sums are exact and
/// merge in any order, so nothing here can change a result.
package enum Chunks {
  /// A multiple of every kernel's panel width.
  static let panels = 240

  /// Points in a chunk: a multiple of `panels`, so that only the last chunk has a partial panel.
  ///
  /// At most about 2^17 values, so that a chunk and its labels stay in the cache; at least about
  /// 2^12, so that taking a chunk costs little beside working on it; in between, four chunks a
  /// thread, so that no thread waits long for the last.
  package static func size(count: Int, dimensions: Int, threads: Int) -> Int {
    // Capped, so that an absurd number does not overflow.
    let threads = min(max(threads, 1), 1 << 16)
    let least = max(1, (1 << 12) / (panels * dimensions))
    let most = max(least, min(64, (1 << 17) / (panels * dimensions)))
    return panels * max(least, min(most, count / (4 * panels * threads)))
  }

  /// Runs `body` over 0 ..< `count` in chunks, on at most `threads` threads, the caller's included.
  ///
  /// - Parameters:
  ///   - count: how many indices there are, from 0.
  ///   - size: indices in a chunk, at least 1; the last may have fewer.
  ///   - threads: how many threads may work, at least 1.
  ///   - makeWorker: the state of one worker, made on the thread that uses it.
  ///   - body: works on one chunk, and returns false to have no further chunk begun.
  /// - Returns: the workers' states in no particular order, and whether every chunk was done.
  @inlinable @inline(__always)
  package static func run<Worker>(
    count: Int, size: Int, threads: Int,
    makeWorker: () -> Worker, body: (inout Worker, Range<Int>) -> Bool
  ) -> (workers: [Worker], complete: Bool) {
    let chunks = (count + size - 1) / size
    let workers = max(1, min(threads, chunks))
    if workers > 1 {
      return runSideBySide(
        count: count, size: size, workers: workers, makeWorker: makeWorker, body: body)
    }
    // One worker shares nothing, which saves much of the time of a small run.
    var worker = makeWorker()
    for chunk in 0..<chunks {
      guard body(&worker, chunk * size..<min(count, (chunk + 1) * size)) else {
        return ([worker], false)
      }
    }
    return ([worker], true)
  }

  @usableFromInline
  static func runSideBySide<Worker>(
    count: Int, size: Int, workers: Int,
    makeWorker: () -> Worker, body: (inout Worker, Range<Int>) -> Bool
  ) -> (workers: [Worker], complete: Bool) {
    withoutActuallyEscaping(makeWorker) { makeWorker in
      withoutActuallyEscaping(body) { body in
        let crew = Crew(
          count: count, size: size, workers: workers, makeWorker: makeWorker, body: body)
        WorkerThreads.current.perform(helpers: workers - 1) { crew.work($0) }
        return crew.result
      }
    }
  }

  /// Runs `body` over 0 ..< `count` in chunks to the end; see `run`.
  @inlinable @inline(__always)
  package static func forEach<Worker>(
    count: Int, size: Int, threads: Int,
    makeWorker: () -> Worker, body: (inout Worker, Range<Int>) -> Void
  ) -> [Worker] {
    run(count: count, size: size, threads: threads, makeWorker: makeWorker) { state, range in
      body(&state, range)
      return true
    }.workers
  }
}

/// What the workers of one run share.
///
/// Safe to share because the counters are atomic, every worker writes its own slot of `states`, and
/// `run` reads the slots only after all workers have returned.
private final class Crew<Worker>: @unchecked Sendable {
  private let count: Int
  private let size: Int
  private let chunks: Int
  private let makeWorker: () -> Worker
  private let body: (inout Worker, Range<Int>) -> Bool
  private let next = Atomic<Int>(0)
  private let finished = Atomic<Int>(0)
  private let states: UnsafeMutableBufferPointer<Worker?>

  init(
    count: Int, size: Int, workers: Int, makeWorker: @escaping () -> Worker,
    body: @escaping (inout Worker, Range<Int>) -> Bool
  ) {
    self.count = count
    self.size = size
    chunks = (count + size - 1) / size
    self.makeWorker = makeWorker
    self.body = body
    states = .allocate(capacity: workers)
    states.initialize(repeating: nil)
  }

  deinit {
    states.deinitialize()
    states.deallocate()
  }

  func work(_ index: Int) {
    var state = makeWorker()
    while true {
      let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard chunk < chunks else { break }
      guard body(&state, chunk * size..<min(count, (chunk + 1) * size)) else {
        next.store(chunks, ordering: .relaxed)
        break
      }
      finished.wrappingAdd(1, ordering: .relaxed)
    }
    states[index] = state
  }

  var result: (workers: [Worker], complete: Bool) {
    (states.compactMap { $0 }, finished.load(ordering: .relaxed) == chunks)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Chunks {
  /// The processors that are online, at least 1.
  package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
