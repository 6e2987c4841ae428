import Testing

@testable import KMeansData

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files are written whole or not at all.
@Suite struct AtomicFileTests {
  private let folder = TemporaryFolder()

  @Test func aFailureHalfWayLeavesTheOldFile() {
    let path = folder.file("out.csv", "old")
    let failure = DataError.cannotWrite(path: path, reason: "the disk is full")
    #expect(throws: failure) {
      try AtomicFile.write(to: path) { stream throws(DataError) in
        // More than the stream gathers, so that part of it reaches the disk.
        for _ in 0..<100_000 { try stream.write("new text ") }
        throw failure
      }
    }
    #expect((try? folder.text("out.csv")) == "old")
    #expect(folder.names == ["out.csv"])
  }

  @Test func theOldFileIsThereUntilTheEnd() throws {
    let path = folder.file("out.csv", "old")
    try AtomicFile.write(to: path) { stream throws(DataError) in
      for _ in 0..<100_000 { try stream.write("new text ") }
      #expect(try folder.text("out.csv") == "old")
    }
    #expect(try folder.text("out.csv") == String(repeating: "new text ", count: 100_000))
    #expect(folder.names == ["out.csv"])
  }

  @Test func permissionsAndLinksStay() throws {
    let path = folder.file("out.csv", "old")
    chmod(path, 0o640)
    let link = "\(folder.path)/link.csv"
    symlink("out.csv", link)
    try AtomicFile.write(to: link) { stream throws(DataError) in try stream.write("new") }
    var facts = stat()
    lstat(link, &facts)
    #expect(facts.st_mode & S_IFMT == S_IFLNK)
    lstat(path, &facts)
    #expect(facts.st_mode & 0o7777 == 0o640)
    #expect(try folder.text("out.csv") == "new")
  }

  #if os(Linux)
    /// As on FAT: there is nothing to set where the permissions are the same.
    @Test func permissionsThatCannotBeSet() {
      let file = open("/proc/self/status", O_RDONLY)
      defer { close(file) }
      #expect(fchmod(file, 0o444) != 0)
      #expect(FileWriting.setMode(file, 0o444) == 0)
      #expect(FileWriting.setMode(file, 0o600) == EPERM)
    }
  #endif

  @Test func linksToNothingLeadToTheFile() throws {
    let link = "\(folder.path)/link.csv"
    symlink("second.csv", link)
    symlink("out.csv", "\(folder.path)/second.csv")
    for text in ["first", "again"] {
      try AtomicFile.write(to: link) { stream throws(DataError) in try stream.write(text) }
      #expect(try folder.text("out.csv") == text)
    }
    var facts = stat()
    lstat(link, &facts)
    #expect(facts.st_mode & S_IFMT == S_IFLNK)
    symlink("round.csv", "\(folder.path)/round.csv")
    #expect(
      message { () throws(DataError) in try AtomicFile.checkWritable("\(folder.path)/round.csv") }
        .contains("cannot be written: Too many levels of symbolic links"))
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a link away"))
  func linksOfOthersInSharedFoldersAreRefused() throws {
    let shared = "\(folder.path)/shared"
    mkdir(shared, 0o777)
    chmod(shared, 0o1777)
    let (mine, foreign) = ("\(shared)/mine.csv", "\(shared)/foreign.csv")
    for link in [mine, foreign] { symlink("\(folder.path)/out.csv", link) }
    lchown(foreign, 12_345, 12_345)
    #expect(message { () throws(DataError) in try AtomicFile.checkWritable(mine) } == "")
    let refused = message { () throws(DataError) in
      try AtomicFile.write(to: foreign) { stream throws(DataError) in try stream.write("new") }
    }
    #expect(
      refused == "\(foreign) cannot be written: it is another user's link in a folder that all may "
        + "write to")
    #expect(!folder.names.contains("out.csv"))
    chmod(shared, 0o777)
    #expect(message { () throws(DataError) in try AtomicFile.checkWritable(foreign) } == "")
  }

  @Test func newFilesFollowTheMask() throws {
    let path = "\(folder.path)/out.csv"
    try AtomicFile.write(to: path) { stream throws(DataError) in try stream.write("new") }
    let mask = umask(0)
    umask(mask)
    var facts = stat()
    stat(path, &facts)
    #expect(facts.st_mode & 0o777 == 0o666 & ~mask)
  }

  @Test func pathsThatCannotBeWritten() {
    let path = folder.path
    #expect(
      message { () throws(DataError) in try AtomicFile.checkWritable(path) }
        == "\(path) is a folder; name a file in it to write to")
    #expect(
      message { () throws(DataError) in try AtomicFile.checkWritable("\(path)/no/out.csv") }
        == "\(path)/no/out.csv cannot be written: there is no folder \(path)/no; make it first")
    #expect(
      message { () throws(DataError) in try AtomicFile.checkWritable("\(path)/new/") }
        == "\(path)/new/ is a folder; name a file in it to write to")
    #expect(message { () throws(DataError) in try AtomicFile.checkWritable("\(path)/o.csv") } == "")
    #expect(message { () throws(DataError) in try AtomicFile.checkWritable("-") } == "")
    #expect(message { () throws(DataError) in try AtomicFile.checkWritable("/dev/null") } == "")
    #expect(DataError.noOutputFolder(path: "a", folder: "b").kind == .unwritable)
  }

  @Test(.disabled(if: geteuid() == 0, "the superuser may write everywhere"))
  func foldersWithoutPermission() {
    let path = "\(folder.path)/out.csv"
    chmod(folder.path, 0o500)
    defer { chmod(folder.path, 0o700) }
    #expect(
      message { () throws(DataError) in try AtomicFile.checkWritable(path) }
        == "\(path) cannot be written: Permission denied")
  }

  @Test func devicesAreWrittenDirectly() throws {
    try AtomicFile.write(to: "/dev/null") { stream throws(DataError) in try stream.write("x") }
    #if os(Linux)
      #expect(
        message { () throws(DataError) in
          try AtomicFile.write(to: "/dev/full") { stream throws(DataError) in
            try stream.write("x")
          }
        } == "/dev/full cannot be written: No space left on device")
    #endif
  }
}
