import Foundation
import KMeans
import KMeansCore
import KMeansData
import KMeansModels

extension Target {
  /// Models: what is read can be written, and is then read as the same; it predicts.
  static let models = Target(name: "models", seeds: modelSeeds) { bytes in
    let path = file(bytes, ending: ".json")
    guard let (model, _) = try? ModelFile.readSnapshot(path) else { return }
    let copy = "\(folder)/copy.json"
    guard (try? ModelFile.write(model, to: copy)) != nil else { return }
    guard let again = try? ModelFile.read(copy) else { fatalError("a copy cannot be read") }
    Target.must(again.centroids == model.centroids, "a copy has other centroids")
    guard model.centroids.dimensions <= 1000,
      let point = try? PointMatrix([Array(repeating: 1, count: model.centroids.dimensions)])
    else { return }
    _ = try? model.predict(point)
  }

  /// Labels.
  static let labels = Target(name: "labels", seeds: labelSeeds) { bytes in
    guard bytes.count > 1 else { return }
    let ending = bytes[0] % 2 == 0 ? ".csv" : ".npy"
    let path = file(UnsafeRawBufferPointer(rebasing: bytes[1...]), ending: ending)
    _ = try? LabelReader.read(path)
  }

  /// Centroids.
  static let centroids = Target(name: "centroids", seeds: centroidSeeds) { bytes in
    guard bytes.count > 1 else { return }
    let ending = bytes[0] % 2 == 0 ? ".csv" : ".npy"
    let path = file(UnsafeRawBufferPointer(rebasing: bytes[1...]), ending: ending)
    _ = try? CentroidFile.read(path, expecting: ["x", "y"])
  }

  /// Checkpoints, whose last eight bytes are made to agree with the others: a fit goes on from
  /// them, or says why not.
  static let checkpoints = Target(name: "checkpoints", seeds: checkpointSeeds) { bytes in
    guard bytes.count > 8 else { return }
    var content = Array(bytes.dropLast(8))
    let sum = checksum(content)
    withUnsafeBytes(of: sum.littleEndian) { content += $0 }
    guard let checkpoint = try? Clusterer.Checkpoint(bytes: content) else { return }
    _ = try? Clusterer(settings).fit(points, resuming: checkpoint)
  }

  private static let settings = Clusterer.Configuration(
    clusters: 3, initialization: .randomPoints, restarts: 4, tolerance: 0, threads: 1)

  @Sendable private static func checkpointSeeds() -> [[UInt8]] {
    var found: [[UInt8]] = []
    _ = try? Clusterer(settings).fit(
      points, resuming: nil, every: .zero, saving: { found.append($0.bytes) })
    return found
  }

  @Sendable private static func labelSeeds() -> [[UInt8]] {
    ["cluster\n0\n1\n1\n", "id,cluster\na,0\nb,2\n", "setosa\nvirginica\nsetosa\n", "1\n-1\n"]
      .map { [0] + Array($0.utf8) } + arraySeeds(selectors: [[1]])
  }

  @Sendable private static func centroidSeeds() -> [[UInt8]] {
    ["x,y\n1,2\n3,4\n", "1,2\n3,4\n", "y\tx\n1\t2\n"].map { [0] + Array($0.utf8) }
      + arraySeeds(selectors: [[1]])
  }

  /// Models of tables of several kinds.
  @Sendable private static func modelSeeds() -> [[UInt8]] {
    let tables = [
      "x,y\n1,2\n3,4\n5,7\n2,1\n", "x,kind\n1,a\n2,b\n3,a\n9,b\n", "x\n1,5\n2,5\n7,1\n",
    ]
    return tables.flatMap { table -> [[UInt8]] in
      ScalingMethod.allCases.compactMap { scaling in
        var text = TextOptions.guessed
        text.categories = .onehot
        let path = Array(table.utf8).withUnsafeBytes { file($0, ending: ".csv") }
        guard let options = try? PreparationOptions(scaling: scaling, text: text),
          let fit = try? PreparedData(reading: path, options)
            .fit(Clusterer.Configuration(clusters: 2, threads: 1)),
          let model = try? fit.model, (try? ModelFile.write(model, to: "\(folder)/m.json")) != nil
        else { return nil }
        return (try? Data(contentsOf: URL(fileURLWithPath: "\(folder)/m.json"))).map { Array($0) }
      }
    }
  }

  private static let points: PointMatrix = {
    let rows = (0..<24).map { [Double(($0 * 7) % 11), Double(($0 * 5) % 13)] }
    guard let points = try? PointMatrix(rows) else { fatalError("points of a test") }
    return points
  }()

  /// What a checkpoint, and bytes of shards, end with; see `Checksum`.
  static func checksum(_ bytes: [UInt8]) -> UInt64 {
    func mixed(_ value: UInt64) -> UInt64 {
      var z = value &+ 0x9E37_79B9_7F4A_7C15
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    var sum = mixed(UInt64(bytes.count))
    var place = 0
    while place + 8 <= bytes.count {
      let word = bytes[place..<place + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      sum = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
      sum ^= sum >> 32
      place += 8
    }
    return mixed(sum ^ bytes[place...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}
