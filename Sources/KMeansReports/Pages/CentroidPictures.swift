import KMeansCore

/// Centroids as pictures.
enum CentroidPictures {
  /// Centroids as grey images.
  struct Images: Sendable, Encodable {
    let rows: Int
    let columns: Int
    /// The values of black and of white.
    let black: Double
    let white: Double
    /// The clusters shown, and by cluster a byte a pixel, in base 64.
    let clusters: [Int]
    let pixels: [String]
  }

  /// The most pixels of all images together: they have to fit into the page.
  private static let most = 200_000

  /// The images of centroids, of as many clusters as fit; nil where not even one does.
  ///
  /// - Parameters:
  ///   - m: M in units of the input, with as many features as the shape has pixels.
  ///   - shape: how the features make an image.
  ///   - shown: the clusters that figures show.
  /// - Returns: the images, in the order of `shown`.
  /// - Complexity: O(k·d).
  static func images(_ m: PointMatrix, shape: ImageShape, shown: [Int]) -> Images? {
    let clusters = Array(shown.prefix(most / shape.pixels))
    guard !clusters.isEmpty else { return nil }
    let values = clusters.map(m.point)
    let black = values.joined().min() ?? 0
    let white = values.joined().max() ?? 0
    let unit = white > black ? 255 / (white - black) : 0
    return Images(
      rows: shape.rows, columns: shape.columns, black: black, white: white, clusters: clusters,
      pixels: values.map { image in
        PackedNumbers.text(image.map { UInt8(max(0, min(255, (($0 - black) * unit).rounded()))) })
      })
  }

  /// The colours of centroids, red, green and blue from 0 to 255, where the three columns are named
  /// as these are; nil otherwise.
  ///
  /// - Parameters:
  ///   - m: M in units of the input.
  ///   - columns: the names of the features.
  ///   - greatest: the greatest value of X: colours go to 1 or to 255.
  ///   - shown: the clusters that figures show.
  /// - Returns: three numbers a cluster, in the order of `shown`.
  /// - Complexity: O(k).
  static func swatches(
    _ m: PointMatrix, columns: [String], greatest: Double, shown: [Int]
  ) -> [[Int]]? {
    let names = columns.map { $0.lowercased() }
    guard names.count == 3,
      let order = [["r", "g", "b"], ["red", "green", "blue"]].compactMap({ wanted in
        let places = wanted.compactMap { names.firstIndex(of: $0) }
        return places.count == 3 ? places : nil
      }).first
    else { return nil }
    let unit = greatest <= 1 ? 255.0 : 1
    return shown.map { cluster in
      order.map { Int(max(0, min(255, (m[$0, cluster] * unit).rounded()))) }
    }
  }
}
