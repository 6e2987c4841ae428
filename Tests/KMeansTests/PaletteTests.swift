import KMeans
import KMeansCore
import KMeansModels
import Testing

@testable import KMeansData

/// Pictures from their file to clusters, and back to pixels.
@Suite(.enabled(if: PNGLibrary() != nil, "libpng is not installed"))
struct PaletteTests {
  /// Colours of few values a channel, so that many pixels share one.
  private static func colours(_ count: Int) -> [UInt8] {
    (0..<count).flatMap { pixel -> [UInt8] in
      let bits = pixel &* 2_654_435_761 >> 7
      return [UInt8(bits & 3) * 50, UInt8(bits >> 2 & 3) * 60, UInt8(bits >> 4 & 7) * 30]
    }
  }

  private func picture(_ folder: Folder, _ bytes: [UInt8], width: Int) throws -> String {
    let path = folder["p.png"]
    let file = try PNGPicture.encode(
      bytes, hasAlpha: false, width: width, height: bytes.count / 3 / width, path: path)
    try PaletteFile.write(file, to: path)
    return path
  }

  /// From one start, the colours by their weights and all pixels give the same centroids and J, to
  /// the bit, and a pixel the same label.
  @Test func weighedColoursAreAllPixels() throws {
    let folder = try Folder()
    let bytes = Self.colours(1200)
    let path = try picture(folder, bytes, width: 40)
    let start = try PointMatrix([[10, 20, 30], [60, 90, 200], [140, 100, 90], [150, 10, 100]])
    let settings = Clusterer.Configuration(
      clusters: 4, initialization: .centroids(start), tolerance: 0)
    let fit = try PreparedData(reading: path).fit(settings)
    let all = try Clusterer(settings).fit(
      Observations(try PointMatrix(dimensions: 3, values: bytes)))
    #expect(fit.data.x.count < 200 && all.labels.count == 1200)
    #expect(fit.clustering.centroids == all.centroids)
    #expect(fit.clustering.objective == all.objective)
    #expect(fit.clustering.history == all.history)
    #expect(fit.labels == all.labels.values)
    try fit.model.write(to: folder["m.json"])
    let model = try ClusterModel(reading: folder["m.json"])
    let found = try LabelledData(
      try DataTable(reading: path, for: model), by: model, detailedWith: 1.5)
    #expect(found.labels == fit.labels)
    let columns = found.columns([.distance, .second, .outlier])
    #expect(columns.map(\.count) == [1200, 1200, 1200, 1200])
    let far = Textbook.squaredDistance(
      bytes.suffix(3).map(Double.init), fit.centroids.point(Int(fit.labels[1199])))
    #expect(columns[1].number(1199) == far.squareRoot())
  }

  @Test func palettesAreWrittenAsTheyAreTold() throws {
    let folder = try Folder()
    let bytes = Self.colours(1200)
    let path = try picture(folder, bytes, width: 40)
    let palette = try Palette(of: path, Clusterer.Configuration(clusters: 5))
    #expect(palette.entries.count == 5 && palette.size == (40, 30))
    #expect(palette.entries.map(\.pixels).reduce(0, +) == 1200)
    #expect(palette.entries.map(\.pixels) == palette.entries.map(\.pixels).sorted(by: >))
    try palette.write(to: folder["q.png"])
    let written = try PNGPicture.decode(
      try InputFile.bytes(of: folder["q.png"]), source: "q.png")
    let codes = Dictionary(
      uniqueKeysWithValues: palette.entries.map { ($0.cluster, $0.code) })
    for pixel in 0..<1200 {
      #expect(written.colour(pixel).code == codes[Int(palette.fit.labels[pixel])])
    }
  }

  @Test func fewerColoursThanWereAskedForStay() throws {
    let folder = try Folder()
    let path = try picture(folder, [9, 8, 7, 9, 8, 7, 1, 2, 3], width: 3)
    let palette = try Palette(of: path, Clusterer.Configuration(clusters: 16))
    #expect(palette.entries.map(\.hexadecimal) == ["#090807", "#010203"])
    #expect(palette.entries.map(\.share) == [2.0 / 3, 1.0 / 3] && palette.wanted == 16)
    #expect(palette.error == 0)
    #expect(throws: PipelineError.self) {
      try PreparedData(reading: path).fit(Clusterer.Configuration(clusters: 3))
    }
  }

  @Test func otherFilesAreNoPictures() throws {
    let folder = try Folder()
    let path = try folder.write("a.csv", "x,y\n1,2\n3,4\n")
    #expect {
      try Palette(of: path, Clusterer.Configuration(clusters: 2))
    } throws: {
      "\($0)" == "\(path) is no picture; a palette is made of .png, .jpg, .jpeg"
    }
  }
}
