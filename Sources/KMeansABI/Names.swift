// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

import CKMeansABI
import KMeansCore

/// Names of a registry, as C has lists of text.
struct Names: Sendable {
  /// Ended by NULL, and never written after it exists.
  nonisolated(unsafe) let list: UnsafePointer<UnsafePointer<CChar>?>
  private let texts: [CString]

  fileprivate init<Row: Registered>(of type: Row.Type) {
    texts = type.rows.map { CString($0.name) }
    let room = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: texts.count + 1)
    for (index, text) in texts.enumerated() { room[index] = text.pointer }
    room[texts.count] = nil
    list = UnsafePointer(room)
  }

  /// The row that a C caller names.
  ///
  /// - Parameters:
  ///   - name: NULL for the usual one.
  ///   - kind: what the names are of, for the error.
  ///   - usual: what NULL stands for.
  /// - Returns: the one of that name.
  /// - Throws: `Failure` with the known names for an unknown one.
  static func find<Row: Registered>(
    _ name: UnsafePointer<CChar>?, _ kind: String, usual: Row
  ) throws(Failure) -> Row {
    guard let name = name.map({ String(cString: $0) }) else { return usual }
    guard let row = Row.rows.first(where: { $0.name == name }) else {
      throw Failure(KMEANS_BAD_SETTING, "unknown \(kind) '\(name)' (known: \(Row.known))")
    }
    return row
  }
}

private let algorithms = Names(of: Clusterer.Algorithm.self)
private let distances = Names(of: Clusterer.Distance.self)
private let variants = Names(of: Clusterer.Variant.self)
private let qualities = Names(of: Clusterer.Quality.self)
private let initializations = Names(of: Clusterer.Initialization.self)

@c @implementation
public func kmeans_algorithms() -> UnsafePointer<UnsafePointer<CChar>?>? { algorithms.list }

@c @implementation
public func kmeans_distance_names() -> UnsafePointer<UnsafePointer<CChar>?>? { distances.list }

@c @implementation
public func kmeans_variants() -> UnsafePointer<UnsafePointer<CChar>?>? { variants.list }

@c @implementation
public func kmeans_qualities() -> UnsafePointer<UnsafePointer<CChar>?>? { qualities.list }

@c @implementation
public func kmeans_initializations() -> UnsafePointer<UnsafePointer<CChar>?>? {
  initializations.list
}
