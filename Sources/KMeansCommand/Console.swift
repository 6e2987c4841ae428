import KMeansData

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The two streams of the terminal: the answer, and everything else.
enum Console {
  /// Writes the answer to standard output.
  static func answer(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// Writes a line to standard error; what a terminal would obey is escaped.
  static func say(_ line: String) { write(onOneLine(line) + "\n", to: STDERR_FILENO) }

  /// Writes text to standard error as it is.
  static func show(_ text: String) { write(text, to: STDERR_FILENO) }

  /// The words of the command line, by the program's usual name.
  static var command: [String] { ["kmeans"] + CommandLine.arguments.dropFirst() }

  /// Whether somebody watches standard error.
  static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether the answer may have colours: on a terminal that can show them, unless the reader wants
  /// none (NO_COLOR, https://no-color.org).
  static var isColored: Bool {
    guard isatty(STDOUT_FILENO) == 1, getenv("NO_COLOR").map({ $0.pointee == 0 }) ?? true else {
      return false
    }
    return getenv("TERM").map { String(cString: $0) != "dumb" } ?? false
  }

  /// Characters that a line of the answer may take: the terminal's, or 80.
  static var width: Int {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else { return 80 }
    return max(40, Int(size.ws_col))
  }

  private static func write(_ text: String, to file: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)[...]
      while let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
        #if canImport(Glibc)
          let written = Glibc.write(file, base, rest.count)
        #elseif canImport(Musl)
          let written = Musl.write(file, base, rest.count)
        #else
          let written = Darwin.write(file, base, rest.count)
        #endif
        if written < 0 && errno == EINTR { continue }
        // Nobody is left to be told that nobody listens.
        guard written > 0 else { return }
        rest = rest.dropFirst(written)
      }
    }
  }
}
