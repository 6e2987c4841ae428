import Testing

@testable import KMeansData

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that nobody sees until they are whole, with a name and without.
@Suite(.serialized) struct TemporaryFileTests {
  private let folder = TemporaryFolder()

  private struct NoFile: Error {}

  private func temporaryFile(isUnnamed: Bool) throws -> TemporaryFile {
    guard let file = TemporaryFile(in: folder.path, isUnnamed: isUnnamed) else { throw NoFile() }
    return file
  }

  private func write(_ text: String, to file: borrowing TemporaryFile) {
    var text = text
    let descriptor = file.descriptor
    let code = text.withUTF8 { FileWriting.write(UnsafeRawBufferPointer($0), to: descriptor) }
    #expect(code == 0)
  }

  @Test(arguments: [true, false])
  func newAndOldFiles(_ isUnnamed: Bool) throws {
    for (text, isReplacing) in [("new", false), ("newer", true), ("newest", false)] {
      var file = try temporaryFile(isUnnamed: isUnnamed)
      write(text, to: file)
      guard case .moved = file.move(to: "\(folder.path)/out.csv", isReplacing: isReplacing) else {
        Issue.record("not moved")
        return
      }
      #expect(try folder.text("out.csv") == text)
      #expect(folder.names == ["out.csv"])
    }
  }

  @Test(arguments: [true, false])
  func aFileThatIsGivenUpIsGone(_ isUnnamed: Bool) throws {
    do {
      let file = try temporaryFile(isUnnamed: isUnnamed)
      write("text", to: file)
      #if os(Linux)
        #expect(folder.names.count == (isUnnamed ? 0 : 1))
      #endif
    }
    #expect(folder.names == [])
  }

  @Test func aMoveThatFailsLeavesNothing() throws {
    for isUnnamed in [true, false] {
      var file = try temporaryFile(isUnnamed: isUnnamed)
      if case .moved = file.move(to: "\(folder.path)/none/out.csv", isReplacing: true) {
        Issue.record("moved into a folder that is not there")
      }
    }
    #expect(folder.names == [])
  }

  /// What a handler does whose signal ends the process.
  @Test func namedFilesCanBeRemovedAtOnce() throws {
    TemporaryNames.prepare()
    var file = try temporaryFile(isUnnamed: false)
    #expect(folder.names.count == 1)
    TemporaryNames.removeFiles()
    #expect(folder.names == [])
    guard case .failed(ENOENT) = file.move(to: "\(folder.path)/o.csv", isReplacing: false) else {
      Issue.record("moved a file that is gone")
      return
    }
  }

  /// Files that are done are nobody's to remove.
  @Test func filesInTheirPlaceStay() throws {
    var file = try temporaryFile(isUnnamed: false)
    _ = file.move(to: "\(folder.path)/o.csv", isReplacing: false)
    TemporaryNames.removeFiles()
    #expect(folder.names == ["o.csv"])
  }

  @Test func closedPipes() {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    let former = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, former) }
    #expect(throws: DataError.closedPipe(path: "/dev/fd/\(ends[1])")) {
      try AtomicFile.write(to: "/dev/fd/\(ends[1])") { stream throws(DataError) in
        try stream.write("x")
      }
    }
    #expect(DataError.closedPipe(path: "x").kind == .unwritable)
  }
}
