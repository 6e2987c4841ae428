import Testing

@testable import KMeansCore

/// Bytes that are no checkpoint of the fit are refused, and never followed.
struct CheckpointBytesTests {
  /// A checkpoint from the middle of a fit.
  private func middle(_ fit: CheckpointCase) throws -> Clusterer.Checkpoint {
    var all: [Clusterer.Checkpoint] = []
    _ = try fit.fit { all.append($0) }
    return all[all.count / 2]
  }

  private func resealed(_ bytes: [UInt8]) -> [UInt8] {
    let body = Array(bytes.dropLast(8))
    let sum = body.withUnsafeBytes { Checksum.of($0) }
    return body + withUnsafeBytes(of: sum.littleEndian) { Array($0) }
  }

  @Test func everyChangedBitShows() throws {
    let bytes = try middle(CheckpointCase.all(seed: 1)[0]).bytes
    var random = SplitMix(state: 1)
    for round in 0..<4000 {
      var torn = bytes
      switch round % 4 {
      case 0: torn[Int.random(in: torn.indices, using: &random)] ^= 1 << UInt8(round / 4 % 8)
      case 1: torn.removeLast(Int.random(in: 1...torn.count, using: &random))
      case 2: torn.append(UInt8(truncatingIfNeeded: random.next()))
      default:
        let first = Int.random(in: torn.indices, using: &random)
        for place in first..<min(torn.count, first + 512) { torn[place] = 0 }
        if torn == bytes { continue }
      }
      #expect(throws: CheckpointError.self) { try Clusterer.Checkpoint(bytes: torn) }
    }
  }

  /// With a checksum that is right, whatever they say: an error, or a fit to its end.
  @Test(arguments: 0..<21)
  func hostileBytes(_ number: Int) throws {
    var fit = try CheckpointCase.all(seed: 7)[number]
    fit.settings.iterationLimit = min(20, fit.settings.iterationLimit)
    let bytes = try middle(fit).bytes
    var random = SplitMix(state: UInt64(number))
    let sizes = [1, 2, 4, 8]
    let values: [UInt64] = [0, 1, .max, 1 << 63, 0x7FF0_0000_0000_0000, 0x41DF_FFFF_FFC0_0000, 255]
    var (accepted, refused) = (0, 0)
    for _ in 0..<400 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: changed.indices, using: &random)
        let size = sizes[Int.random(in: 0..<4, using: &random)]
        let value =
          Bool.random(using: &random)
          ? random.next() : values[Int.random(in: values.indices, using: &random)]
        for offset in 0..<size where place + offset < changed.count {
          changed[place + offset] = UInt8(truncatingIfNeeded: value >> (8 * UInt64(offset)))
        }
      }
      do {
        let checkpoint = try Clusterer.Checkpoint(bytes: resealed(changed))
        let found = try fit.fit(resuming: checkpoint)
        #expect(found.labels.values.allSatisfy { (0..<fit.settings.clusters).contains(Int($0)) })
        accepted += 1
      } catch {
        refused += 1
      }
    }
    #expect(accepted + refused == 400 && accepted > 0 && refused > 0)
  }

  @Test func foreignBytes() throws {
    #expect(throws: CheckpointError.notACheckpoint) { try Clusterer.Checkpoint(bytes: []) }
    #expect(throws: CheckpointError.notACheckpoint) {
      try Clusterer.Checkpoint(bytes: Array("{\"k\": 3}".utf8))
    }
    #expect(throws: CheckpointError.damaged) {
      try Clusterer.Checkpoint(bytes: Clusterer.Checkpoint.magic)
    }
    var later = try middle(CheckpointCase.all(seed: 1)[0]).bytes
    later[Clusterer.Checkpoint.magic.count] = 9
    #expect(throws: CheckpointError.unknownFormat(9)) { try Clusterer.Checkpoint(bytes: later) }
  }

  // MARK: Other fits

  @Test func everySettingThatCountsIsCompared() throws {
    let configuration = Clusterer.Configuration(clusters: 3)
    let known = Set(configuration.facts.map(\.name))
      .union(Clusterer.Configuration.settingsWithoutBits).union(["frozenCount", "chosenQuality"])
    for child in Mirror(reflecting: configuration).children {
      #expect(known.contains(child.label ?? ""), "\(child.label ?? "")")
    }
  }

  @Test func otherSettingsAreNamed() throws {
    let fit = try CheckpointCase.all(seed: 1)[0]
    let checkpoint = try middle(fit)
    let given = fit.points.gathering(Array(0..<8))
    let changes: [(String, (inout Clusterer.Configuration) -> Void)] = [
      ("clusters", { $0.clusters = 9 }), ("distance", { $0.distance = .cosine }),
      ("variant", { $0.variant = .bisecting }), ("seed", { $0.seed = 77 }),
      ("initialization", { $0.initialization = .randomPoints }), ("restarts", { $0.restarts = 4 }),
      ("initialization", { $0.initialization = .centroids(given) }),
      ("iterationLimit", { $0.iterationLimit = 9 }), ("tolerance", { $0.tolerance = 0.5 }),
      ("order", { $0.order = .first }), ("sizeLimits", { $0.sizeLimits = .equal }),
      ("reference", { $0.reference = given }),
    ]
    for (name, change) in changes {
      var settings = fit.settings
      change(&settings)
      do {
        _ = try fit.fit(settings, resuming: checkpoint)
        Issue.record("\(name) may be another")
      } catch let ClusteringError.checkpoint(.otherFit(setting, before, now)) {
        // The cosine sees other points.
        #expect(setting == name || (name == "distance" && setting == "data"))
        #expect(before != now)
      }
    }
  }

  @Test func otherDataAreNamed() throws {
    var fit = try CheckpointCase.all(seed: 1)[1]
    let checkpoint = try middle(fit)
    let weights = fit.weights
    fit.weights?[3] += 1
    #expect(try setting(fit, checkpoint) == "weights")
    fit.weights = nil
    #expect(try setting(fit, checkpoint) == "weights")
    fit = CheckpointCase(
      name: "", points: fit.points.gathering([1, 0] + Array(2..<900)), weights: weights,
      settings: fit.settings)
    #expect(try setting(fit, checkpoint) == "data")
  }

  /// Values whose bits differ in their first places alone.
  @Test func theDigestTellsPowersOfTwo() throws {
    var seen: Set<UInt64> = []
    for first in -30...30 {
      for second in -30...30 {
        let values = [Double.powerOfTwo(first), .powerOfTwo(second)]
        seen.insert(PointsDigest.of(try PointMatrix(dimensions: 2, values: values), threads: 1))
      }
    }
    #expect(seen.count == 61 * 61)
  }

  private func setting(
    _ fit: CheckpointCase, _ checkpoint: Clusterer.Checkpoint
  ) throws -> String? {
    do { _ = try fit.fit(resuming: checkpoint) } catch let ClusteringError.checkpoint(
      .otherFit(setting, _, _))
    {
      return setting
    }
    return nil
  }

  @Test func theDigestIsOfExactValues() throws {
    let values = (0..<3000).map { Double($0 % 250) }
    let bytes = try PointMatrix(dimensions: 3, values: values.map { UInt8($0) })
    let floats = try PointMatrix(dimensions: 3, values: values.map { Float($0) })
    let doubles = try PointMatrix(dimensions: 3, values: values.map { $0 == 0 ? -0.0 : $0 })
    let sparse = try SparsePair.random(500, 20, density: 0.2, seed: 3)
    let digest = PointsDigest.of(bytes, threads: 1)
    #expect(PointsDigest.of(floats, threads: 3) == digest)
    #expect(PointsDigest.of(doubles, threads: 2) == digest)
    #expect(
      PointsDigest.of(sparse.compressed, threads: 2) == PointsDigest.of(sparse.whole, threads: 1))
    var (seen, count): (Set<UInt64>, Int) = ([digest], 1)
    for index in 0..<values.count {
      var changed = values
      changed[index] += 0.5
      seen.insert(PointsDigest.of(try PointMatrix(dimensions: 3, values: changed), threads: 1))
      count += 1
      guard index % 250 != 249, index + 3 < values.count else { continue }
      changed = values
      changed.swapAt(index, index + 1)
      seen.insert(PointsDigest.of(try PointMatrix(dimensions: 3, values: changed), threads: 1))
      count += 1
    }
    #expect(seen.count == count)
  }
}
