import KMeansData
import KMeansReports
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The two streams of the terminal: the answer, and everything else.
enum Console {
  /// Opens streams that were closed when the program started, so that using them fails. Otherwise
  /// the next file that is opened would take their place, and be written to.
  static func openStreams() {
    for (stream, other) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ] where fcntl(stream, F_GETFD) == -1 {
      let file = open("/dev/null", other)
      if file >= 0 && file != stream {
        dup2(file, stream)
        close(file)
      }
    }
  }

  /// Writes the answer to standard output.
  ///
  /// - Returns: 0, or the errno of why it cannot be written.
  static func answer(_ text: String) -> Int32 {
    let code = write(text, to: STDOUT_FILENO)
    guard code == 0 else { return code }
    // Some file systems report only now that they had no room.
    let copy = dup(STDOUT_FILENO)
    return copy >= 0 && close(copy) != 0 && errno != EINTR ? errno : 0
  }

  /// Writes a line to standard error, and ignores a failure, which could not be reported. What a
  /// terminal would obey is escaped.
  static func say(_ line: String) { _ = write(onOneLine(line) + "\n", to: STDERR_FILENO) }

  /// Writes notices to standard error, a line each, unless quiet was asked for. One that was
  /// written before is not written again.
  static func tell(_ notices: [Notice], unless isQuiet: Bool) {
    if isQuiet { return }
    for notice in notices {
      let line = "kmeans: \(notice.isWarning ? "warning" : "note"): \(notice)"
      if told.withLock({ $0.insert(line).inserted }) { say(line) }
    }
  }

  private static let told = Mutex<Set<String>>([])

  /// Writes text to standard error as it is.
  static func show(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  /// Writes a line to standard error, in a signal handler.
  static func sayPlainly(_ line: UnsafePointer<CChar>) {
    sayPart(StaticString("kmeans: "))
    let bytes = UnsafeRawBufferPointer(start: line, count: strlen(line))
    _ = FileWriting.write(bytes, to: STDERR_FILENO)
    sayPart(StaticString("\n"))
  }

  /// The same for a line that is known when the program is built, its line end included.
  static func sayPlainly(_ line: StaticString) { sayPart(line) }

  /// The words of the command line, by the program's usual name.
  static var command: [String] { ["kmeans"] + CommandLine.arguments.dropFirst() }

  /// Whether both streams go to one place, such as a terminal.
  static var areStreamsOne: Bool {
    var (answer, errors) = (stat(), stat())
    guard fstat(STDOUT_FILENO, &answer) == 0, fstat(STDERR_FILENO, &errors) == 0 else {
      return false
    }
    return answer.st_dev == errors.st_dev && answer.st_ino == errors.st_ino
  }

  /// Whether standard error is a terminal.
  static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether the answer may have colours: on a terminal that can show them, unless the reader wants
  /// none (NO_COLOR, https://no-color.org).
  static var isColored: Bool {
    guard isatty(STDOUT_FILENO) == 1, getenv("NO_COLOR").map({ $0.pointee == 0 }) ?? true else {
      return false
    }
    return getenv("TERM").map { String(cString: $0) != "dumb" } ?? false
  }

  /// Text for readers as their locale can show it: where that has no Unicode, a minus is a hyphen.
  /// What programs read never comes here.
  static func readable(_ text: String) -> String {
    isUnicode ? text : String(text.map { $0 == NumberText.minus ? "-" : $0 })
  }

  /// Whether the locale is one of UTF-8: of the three variables that name it, POSIX has the first
  /// that is not empty decide.
  private static var isUnicode: Bool {
    let settings = ["LC_ALL", "LC_CTYPE", "LANG"].map { (name: String) -> String in
      getenv(name).map { String(cString: $0) } ?? ""
    }
    // As in de_DE.UTF-8@euro.
    let locale = (settings.first { !$0.isEmpty } ?? "").lowercased().prefix { $0 != "@" }
    return locale.hasSuffix("utf-8") || locale.hasSuffix("utf8")
  }

  /// Characters that a line of the answer may take: the terminal's, or 80.
  static var width: Int {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else { return 80 }
    return max(40, Int(size.ws_col))
  }

  private static func sayPart(_ text: StaticString) {
    let bytes = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    _ = FileWriting.write(bytes, to: STDERR_FILENO)
  }

  private static func write(_ text: String, to file: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { FileWriting.write(UnsafeRawBufferPointer($0), to: file) }
  }
}
