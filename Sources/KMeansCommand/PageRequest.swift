#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ArgumentParser
import KMeansData

/// What the Python package asks `kmeans page` for: points in files, and what is known of them.
///
/// Program and package are of one wheel, so this is no interface for others, and may change.
struct PageRequest: Decodable {
  /// Which page.
  enum Kind: String, Decodable {
    /// That of `kmeans fit --report`, of labels that are there.
    case report
    /// That of `kmeans explain`.
    case explain
  }

  /// A column that is no feature: numbers, or texts by their place among different ones.
  struct Side: Decodable {
    let name: String
    /// nil where there is none.
    let numbers: [Double?]?
    let texts: [String]?
    /// −1 where there is none.
    let codes: [Int32]?
  }

  /// A split of bisecting k-means.
  struct Split: Decodable {
    let cluster: Int
    let centroids: [[Double]]
    let objective: Double
  }

  let kind: Kind
  /// Where the page goes.
  let output: String
  /// What the data are called.
  let source: String
  /// Files in NumPy's format: X of shape (N, d), and of shape (N, 1) weights and labels; a label of
  /// −1 is none.
  let points: String
  let weights: String?
  let labels: String?
  /// M of shape (k, d), as the distance sees it; for an explanation the start.
  let centroids: String?
  let columns: [String]?
  let ids: [String]?
  let idName: String?
  let side: [Side]
  /// Settings by the names that the command has for them.
  let clusters: Int
  let distance: String
  let variant: String
  let initialization: String?
  let restarts: Int?
  let seed: UInt64
  let iterationLimit: Int
  let tolerance: Double
  /// nil for all processors.
  let threads: Int?
  /// J of the fit; nil where it is not known.
  let objective: Double?
  /// J after every iteration, and why there were no more.
  let history: [Double]
  let stopReason: String
  let splits: [Split]?
  /// Such as "28x28".
  let imageShape: String?
  /// Who found the labels, within a sentence; nil for the engine of this program.
  let foundBy: String?
  /// What finds them again.
  let code: String
  /// What the clusters are called where labels were names; nil for numbers.
  let clusterNames: [String]?

  /// Reads a request.
  ///
  /// - Throws: `ValidationError` for what is none, and `CommandError.data` for no file.
  init(reading path: String) throws {
    let bytes = try reporting(CommandError.data) { () throws(DataError) in
      try InputFile.bytes(of: path)
    }
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(bytes.buffer))
    } catch {
      throw ValidationError("\(path) is no request for a page: \(error)")
    }
  }
}
