import ArgumentParser
import KMeansData

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The program `kmeans`: parses, runs, and turns every error into a line and an exit code.
@main
enum Program {
  /// Runs the verb that the arguments name.
  static func main() {
    Console.openStreams()
    SystemSignals.prepare()
    do {
      var command = try RootCommand.parseAsRoot(CommandWords.parsed)
      try command.run()
    } catch let failures as Delivery.Failures {
      end(failures.errors, failures.exitCode)
    } catch let error as CommandError {
      let cause = cause(of: error)
      end([cause], cause.exitCode)
    } catch is Delivery.ClosedPipe {
      SystemSignals.endByClosedPipe()
    } catch {
      end(error)
    }
  }

  /// If a file changed while it was read, that is reported instead of what its values led to.
  private static func cause(of error: CommandError) -> CommandError {
    guard error.exitCode == 65 else { return error }
    do { try MappedInputs.checkUnchanged() } catch { return .data(error) }
    return error
  }

  private static func end(_ errors: [CommandError], _ code: Int32) -> Never {
    for error in errors { Console.say("kmeans: \(error.description)") }
    exit(code)
  }

  /// Ends with the parser's message: help, the version or completions as an answer, or what is
  /// wrong with the arguments.
  private static func end(_ error: any Error) -> Never {
    let told = UsageError.told(error)
    let code = RootCommand.exitCode(for: told)
    let text = RootCommand.fullMessage(for: told)
    if text.isEmpty { exit(code.rawValue) }
    guard code.isSuccess else {
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        Console.say(String(line))
      }
      exit(code.rawValue)
    }
    let written = Console.answer(text + "\n")
    if written == EPIPE { SystemSignals.endByClosedPipe() }
    if written == 0 { exit(0) }
    let unwritable = CommandError.unwritableAnswer(reason: systemReason(written))
    end([unwritable], unwritable.exitCode)
  }
}
