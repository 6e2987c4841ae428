import ArgumentParser
import KMeans
import KMeansCore
import KMeansData

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a fit writes down how far it is, and from where it goes on.
///
/// The help of an option is its documentation.
struct CheckpointArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Write down how far the fit is, and go on from there where the file is that of this fit: the \
      same command, repeated, ends with the bits of a run that was never cut off.
      """, valueName: "file"))
  var checkpoint: String?

  @Option(
    help: ArgumentHelp(
      "Go on from a checkpoint, which must be there; without --checkpoint none is written.",
      valueName: "file"))
  var resume: String?

  /// Refuses places that hold no file.
  func validate() throws {
    for (option, path) in [("--checkpoint", checkpoint), ("--resume", resume)] where path == "-" {
      throw ValidationError("\(option) needs a file, which standard input and output are not")
    }
  }

  /// Refuses a quality whose search writes down no states.
  func validate(quality: Clusterer.Quality) throws {
    guard quality != .fast, let first = paths.first else { return }
    throw ValidationError(
      "\(first.name) cannot be used together with --quality \(quality), whose search writes no "
        + "checkpoints; --effort repeats what a search has found")
  }

  /// The files, by their options: outputs must not take their places.
  var paths: [(name: String, path: String)] {
    [("--checkpoint", checkpoint), ("--resume", resume)].compactMap { option, path in
      path.map { (option, $0) }
    }
  }

  /// Finds out before long work whether checkpoints can be read and written.
  ///
  /// - Throws: `CommandError` with exit code 66 where `--resume` names no file, and 73 for a place
  ///   that cannot be written to, or holds what must not be replaced.
  func check() throws(CommandError) {
    for path in [checkpoint, resume].compactMap({ $0 }) where Self.isNoFile(path) {
      throw .checkpointPlace(path)
    }
    if let resume {
      try reporting(CommandError.data) { () throws(DataError) in
        try InputFile.checkExists(resume)
      }
    }
    guard let checkpoint else { return }
    try reporting(CommandError.data) { () throws(DataError) in
      try AtomicFile.checkWritable(checkpoint)
    }
    // Another fit may take the place of one that has come to its end.
    if let resume, FileIdentity(resume) != FileIdentity(checkpoint),
      let other = try Self.read(checkpoint), !other.isFinished
    {
      throw .unfinishedCheckpoint(checkpoint)
    }
  }

  /// Fits, from where the checkpoint was.
  ///
  /// - Parameters:
  ///   - data: what is clustered.
  ///   - configuration: how.
  ///   - every: the least time between checkpoints.
  ///   - isQuiet: whether nothing is told.
  ///   - progress: called after every iteration.
  /// - Returns: the fit.
  /// - Throws: `CommandError`, with exit code 65 for a file that is no checkpoint of this fit.
  func fit(
    _ data: PreparedData, _ configuration: Clusterer.Configuration, every: Duration, isQuiet: Bool,
    progress: (Clusterer.Progress) -> Void
  ) throws(CommandError) -> Fit {
    guard let path = resume ?? checkpoint else {
      return try reporting(CommandError.pipeline) { () throws(PipelineError) in
        try data.fit(configuration, progress: progress, stop: Interruption.stop)
      }
    }
    let begun = try Self.read(path)
    let log = CheckpointLog(path: path, isQuiet: isQuiet)
    let mayBeOther = resume == nil && begun?.isFinished == true
    do throws(PipelineError) {
      do throws(PipelineError) {
        return try fit(data, configuration, from: begun, every: every, log, progress)
      } catch .clustering(.checkpoint(.otherFit), _) where mayBeOther {
        return try fit(data, configuration, from: nil, every: every, log, progress)
      }
    } catch .clustering(.checkpoint(let error), _) {
      throw .pipeline(.checkpoint(error, source: path))
    } catch {
      throw .pipeline(error)
    }
  }

  private func fit(
    _ data: PreparedData, _ configuration: Clusterer.Configuration,
    from begun: Clusterer.Checkpoint?, every: Duration, _ log: CheckpointLog,
    _ progress: (Clusterer.Progress) -> Void
  ) throws(PipelineError) -> Fit {
    var untold = begun
    func tell() {
      if let begun = untold { log.note(begun) }
      untold = nil
    }
    let fit = try data.fit(
      configuration, resuming: begun, every: every,
      saving: checkpoint.map { path in { log.write($0, to: path) } },
      progress: {
        tell()
        progress($0)
      }, stop: Interruption.stop)
    tell()
    return fit
  }

  /// The checkpoint of a file; nil where there is no file.
  private static func read(_ path: String) throws(CommandError) -> Clusterer.Checkpoint? {
    do {
      return try Clusterer.Checkpoint(reading: path)
    } catch .data(let error) where error.kind == .missingInput && access(path, F_OK) != 0 {
      return nil
    } catch {
      throw .pipeline(error)
    }
  }

  /// Whether something else than a file has the name.
  private static func isNoFile(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT != S_IFREG
  }
}

/// What is said about checkpoints.
private final class CheckpointLog {
  private let path: String
  private let isQuiet: Bool
  private var hasWarned = false

  init(path: String, isQuiet: Bool) { (self.path, self.isQuiet) = (path, isQuiet) }

  /// Says from where the fit goes on.
  func note(_ begun: Clusterer.Checkpoint) {
    if isQuiet { return }
    Console.say("kmeans: note: goes on from \(path), which is at \(begun)")
  }

  /// Writes a checkpoint. A fit does not end because that fails: the next one may succeed. It is
  /// said once.
  func write(_ checkpoint: Clusterer.Checkpoint, to path: String) {
    do throws(DataError) { try checkpoint.write(to: path) } catch {
      if isQuiet || hasWarned { return }
      hasWarned = true
      Console.say("kmeans: warning: no checkpoint could be written, and the fit goes on: \(error)")
    }
  }
}
