#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A library of the system that is loaded when it is first needed, so that building and all other
/// work do without it.
struct SystemLibrary: Sendable {
  /// What the loader knows it by, the likeliest first.
  let names: [String]
  /// How messages call it.
  let title: String
  /// How it is installed.
  let advice: String

  /// A library.
  init(names: [String], title: String, advice: String) {
    (self.names, self.title, self.advice) = (names, title, advice)
  }

  /// Functions of a library that stays loaded to the end of the program.
  struct Functions {
    fileprivate let handle: UnsafeMutableRawPointer

    /// A function, of the type that the library's header gives it; nil where there is none.
    func callAsFunction<Function>(_ name: String, as type: Function.Type) -> Function? {
      dlsym(handle, name).map { unsafeBitCast($0, to: type) }
    }
  }

  /// Loads the library; nil where it is not to be found.
  func load() -> Functions? {
    for name in names {
      if let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) { return Functions(handle: handle) }
    }
    return nil
  }

  /// The error of a library that is not there.
  ///
  /// - Parameters:
  ///   - source: the file that needs it.
  ///   - kind: what the file is, such as "a PNG picture".
  /// - Returns: the error that says so.
  func missing(_ source: String, _ kind: String) -> DataError {
    .noDecoder(source: source, kind: kind, library: title, advice: advice)
  }

  /// A library under its names in the system's folders, and in those of Homebrew and MacPorts,
  /// where the loader does not look.
  private init(_ names: [String], title: String, advice: String) {
    let folders = [
      "", "/opt/homebrew/lib/", "/usr/local/lib/", "/opt/local/lib/",
      "/home/linuxbrew/.linuxbrew/lib/",
    ]
    self.init(
      names: folders.flatMap { folder in names.map { folder + $0 } }, title: title, advice: advice)
  }

  /// libpng, version 1.6: the reference library of PNG.
  static let png = SystemLibrary(
    ["libpng16.so.16", "libpng16.16.dylib"], title: "libpng",
    advice: "apt install libpng16-16 (libpng16-16t64 on Ubuntu 24.04), dnf install libpng, "
      + "brew install libpng")

  /// The TurboJPEG interface of libjpeg-turbo, the decoder of browsers.
  static let turboJPEG = SystemLibrary(
    ["libturbojpeg.so.0", "libturbojpeg.0.dylib", "libturbojpeg.dylib"], title: "libturbojpeg",
    advice: "apt install libturbojpeg0 (libturbojpeg on Ubuntu), dnf install turbojpeg, "
      + "brew install jpeg-turbo")
}
