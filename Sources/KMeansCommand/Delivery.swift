import ArgumentParser
import KMeans
import KMeansData

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Hands over what a run has found: every output that can be written, then the answer, then what
/// failed. An output that fails does not affect the others.
struct Delivery {
  /// Everything that could not be handed over, in order.
  struct Failures: Error {
    /// One a line; never empty.
    let errors: [CommandError]

    /// 73 where an output is missing, else the first error's.
    var exitCode: Int32 {
      errors.contains { $0.exitCode == 73 } ? 73 : errors[0].exitCode
    }
  }

  /// A reader of the results, such as `head`, has closed its pipe.
  struct ClosedPipe: Error {}

  private var errors: [CommandError] = []
  private var isPipeClosed = false

  /// Begins, unless the data changed while the results were computed: then there are no results.
  ///
  /// - Throws: `CommandError` with exit code 74.
  init() throws(CommandError) {
    try reporting(CommandError.data) { () throws(DataError) in
      try MappedInputs.checkUnchanged()
    }
  }

  /// Writes one output, and notes why if that cannot be done.
  mutating func output(_ write: () throws(CommandError) -> Void) {
    do throws(CommandError) {
      try write()
    } catch .pipeline(.data(.closedPipe)) {
      isPipeClosed = true
    } catch {
      errors.append(error)
    }
  }

  /// Writes one output to a file, where one was named.
  mutating func file(_ path: String?, _ write: (String) throws(DataError) -> Void) {
    guard let path else { return }
    output { () throws(CommandError) in
      try reporting(CommandError.data) { () throws(DataError) in try write(path) }
    }
  }

  /// Writes the answer.
  ///
  /// - Parameters:
  ///   - isBeside: whether standard output has taken an output, so that the answer goes to standard
  ///     error.
  ///   - isQuiet: whether nothing shall go there.
  ///   - text: makes the answer; what it throws is why it cannot be written.
  mutating func answer(
    beside isBeside: Bool = false, isQuiet: Bool = false, _ text: () throws -> String
  ) {
    if isBeside && isQuiet { return }
    output { () throws(CommandError) in
      let answer: String
      do { answer = try text() } catch { throw .unwritableAnswer(reason: "\(error)") }
      // It may show points, which are read where they lie.
      try reporting(CommandError.data) { () throws(DataError) in
        try MappedInputs.checkUnchanged()
      }
      if isBeside { Console.show(answer) } else { try Self.hand(answer) }
    }
  }

  private static func hand(_ answer: String) throws(CommandError) {
    let code = Console.answer(answer)
    if code == EPIPE { throw .data(.closedPipe(path: "standard output")) }
    // If the terminal was closed during the run, that is what ended the run.
    if code == 0 || code == EIO && Interruption.first == SIGHUP { return }
    throw .unwritableAnswer(reason: systemReason(code))
  }

  /// Ends the run with the exit code that fits what happened.
  ///
  /// - Throws: `Failures`; `ExitCode` of a run that a signal ended; `ClosedPipe`.
  func end() throws {
    if !errors.isEmpty { throw Failures(errors: errors) }
    if Interruption.first != 0 && (Interruption.first == SIGHUP || !isPipeClosed) {
      throw ExitCode(Interruption.exitCode)
    }
    if isPipeClosed { throw ClosedPipe() }
  }
}
