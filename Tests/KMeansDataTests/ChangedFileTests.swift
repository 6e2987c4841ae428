import Foundation
import Synchronization
import Testing

@testable import KMeansData

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that another program writes to while they are in use.
@Suite(.serialized) struct ChangedFileTests {
  private let folder = TemporaryFolder()

  /// A file of zeros that takes no room.
  private func file(_ name: String, size: Int) -> String {
    let path = folder.file(name, "")
    truncate(path, off_t(size))
    return path
  }

  @Test func mappedFiles() throws {
    let path = file("large.bin", size: InputFile.mappingThreshold)
    let bytes = try InputFile.bytes(of: path)
    try bytes.checkUnchanged()
    let address = UInt(bitPattern: bytes.base)
    let sentence = { MappedInputs.sentence(for: $0).map { String(cString: $0) } }
    #expect(sentence(address) == "\(path) cannot be read: Input/output error")
    truncate(path, off_t(InputFile.mappingThreshold + 1))
    #expect(throws: DataError.changed(path: path)) { try bytes.checkUnchanged() }
    #expect(sentence(address) == "\(path) changed while it was read; run it again")
    #expect(sentence(address + UInt(bytes.count) - 1) != nil)
    #expect(sentence(address + UInt(bytes.count)) == nil)
    #expect(DataError.changed(path: path).kind == .unreadable)
    withExtendedLifetime(bytes) {}
  }

  /// Another file by the same name is another matter.
  @Test func replacedFiles() throws {
    let path = file("large.bin", size: InputFile.mappingThreshold)
    let bytes = try InputFile.bytes(of: path)
    rename(folder.file("other", "x"), path)
    try bytes.checkUnchanged()
  }

  @Test func bytesOfOurOwnStay() throws {
    let path = folder.file("small.csv", "a\n1\n")
    let bytes = try InputFile.bytes(of: path)
    truncate(path, 0)
    try bytes.checkUnchanged()
    #expect(MappedInputs.sentence(for: UInt(bitPattern: bytes.base)) == nil)
  }

  /// A file below the threshold is read, which takes a while, too.
  @Test func filesThatChangeWhileTheyAreRead() throws {
    let path = file("middling.bin", size: InputFile.mappingThreshold - 1)
    let isOver = Mutex(false)
    let writer = Thread {
      var time = timespec(tv_sec: 1, tv_nsec: 0)
      while !isOver.withLock({ $0 }) {
        time.tv_sec += 1
        let times = [time, time]
        utimensat(AT_FDCWD, path, times, 0)
      }
    }
    writer.start()
    defer { isOver.withLock { $0 = true } }
    // On a busy machine the file may be read while the writer waits for a processor.
    for _ in 0..<200 {
      do { _ = try InputFile.bytes(of: path) } catch {
        #expect(error == DataError.changed(path: path))
        return
      }
    }
    Issue.record("no change was noticed")
  }
}
