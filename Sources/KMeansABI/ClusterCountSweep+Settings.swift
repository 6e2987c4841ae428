// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore
import KMeansMetrics
import KMeansSelection

extension kmeans_sweep_settings: SizedStruct {
  static var name: String { "kmeans_sweep_settings" }
  static var leastSize: Int { size(through: \.reserved) }
  static var firstSize: Int { size(through: \.reserved) }
  static var usual: kmeans_sweep_settings {
    kmeans_sweep_settings(
      size: MemoryLayout<kmeans_sweep_settings>.size, clusters: nil, count: 0, restarts: 3,
      seed: 0, references: 10, silhouette: nil,
      silhouette_sample: Int64(SilhouetteScore.Method.sampleSize), stability_pairs: 0,
      meaning: nil, algorithm: nil, threads: 0, reserved: 0)
  }
}

@c @implementation
public func kmeans_sweep_settings_init(
  _ settings: UnsafeMutablePointer<kmeans_sweep_settings>?, _ size: Int
) -> kmeans_code {
  guard let settings, kmeans_sweep_settings.isPossible(size) else {
    return kmeans_code(KMEANS_BAD_ARGUMENT)
  }
  var usual = kmeans_sweep_settings.usual
  usual.size = size
  write(usual, to: settings, size: size)
  return kmeans_code(KMEANS_OK)
}

extension ClusterCountSweep.Settings {
  /// The settings of a C caller, checked.
  ///
  /// - Parameters:
  ///   - settings: as C handed them over.
  ///   - points: N.
  /// - Throws: `Failure` for the first setting that is out of its range.
  init(_ settings: kmeans_sweep_settings, points: Int) throws(Failure) {
    let silhouette = try SilhouetteScore.Method.named(settings.silhouette, canBeNone: true)
    let algorithm = try Names.find(settings.algorithm, "algorithm", usual: Clusterer.Algorithm.auto)
    let (meaning, threads) = (
      try WeightMeaning(naming: settings.meaning), try Threads.number(settings.threads)
    )
    let counts = try Self.clusterCounts(settings, points: points)
    do throws(SweepError) {
      try self.init(
        clusterCounts: counts, restarts: Int(clamping: settings.restarts), seed: settings.seed,
        references: Int(clamping: settings.references), silhouette: silhouette,
        silhouetteSample: Int(clamping: settings.silhouette_sample),
        stabilityPairs: Int(clamping: settings.stability_pairs), threads: threads,
        algorithm: algorithm, weightMeaning: meaning)
    } catch {
      throw Failure(error)
    }
  }

  /// The numbers of clusters that are asked for, or the usual ones.
  private static func clusterCounts(
    _ settings: kmeans_sweep_settings, points: Int
  ) throws(Failure) -> [Int] {
    guard let clusters = settings.clusters else {
      guard settings.count == 0 else { throw .null("settings->clusters") }
      // With one cluster a point there is nothing to score.
      return Array(2...max(2, min(20, points - 1)))
    }
    guard settings.count >= 0, Int.bytes(settings.count, 8) != nil else {
      throw Failure(KMEANS_BAD_ARGUMENT, "there are \(settings.count) numbers of clusters")
    }
    let counts = UnsafeBufferPointer(start: clusters, count: Int(settings.count))
    if let wrong = counts.first(where: { $0 < 1 || $0 > Int64(Int32.max) }) {
      try PointMatrix.check(clusters: wrong)
    }
    return counts.map { Int($0) }
  }
}

extension Failure {
  /// Why there is no sweep, under the code for it.
  init(_ error: SweepError) {
    switch error {
    case .noClusterCounts, .setting: self.init(KMEANS_BAD_SETTING, error.description)
    case .tooFewPoints: self.init(KMEANS_TOO_FEW_POINTS, error.description)
    case .clustering(let error): self.init(error)
    case .metric(let error): self.init(error)
    }
  }
}
