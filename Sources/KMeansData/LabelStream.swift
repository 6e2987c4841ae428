#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Labels that are written as they come: to standard output and pipes at once, to a file that
/// appears when it is whole.
package struct LabelStream: ~Copyable {
  private var stream: OutputStream
  private var file: TemporaryFile?
  private let target: OutputTarget?
  /// What the stream opened by itself; −1 for nothing.
  private let opened: Int32
  private let path: String
  /// Whether the name of the column is written.
  private var isBegun = false

  /// Begins the column of labels.
  ///
  /// - Parameter path: a text file (.csv or .tsv), or "-" for standard output.
  /// - Throws: `DataError` of kind unwritable.
  package init(_ path: String) throws(DataError) {
    let isText = try FileFormat(writing: path).isText
    guard isText else {
      throw .unknownOutputEnding(path: path, known: FileFormat.appendable.map(\.description))
    }
    let target = path == "-" || path == "/dev/stdout" ? nil : try OutputTarget(path)
    var file: TemporaryFile?
    var descriptor = STDOUT_FILENO
    if let target, target.isPlain {
      // With a name: the other kind cannot be moved everywhere, and labels are written once.
      file = TemporaryFile(in: target.folder, isUnnamed: false)
      guard let made = file?.descriptor else {
        throw .cannotWrite(path: path, reason: systemReason(errno))
      }
      descriptor = made
      let code = target.mode.map { FileWriting.setMode(made, $0) } ?? 0
      guard code == 0 else { throw .cannotWrite(path: path, reason: systemReason(code)) }
    } else if target != nil {
      descriptor = FileOpening.open(path, O_WRONLY)
      guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: systemReason(errno)) }
    }
    (self.path, self.target) = (path, target)
    opened = target.map(\.isPlain) == false ? descriptor : -1
    stream = OutputStream(descriptor, path: path == "-" ? "standard output" : path)
    self.file = consume file
  }

  deinit { if opened >= 0 { close(opened) } }

  /// Writes one label a row.
  ///
  /// - Throws: `DataError.cannotWrite`, `.closedPipe`.
  package mutating func write(_ labels: [Int32]) throws(DataError) {
    var text = isBegun ? "" : LabelWriter.columnName + "\n"
    isBegun = true
    text.reserveCapacity(labels.count * 3)
    for label in labels { text += "\(label)\n" }
    try stream.write(text)
    try stream.flush()
  }

  /// Ends the column, and puts the file in its place.
  ///
  /// - Throws: `DataError.cannotWrite`.
  package mutating func finish() throws(DataError) {
    try stream.flush()
    guard var file = file.take(), let target else { return }
    let code = FileWriting.sync(file.descriptor)
    guard code == 0 else { throw .cannotWrite(path: path, reason: systemReason(code)) }
    guard case .moved = file.move(to: target.path, isReplacing: target.exists) else {
      throw .cannotWrite(path: path, reason: systemReason(errno))
    }
  }
}
