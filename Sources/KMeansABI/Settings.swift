// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore

extension kmeans_settings: SizedStruct {
  static var name: String { "kmeans_settings" }
  static var leastSize: Int { size(through: \.tolerance) }
  static var firstSize: Int { size(through: \.variant) }
  static var usual: kmeans_settings {
    kmeans_settings(
      size: MemoryLayout<kmeans_settings>.size, clusters: 0,
      initialization: Int32(KMEANS_PLUS_PLUS), order: Int32(KMEANS_AS_FOUND), centroids: nil,
      restarts: 0, seed: 0, iteration_limit: 300, tolerance: 1e-4, algorithm: nil, threads: 0,
      reserved: 0, time_limit: 0, distance: nil, variant: nil, given: 0, frozen: 0,
      reference: nil, reference_count: 0, epochs: 0, batch: 0, least_size: 0,
      most_size: 0, least_weight: 0, most_weight: 0, quality: nil, effort: 0,
      rounds: 0)
  }
}

@c @implementation
public func kmeans_settings_init(
  _ settings: UnsafeMutablePointer<kmeans_settings>?, _ size: Int
) -> kmeans_code {
  guard let settings, kmeans_settings.isPossible(size) else {
    return kmeans_code(KMEANS_BAD_ARGUMENT)
  }
  var usual = kmeans_settings.usual
  usual.size = size
  write(usual, to: settings, size: size)
  return kmeans_code(KMEANS_OK)
}

extension Clusterer.Configuration {
  /// The settings of a C caller, checked.
  ///
  /// - Parameters:
  ///   - settings: as C handed them over.
  ///   - x: the points that will be clustered. Given centroids are read only if there are enough
  ///     points for them.
  /// - Throws: `Failure` for the first setting that is out of its range.
  init(_ settings: kmeans_settings, for x: Observations) throws(Failure) {
    try self.init(settings, dimensions: x.dimensions, count: x.count)
  }

  /// The same for points of which only the sizes are known.
  ///
  /// - Parameters:
  ///   - settings: as C handed them over.
  ///   - dimensions: d.
  ///   - count: N, or more where it is not known.
  /// - Throws: `Failure` for the first setting that is out of its range.
  init(_ settings: kmeans_settings, dimensions: Int, count: Int) throws(Failure) {
    let algorithm = try Names.find(settings.algorithm, "algorithm", usual: Clusterer.Algorithm.auto)
    let distance = try Names.find(
      settings.distance, "distance", usual: Clusterer.Distance.euclidean)
    let variant = try Names.find(settings.variant, "variant", usual: Clusterer.Variant.full)
    guard settings.restarts <= Int64(Int32.max) else {
      throw Failure(
        KMEANS_BAD_SETTING,
        "the number of restarts is \(settings.restarts); it must be at least 1 and at most"
          + " \(Int32.max)")
    }
    let initialization = try Clusterer.Initialization(
      settings, dimensions: dimensions, count: count, below: distance.limit)
    let order = try Clusterer.Order(settings)
    let (threads, timeLimit) = (try Threads.number(settings.threads), try Duration(settings))
    self.init(
      clusters: Int(settings.clusters), distance: distance, variant: variant,
      initialization: initialization,
      restarts: settings.restarts == 0 ? nil : Int(settings.restarts), seed: settings.seed,
      iterationLimit: Int(settings.iteration_limit), tolerance: settings.tolerance,
      algorithm: algorithm, order: order, threads: threads, timeLimit: timeLimit,
      sizeLimits: try Clusterer.SizeLimits(settings))
    frozenClusters = Int(settings.frozen)
    if settings.reference != nil {
      reference = try PointMatrix(
        centroids: settings.reference, clusters: settings.reference_count,
        dimensions: dimensions, below: distance.limit)
    }
    (epochs, batch) = (
      settings.epochs == 0 ? nil : settings.epochs, settings.batch == 0 ? nil : Int(settings.batch)
    )
    quality = try Names.find(settings.quality, "quality", usual: Clusterer.Quality.fast)
    switch settings.effort {
    case 0: effort = nil
    case -1: effort = 0
    case let generations: effort = Int(generations)
    }
    do {
      _ = try validated()
    } catch {
      throw Failure(KMEANS_BAD_SETTING, error.description)
    }
  }
}

extension Clusterer.Initialization {
  fileprivate init(
    _ settings: kmeans_settings, dimensions: Int, count: Int, below limit: Double
  ) throws(Failure) {
    guard settings.initialization == KMEANS_CENTROIDS else {
      guard let drawing = Clusterer.Initialization(number: settings.initialization) else {
        throw Failure(
          KMEANS_BAD_SETTING,
          "there is no initialization \(settings.initialization); kmeans_initialization gives the"
            + " number for a name (known: \(Self.known))")
      }
      guard settings.rounds == 0 || drawing.rounds != nil else { throw .rounds(drawing.name) }
      self = settings.rounds == 0 ? drawing : .kMeansParallel(rounds: Int(settings.rounds))
      return
    }
    guard settings.rounds == 0 else { throw .rounds("given centroids") }
    try PointMatrix.check(clusters: settings.clusters)
    guard settings.clusters <= Int64(count) else {
      throw Failure(
        ClusteringError.tooFewPoints(points: count, clusters: Int(settings.clusters)))
    }
    let given = settings.given == 0 ? settings.clusters : settings.given
    let centroids = try PointMatrix(
      centroids: settings.centroids, clusters: given, dimensions: dimensions, below: limit)
    self = given < settings.clusters ? .extending(centroids) : .centroids(centroids)
  }
}

extension Failure {
  fileprivate static func rounds(_ name: String) -> Failure {
    Failure(KMEANS_BAD_SETTING, "rounds of draws are for k-means-parallel, not for \(name)")
  }
}

extension Clusterer.Order {
  fileprivate init(_ settings: kmeans_settings) throws(Failure) {
    switch Int(settings.order) {
    case KMEANS_AS_FOUND: self = .asFound
    case KMEANS_BY_SIZE: self = .size
    case KMEANS_BY_FIRST_FEATURE: self = .first
    default: throw Failure(KMEANS_BAD_SETTING, "there is no order \(settings.order)")
    }
  }
}

extension Duration {
  /// The time limit; nil where there is none.
  fileprivate init?(_ settings: kmeans_settings) throws(Failure) {
    let seconds = settings.time_limit
    guard seconds >= 0 else {
      throw Failure(KMEANS_BAD_SETTING, "the time limit is \(seconds); it must be positive")
    }
    // A limit of over three hundred years is none, and would not fit a duration.
    guard seconds > 0, seconds < 1e10 else { return nil }
    self = .nanoseconds(max(1, Int64(min(seconds * 1e9, 9.2e18))))
  }
}
