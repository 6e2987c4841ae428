import KMeansCore

/// The four colours that stand best for a picture, found beside other work.
///
///     swift run --package-path Examples/PhotoColors PhotoColors
///
/// The picture is drawn here: a red sun over a blue sea, a green shore and a grey sky, with noise.
@main
enum PhotoColors {
  static func main() async throws {
    // X: one point a pixel, as bytes. Nothing is converted.
    let pixels = picture(width: 160, height: 120)
    let points = PointMatrix(pixels)

    var configuration = Clusterer.Configuration(clusters: 4, seed: 1, order: .size)
    configuration.restarts = 5

    // The fit has a thread of its own, so nothing waits while it runs.
    let job = Clusterer(configuration).start(points)
    var steps = 0
    for await _ in job.progress { steps += 1 }
    let clustering = try await job.clustering

    print(steps > 0 ? "The fit told of its steps." : "The fit was too quick to tell of its steps.")
    for (color, size) in zip(clustering.centroids.vectors(as: SIMD3<Double>.self), clustering.sizes)
    {
      let name = color.rounded(.toNearestOrEven)
      print("\(size) pixels of red \(Int(name.x)), green \(Int(name.y)), blue \(Int(name.z))")
    }

    // New pixels get the colour that is nearest.
    let labels = try clustering.labels(of: PointMatrix([SIMD3<UInt8>(250, 40, 30)]))
    print("A pixel of the sun has colour \(labels[0]).")

    // The same in one line, where the usual settings will do.
    print(try points.clustered(into: 2))
  }

  /// The pixels, row by row.
  static func picture(width: Int, height: Int) -> [SIMD3<UInt8>] {
    var state: UInt32 = 1
    func noise() -> Int {
      state = state &* 1_664_525 &+ 1_013_904_223
      return Int(state >> 28) - 8
    }
    return (0..<width * height).map { index in
      let (x, y) = (index % width, index / width)
      let isSun = (x - 110) * (x - 110) + (y - 30) * (y - 30) < 400
      let color =
        isSun
        ? [230, 60, 40] : y < 70 ? [170, 175, 180] : y < 100 ? [20, 60, 160] : [40, 130, 50]
      let values = color.map { UInt8($0 + noise()) }
      return SIMD3(values[0], values[1], values[2])
    }
  }
}
