#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One run of the built program, with what it wrote and how it ended.
struct CommandRun {
  let output: String
  let errors: String
  /// The exit code; 128 + n for a run that signal n ended.
  let status: Int32
  /// What it cost of the processors, which is the same however much else they do.
  let processorSeconds: Double

  /// The answer with the time, which no two runs share, written as "TIME".
  var timelessOutput: String {
    output.replacing(/(under )?[0-9.]+ s for/, with: "TIME for")
  }

  /// Runs `kmeans` to its end.
  ///
  /// - Parameters:
  ///   - arguments: without the program's name.
  ///   - scratch: the folder it runs in.
  ///   - input: what it reads as standard input.
  ///   - environment: variables besides those of the tests.
  /// - Throws: `SpawnError` where the program cannot be started.
  init(
    _ arguments: [String], in scratch: Scratch, input: String = "",
    environment: [String: String] = [:]
  ) throws {
    self = try Started(arguments, in: scratch, input: input, environment: environment).wait()
  }

  /// Runs a script of the shell, in which `"$KMEANS"` is the program.
  init(shell script: String, in scratch: Scratch) throws {
    self = try Started(shell: script, in: scratch).wait()
  }

  /// A run that goes on while the test does something.
  struct Started {
    let process: pid_t
    private let folder: String
    private let number: Int

    init(
      _ arguments: [String], in scratch: Scratch, input: String = "",
      environment: [String: String] = [:]
    ) throws {
      try self.init(
        words: [Program.path] + arguments, in: scratch, input: input, environment: environment)
    }

    init(shell script: String, in scratch: Scratch) throws {
      try self.init(
        words: ["/bin/sh", "-c", script], in: scratch, input: "",
        environment: ["KMEANS": Program.path])
    }

    private init(
      words: [String], in scratch: Scratch, input: String, environment: [String: String]
    ) throws {
      folder = scratch.path
      number = scratch.nextRun()
      scratch.write(".\(number).in", input)
      var actions = FileActions()
      actions.open(0, scratch[".\(number).in"], O_RDONLY)
      actions.open(1, scratch[".\(number).out"], O_WRONLY | O_CREAT | O_TRUNC)
      actions.open(2, scratch[".\(number).err"], O_WRONLY | O_CREAT | O_TRUNC)
      defer { actions.end() }
      process = try actions.spawn(words, in: folder, environment: environment)
    }

    func signal(_ number: Int32) { kill(process, number) }

    /// Waits until standard error holds some text, for minutes if it must.
    func waitForErrors(containing text: String) -> Bool {
      for _ in 0..<30_000 {
        if Scratch.text(of: "\(folder)/.\(number).err").contains(text) { return true }
        usleep(10_000)
      }
      return false
    }

    func wait() -> CommandRun {
      var (status, usage): (Int32, rusage) = (0, rusage())
      while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
      let seconds = [usage.ru_utime, usage.ru_stime].map {
        Double($0.tv_sec) + Double($0.tv_usec) / 1e6
      }
      let signal = status & 0x7F
      return CommandRun(
        output: Scratch.text(of: "\(folder)/.\(number).out"),
        errors: Scratch.text(of: "\(folder)/.\(number).err"),
        status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
        processorSeconds: seconds[0] + seconds[1])
    }
  }

  private init(output: String, errors: String, status: Int32, processorSeconds: Double) {
    self.output = output
    self.errors = errors
    self.status = status
    self.processorSeconds = processorSeconds
  }
}

/// A process could not be started.
struct SpawnError: Error {
  let code: Int32
}

/// The program under test: beside the tests' own executable.
enum Program {
  static let path: String = {
    let tests = CommandLine.arguments[0]
    var folder = tests[..<(tests.lastIndex(of: "/") ?? tests.startIndex)]
    // On macOS the executable lies deep in a bundle.
    while !folder.isEmpty, access("\(folder)/kmeans", X_OK) != 0 {
      folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]
    }
    return folder.isEmpty ? "\(packageFolder)/.build/debug/kmeans" : "\(folder)/kmeans"
  }()

  /// The folder of Package.swift.
  static let packageFolder: String = {
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + parts.joined(separator: "/")
  }()
}
