public import KMeansCore
public import KMeansData

/// The colours of a picture, few for many: the clusters of its pixels by red, green and blue.
///
///     let palette = try Palette(of: "photo.jpg", Clusterer.Configuration(clusters: 16))
///     for entry in palette.entries { print(entry.hexadecimal, entry.share) }
///     try palette.write(to: "photo-16.png")
public struct Palette: Sendable {
  /// A colour of the palette.
  public struct Entry: Sendable, Equatable {
    /// The number of the cluster in the fit.
    public let cluster: Int
    /// Red, green and blue of the mean of its pixels, from 0 to 255.
    public let mean: [Double]
    /// The pixels that have it.
    public let pixels: Int
    /// Their share in all pixels that show something.
    public let share: Double

    /// The mean rounded to whole numbers, as 0xRRGGBB.
    public var code: UInt32 {
      mean.reduce(0) { $0 << 8 | UInt32(max(0, min(255, $1.rounded()))) }
    }

    /// The same as styles of pages write it, such as #ff8800.
    public var hexadecimal: String {
      let digits = String(code, radix: 16)
      return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
  }

  /// The fit, whose points are the distinct colours.
  public let fit: Fit
  /// The colours, that of most pixels first.
  public let entries: [Entry]
  /// How many colours were asked for; a picture may have fewer.
  public let wanted: Int
  private let pixels: PixelRows

  /// Finds the palette of a picture.
  ///
  /// - Parameters:
  ///   - path: the picture, or "-" for standard input.
  ///   - configuration: how many colours, and how they are found. A picture that has fewer colours
  ///     gets one entry for each.
  ///   - progress: called on the calling thread while centroids are drawn, and after every
  ///     iteration.
  ///   - stop: ends the fit early on request, with the best so far.
  /// - Throws: `PipelineError.data` with `.noPicture` for other files, and as `PreparedData.fit`.
  /// - Complexity: O(pixels + restarts·iterations·colours·k) at worst.
  public init(
    of path: String, _ configuration: Clusterer.Configuration,
    progress: (Clusterer.Progress) -> Void = { _ in }, stop: StopSignal? = nil
  ) throws(PipelineError) {
    let table: DataTable
    do throws(DataError) {
      table = try DataTable(picture: path)
    } catch {
      throw .data(error)
    }
    try self.init(try PreparedData(table), configuration, progress: progress, stop: stop)
  }

  /// Finds the palette of a picture that was prepared; see `init(of:_:progress:stop:)`.
  package init(
    _ data: PreparedData, _ configuration: Clusterer.Configuration,
    progress: (Clusterer.Progress) -> Void = { _ in }, stop: StopSignal? = nil
  ) throws(PipelineError) {
    guard let pixels = data.table.pixels else {
      throw .data(.noPicture(source: data.table.source))
    }
    var settings = configuration
    settings.clusters = min(configuration.clusters, data.x.count)
    let fit = try data.fit(settings, progress: progress, stop: stop)
    self.init(fit, pixels, wanted: configuration.clusters)
  }

  /// The palette that a fit has found; nil unless its rows are all colours of a picture, by their
  /// red, green and blue.
  package init?(_ fit: Fit) {
    let (data, distance) = (fit.data, fit.clustering.configuration.distance)
    guard let pixels = data.table.pixels, data.columns == DataTable.colourColumns,
      data.complete.keptRows == nil, distance == .euclidean
    else { return nil }
    self.init(fit, pixels, wanted: fit.clustering.sizes.count)
  }

  private init(_ fit: Fit, _ pixels: PixelRows, wanted: Int) {
    (self.fit, self.pixels, self.wanted) = (fit, pixels, wanted)
    let (centroids, seen) = (fit.centroids, Double(pixels.picture.count - pixels.transparent))
    let weights = fit.clustering.labels.weights(fit.data.x.weights).map(\.rounded)
    entries = weights.indices.filter { weights[$0] > 0 }
      .sorted { (-weights[$0], $0) < (-weights[$1], $1) }
      .map {
        Entry(
          cluster: $0, mean: centroids.point($0), pixels: Int(weights[$0]),
          share: weights[$0] / seen)
      }
  }

  /// The picture in the colours of the palette, turned as viewers show it.
  ///
  /// - Parameter path: a file that ends in .png, or "-" for standard output.
  /// - Throws: `DataError` of kind unwritable, and `.noDecoder` without libpng.
  /// - Complexity: O(pixels).
  public func write(to path: String) throws(DataError) {
    try PaletteFile.write(try png(ShownPixels(pixels.picture), path: path), to: path)
  }

  /// The picture before and after, as PNG files, made smaller where a side has too many pixels.
  ///
  /// - Throws: as `write(to:)`.
  package func images(
    most: Int, path: String
  ) throws(DataError) -> (before: [UInt8], after: [UInt8], width: Int, height: Int) {
    let shown = ShownPixels(pixels.picture, most: most)
    return (
      try pixels.picture.png(shown, path: path), try png(shown, path: path), shown.width,
      shown.height
    )
  }

  private func png(_ shown: ShownPixels, path: String) throws(DataError) -> [UInt8] {
    var places = [Int32](repeating: 0, count: fit.clustering.sizes.count)
    for (place, entry) in entries.enumerated() { places[entry.cluster] = Int32(place) }
    let image = PaletteImage(
      pixels, entries: fit.clustering.labels.values.map { places[Int($0)] },
      palette: entries.map(\.code))
    return try image.png(shown, path: path)
  }

  /// Pixels of a stored row, and rows.
  public var size: (width: Int, height: Int) { (pixels.picture.width, pixels.picture.height) }

  /// The pixels that show nothing, and take no part.
  public var transparentPixels: Int { pixels.transparent }

  /// The root of the mean squared difference of a channel between the picture and the palette's
  /// means, from 0 to 255.
  public var error: Double {
    let seen = Double(pixels.picture.count - pixels.transparent)
    return (fit.clustering.objective / (3 * seen)).squareRoot()
  }
}
