// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore

extension Clusterer.Initialization {
  /// The one that draws and has this number in `kmeans_settings`, if there is one.
  ///
  /// Numbers go by the places in the registry. KMEANS_CENTROIDS, which draws nothing, is passed
  /// over, so that what is registered last has a number of its own.
  init?(number: Int32) {
    guard number != KMEANS_CENTROIDS else { return nil }
    let row = Int(number) - (number > KMEANS_CENTROIDS ? 1 : 0)
    guard Self.drawing.indices.contains(row) else { return nil }
    self = Self.drawing[row]
  }

  /// The number in `kmeans_settings`.
  ///
  /// - Precondition: it is registered.
  var number: Int32 {
    guard let row = Self.drawing.firstIndex(of: self) else {
      preconditionFailure("\(name) is not registered")
    }
    return Int32(row < KMEANS_CENTROIDS ? row : row + 1)
  }
}

@c @implementation
public func kmeans_initialization(
  _ name: UnsafePointer<CChar>?, _ number: UnsafeMutablePointer<Int32>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> kmeans_code {
  attempt(reportingTo: error) { () throws(Failure) in
    guard let number else { throw .null("number") }
    let named = try Names.find(
      name, "initialization", usual: Clusterer.Initialization.kMeansPlusPlus)
    number.pointee = named.number
  }
}
