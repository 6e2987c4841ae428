import KMeans
import KMeansData

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files that a run shall write, checked before it does anything.
struct OutputPaths {
  /// One label a row.
  let labels: String?
  /// The data with the labels at its end.
  let append: String?
  /// M in the units of the data.
  let centroids: String?
  /// The model.
  let model: String?
  /// The page to look at.
  let report: String?

  /// Checks endings, folders and permissions, and that no file is named twice.
  ///
  /// - Parameters:
  ///   - labels: the path that `--labels` names, if any.
  ///   - append: that of `--append`.
  ///   - centroids: that of `--centroids`.
  ///   - model: that of `--model`.
  ///   - report: that of `--report`.
  ///   - inputs: what must not be overwritten, the data first.
  /// - Throws: `CommandError` with exit code 64 for names that clash, and 73 for what cannot be
  ///   written.
  init(
    labels: String? = nil, append: String? = nil, centroids: String? = nil, model: String? = nil,
    report: String? = nil, inputs: [(name: String, path: String)]
  ) throws(CommandError) {
    self.labels = labels
    self.append = append
    self.centroids = centroids
    self.model = model
    self.report = report
    try checkNames(inputs)
    try reporting(CommandError.data) { () throws(DataError) in
      if let labels { try LabelWriter.check(labels) }
      if let append { try Self.checkAppend(append, data: inputs[0].path) }
      if let centroids { try CentroidFile.check(centroids) }
      if let model { try ModelFile.check(model) }
      if let report { try PageFile.check(report) }
    }
  }

  private func checkNames(_ inputs: [(name: String, path: String)]) throws(CommandError) {
    var known = inputs.filter { $0.path != "-" }.map { ($0.name, FileIdentity($0.path)) }
    if let answer = FileIdentity.answer { known.append(("standard output", answer)) }
    let outputs = [
      ("--labels", labels), ("--append", append), ("--centroids", centroids), ("--model", model),
      ("--report", report),
    ]
    for case (let option, let path?) in outputs {
      if path == "-" { throw .outputIsAnswer(option: option) }
      // Written directly, before the answer.
      if path == "/dev/stdout" { continue }
      let identity = FileIdentity(path)
      if let other = known.first(where: { $0.1 == identity && !identity.isDevice }) {
        throw .sameFile(path, option: option, other: other.0)
      }
      known.append((option, identity))
    }
  }

  /// As far as it can be told before the data is read.
  private static func checkAppend(_ path: String, data: String) throws(DataError) {
    if try OutputFormat(ofPath: path) == .npy {
      throw .unknownOutputEnding(path: path, known: [".csv", ".tsv"])
    }
    if data != "-", ![.csv, .tsv].contains(try DataFormat(ofPath: data)) {
      throw .cannotAppend(source: data)
    }
    try AtomicFile.checkWritable(path)
  }
}

/// What a path names, so that two spellings of one file are found out.
struct FileIdentity: Equatable {
  private let device: UInt64
  private let node: UInt64
  /// The last part of the path of a file that does not exist yet, whose numbers are its folder's.
  private let newName: String?
  /// Whether it is a terminal, pipe or the like, which may take several outputs.
  let isDevice: Bool

  /// The file that takes the answer; nil for a terminal, pipe or the like.
  static var answer: FileIdentity? {
    var facts = stat()
    guard fstat(STDOUT_FILENO, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    return FileIdentity(facts)
  }

  private init(_ facts: stat) {
    newName = nil
    isDevice = false
    device = UInt64(truncatingIfNeeded: facts.st_dev)
    node = UInt64(truncatingIfNeeded: facts.st_ino)
  }

  /// What the path names, or would name.
  init(_ path: String) {
    var facts = stat()
    if stat(path, &facts) == 0 {
      newName = nil
      isDevice = facts.st_mode & S_IFMT != S_IFREG
    } else {
      let slash = path.lastIndex(of: "/")
      newName = String(slash.map { path[path.index(after: $0)...] } ?? path[...])
      isDevice = false
      facts = stat()
      _ = stat(slash.map { String(path[...$0]) } ?? ".", &facts)
    }
    device = UInt64(truncatingIfNeeded: facts.st_dev)
    node = UInt64(truncatingIfNeeded: facts.st_ino)
  }
}
