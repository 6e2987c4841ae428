#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a new process opens before it begins.
struct FileActions {
  #if canImport(Darwin)
    private var actions: posix_spawn_file_actions_t?
    private var attributes: posix_spawnattr_t?
  #else
    private var actions = posix_spawn_file_actions_t()
    private var attributes = posix_spawnattr_t()
  #endif

  init() {
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    // Whatever the tests' runner does with signals, the program begins as from a shell.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
  }

  mutating func open(_ file: Int32, _ path: String, _ flags: Int32) {
    posix_spawn_file_actions_addopen(&actions, file, path, flags, 0o600)
  }

  /// Starts a program in a folder, which not every system's `posix_spawn` can enter by itself.
  mutating func spawn(
    _ arguments: [String], in folder: String, environment: [String: String]
  ) throws(SpawnError) -> pid_t {
    let names = [
      "PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS",
    ]
    let kept = names.compactMap { (name: String) -> String? in
      getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
    let variables = kept + environment.map { "\($0.key)=\($0.value)" }
    let shell = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder]
    var words: [UnsafeMutablePointer<CChar>?] = (shell + arguments).map { $0.withCString(strdup) }
    var settings: [UnsafeMutablePointer<CChar>?] = variables.map { $0.withCString(strdup) }
    defer { (words + settings).forEach { free($0) } }
    words.append(nil)
    settings.append(nil)
    var process: pid_t = 0
    let code = posix_spawn(&process, shell[0], &actions, &attributes, &words, &settings)
    guard code == 0 else { throw SpawnError(code: code) }
    return process
  }

  mutating func end() {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }
}
