import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Threads that help a caller with its job, and are kept for the next one.
///
/// The caller works on its own job and never waits for help to arrive. When no work is left, it
/// closes the job and waits only for the threads that have joined. So a job is done with the
/// threads that the system gives, none at worst; dispatch would try for ever to make the rest
/// (decision 15).
///
/// A small fit has thousands of jobs, a few microseconds apart, and waking a thread takes longer
/// than that. So a thread without a job spins for a moment before it sleeps, and so does a caller
/// that waits for its last helper.
///
/// Safe to share because `mutex` guards all that changes and is not atomic. A process that was
/// forked gets threads of its own: those of its parent, and perhaps a locked mutex, stay behind
/// with the old object.
final class WorkerThreads: @unchecked Sendable {
  /// A piece of work that threads may join until one of them has found nothing left to do.
  private final class Job {
    /// Called once by every thread that joins, with a number of its own from 1; nil when all is
    /// done, because it must not outlive the caller's frame.
    var body: ((Int) -> Void)?
    /// How many more may join.
    var places: Int
    /// How many joined.
    var joined = 0
    /// How many of them are still at work.
    let active = Atomic<Int>(0)

    init(places: Int, body: @escaping (Int) -> Void) {
      (self.places, self.body) = (places, body)
    }
  }

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  /// Told when a job can be joined.
  private let opened = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  /// Told when the last thread leaves a job.
  private let left = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  /// The process that the threads belong to.
  private let process = getpid()
  /// The most threads there shall be.
  private let most: Int
  /// Starts one thread; returns whether the system had one to give.
  private let start: (WorkerThreads) -> Bool
  /// The jobs that can be joined, the newest last.
  private var jobs: [Job] = []
  /// How many threads there are, and how many of them wait for a job.
  private var (count, idle) = (0, 0)
  /// How many jobs there were.
  private let opening = Atomic<Int>(0)
  /// How long to spin before sleeping.
  private static let patience = Duration.microseconds(30)
  /// When to ask for threads again after the system had none.
  private var retry: ContinuousClock.Instant?

  /// - Parameters:
  ///   - most: the most threads there shall be; more threads than processors would only take turns.
  ///   - start: starts a thread and says whether it could; another one in tests.
  init(
    most: Int = Chunks.processors - 1,
    start: @escaping (WorkerThreads) -> Bool = { $0.startThread() }
  ) {
    (self.most, self.start) = (most, start)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(opened, nil)
    pthread_cond_init(left, nil)
  }

  /// The threads of this process, as the address of an object that is never freed; 0 before them.
  private static let address = Atomic<UInt>(0)

  /// The threads of this process.
  static var current: WorkerThreads {
    let known = address.load(ordering: .acquiring)
    if let pointer = UnsafeRawPointer(bitPattern: known) {
      let threads = Unmanaged<WorkerThreads>.fromOpaque(pointer).takeUnretainedValue()
      if threads.process == getpid() { return threads }
    }
    let new = Unmanaged.passRetained(WorkerThreads())
    let (exchanged, _) = address.compareExchange(
      expected: known, desired: UInt(bitPattern: new.toOpaque()), ordering: .acquiringAndReleasing)
    if exchanged { return new.takeUnretainedValue() }
    // Another thread was quicker.
    new.release()
    return Self.current
  }

  deinit {
    pthread_cond_destroy(left)
    pthread_cond_destroy(opened)
    pthread_mutex_destroy(mutex)
    left.deallocate()
    opened.deallocate()
    mutex.deallocate()
  }

  /// Calls `body` on the calling thread with 0, and beside it on up to `helpers` other threads with
  /// 1, 2, …; returns when all of these calls have.
  func perform(helpers: Int, _ body: @escaping (Int) -> Void) {
    let job = Job(places: min(helpers, most), body: body)
    pthread_mutex_lock(mutex)
    makeThreads(for: job)
    jobs.append(job)
    let sleeping = min(job.places, idle)
    opening.wrappingAdd(1, ordering: .releasing)
    pthread_mutex_unlock(mutex)
    // Unlocked first, so that no thread wakes only to wait for the lock.
    for _ in 0..<sleeping { pthread_cond_signal(opened) }

    body(0)

    pthread_mutex_lock(mutex)
    job.places = 0
    jobs.removeAll { $0 === job }
    if job.active.load(ordering: .acquiring) > 0 {
      pthread_mutex_unlock(mutex)
      Self.lookOut { job.active.load(ordering: .acquiring) == 0 }
      pthread_mutex_lock(mutex)
      while job.active.load(ordering: .acquiring) > 0 { pthread_cond_wait(left, mutex) }
    }
    job.body = nil
    pthread_mutex_unlock(mutex)
  }

  /// Spins until a condition is true, or for a moment.
  private static func lookOut(for isSo: () -> Bool) {
    let end = ContinuousClock.now + patience
    while !isSo() && ContinuousClock.now < end {}
  }

  /// Joins one job after the other, and never returns.
  private func work() {
    var isLookingOut = true
    pthread_mutex_lock(mutex)
    while true {
      guard let job = jobs.last(where: { $0.places > 0 }) else {
        if isLookingOut {
          let seen = opening.load(ordering: .relaxed)
          pthread_mutex_unlock(mutex)
          Self.lookOut { opening.load(ordering: .acquiring) != seen }
          pthread_mutex_lock(mutex)
          isLookingOut = false
        } else {
          idle += 1
          pthread_cond_wait(opened, mutex)
          idle -= 1
        }
        continue
      }
      isLookingOut = true
      job.places -= 1
      job.joined += 1
      job.active.wrappingAdd(1, ordering: .relaxed)
      let number = job.joined
      pthread_mutex_unlock(mutex)
      job.body?(number)
      pthread_mutex_lock(mutex)
      // A thread returns when no work is left, so no other needs to join.
      job.places = 0
      if job.active.wrappingSubtract(1, ordering: .releasing).newValue == 0 {
        pthread_cond_broadcast(left)
      }
    }
  }

  /// Makes the threads that a job could use and that are missing, as far as the system gives them.
  private func makeThreads(for job: Job) {
    guard count < job.places, idle < job.places else { return }
    if let retry, ContinuousClock.now < retry { return }
    retry = nil
    while count < job.places {
      guard start(self) else {
        retry = ContinuousClock.now + .seconds(1)
        return
      }
      count += 1
    }
  }

  /// Starts one thread, which joins jobs and never ends.
  ///
  /// - Returns: whether the system had one to give.
  func startThread() -> Bool {
    // The thread never ends, and holds this object as long.
    DetachedThread.start { self.work() }
  }
}
