#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file in memory, with what is needed to find out whether another program wrote to it.
///
/// The file itself stays open: its name may be given to another file meanwhile, which does no harm.
struct MappedFile: Sendable {
  /// The first byte; valid until `end()`.
  nonisolated(unsafe) let start: UnsafeRawPointer
  /// How messages call the file.
  let path: String
  /// The file as it was when it was mapped.
  let state: FileState
  private let file: Int32
  /// What a signal handler prints; it cannot make text itself.
  nonisolated(unsafe) private let changed: UnsafeMutablePointer<CChar>?
  nonisolated(unsafe) private let unreadable: UnsafeMutablePointer<CChar>?

  /// Takes over a mapping that `mmap` gave, and its open file.
  init(_ start: UnsafeMutableRawPointer, file: Int32, state: FileState, path: String) {
    self.start = UnsafeRawPointer(start)
    self.file = file
    self.state = state
    self.path = path
    changed = strdup(DataError.changed(path: path).description)
    unreadable = strdup(DataError.readFailed(path: path, reason: systemReason(EIO)).description)
  }

  /// Whether another program has written to the file. A signal handler may ask.
  var isChanged: Bool { FileState(file) != state }

  /// Whether an address lies in the file's memory. A signal handler may ask.
  func contains(_ address: UInt) -> Bool {
    let first = UInt(bitPattern: start)
    return address >= first && address - first < UInt(state.size)
  }

  /// Why a byte of the file cannot be read. A signal handler may ask.
  var sentence: UnsafePointer<CChar>? { UnsafePointer(isChanged ? changed : unreadable) }

  /// Gives memory and file back.
  func end() {
    munmap(UnsafeMutableRawPointer(mutating: start), state.size)
    close(file)
    free(changed)
    free(unreadable)
  }
}
