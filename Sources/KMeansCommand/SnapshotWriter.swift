import KMeansCore
import KMeansData
import KMeansModels
import KMeansReports
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes snapshots of a stream: after a number of points or batches, after a time, and when
/// SIGUSR1 comes.
struct SnapshotWriter {
  /// How many were written.
  private(set) var count = 0

  private let path: String?
  private let every: EveryArgument.Interval?
  private let isQuiet: Bool
  /// The newest that could be written.
  private var newest: StreamSnapshot?
  private var points = 0
  private var batches = 0
  private var last = ContinuousClock.now

  private static let isWanted = Atomic<Bool>(false)

  /// Handles SIGUSR1 from now on, where there is a file to write.
  init(_ path: String?, every: EveryArgument.Interval?, isQuiet: Bool) {
    (self.path, self.every, self.isQuiet) = (path, every, isQuiet)
    guard path != nil, !SignalAction.isIgnored(SIGUSR1) else { return }
    _ = Self.isWanted.load(ordering: .relaxed)
    signal(SIGUSR1) { _ in SnapshotWriter.isWanted.store(true, ordering: .relaxed) }
  }

  /// Notes what a batch has led to, and writes it where it is time.
  mutating func note(_ snapshot: StreamSnapshot?, points: Int) {
    newest = snapshot
    self.points += points
    batches += 1
    writeIfWanted()
  }

  /// Writes the newest snapshot where a signal asks for it, or it is time.
  mutating func writeIfWanted() {
    guard path != nil, newest != nil else { return }
    let isAsked = Self.isWanted.exchange(false, ordering: .relaxed)
    let isDue =
      switch every {
      case .points(let count): points >= count
      case .batches(let count): batches >= count
      case .time(let time): batches > 0 && ContinuousClock.now - last >= time
      case nil: false
      }
    guard isAsked || isDue else { return }
    do throws(DataError) {
      try write()
      if isAsked, let newest, !isQuiet {
        Console.say(
          "kmeans: note: a snapshot of \(NumberText.count(newest.state.points, "point")) is in "
            + "\(path ?? "")")
      }
    } catch {
      // The stream goes on, and the last snapshot of all may have room again.
      Console.say("kmeans: warning: \(error)")
    }
  }

  /// Writes the newest snapshot, if there is one.
  mutating func write() throws(DataError) {
    (points, batches, last) = (0, 0, .now)
    guard let path, let newest else { return }
    try newest.write(to: path)
    count += 1
  }
}
