import ArgumentParser
import KMeansData

extension CompletionKind {
  /// Files that data is read from.
  static var data: CompletionKind { .file(extensions: FileFormat.readable.endings) }
  /// Files in which labels and centroids are written.
  static var written: CompletionKind { .file(extensions: FileFormat.writable.endings) }
  /// Files to which labels can be appended.
  static var appendable: CompletionKind { .file(extensions: FileFormat.appendable.endings) }
  /// Models.
  static var model: CompletionKind { .file(extensions: ["json"]) }
  /// Pages.
  static var page: CompletionKind { .file(extensions: ["html"]) }
}
