import ArgumentParser
import KMeansCore
import KMeansData

/// Measures fits of points that are in memory, as the peers' `fit` is measured.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Measures fits of one matrix, all alike.")

  @Argument(help: "The points, a .npy file.")
  var points: String

  @Option(help: "The start: a .npy file of centroids, or the name of a seeding.")
  var start = "k-means++"

  @Option(name: .customShort("k"), help: "k; given centroids know it.")
  var clusters: Int?

  @Option(help: "The iteration limit.")
  var iterations = 300

  @Option(help: "The number of threads; all processors by default.")
  var threads: Int?

  @Option(help: "The algorithm, as the command `kmeans` spells it.")
  var algorithm = Clusterer.Algorithm.auto.rawValue

  @Option(help: "The seed of a seeding.")
  var seed: UInt64 = 0

  @Option(help: "How many fits at most.")
  var repetitions = 1

  @Option(help: "No further fit begins after this many seconds.")
  var budget = Double.infinity

  @Option(help: "Writes the labels of the last fit to this file.")
  var labels: String?

  @Option(help: "Writes the centroids of the last fit to this file.")
  var centroids: String?

  /// Reads, measures, prints, and writes what was asked for.
  func run() throws {
    let points = try DataTable(reading: points).points
    let configuration = try configured()
    // A mapped file is in memory once its pages have been touched.
    _ = try Observations(points)
    let before = peakMemoryBytes()
    var times: [FitTimes] = []
    // One result at a time, lest the others count as memory of the fit.
    var result: Clustering?
    let clock = ContinuousClock()
    let began = clock.now
    repeat {
      result = nil
      let (fitted, time) = try Self.timed(points, configuration)
      result = fitted
      times.append(time)
    } while times.count < repetitions && (clock.now - began).seconds < budget
    let peak = peakMemoryBytes()
    guard let result else { return }
    try FitReport(times, result: result, points: points, before: before, peak: peak).printAsLine()
    if let labels { try LabelWriter.write(result.labels.values, to: labels) }
    if let centroids {
      let m = result.centroids
      let columns = (0..<m.dimensions).map { "column\($0 + 1)" }
      try CentroidFile.write(m, columns: columns, to: centroids)
    }
  }

  /// One fit, from points in memory to a result with labels and J.
  private static func timed(
    _ points: PointMatrix, _ configuration: Clusterer.Configuration
  ) throws -> (result: Clustering, times: FitTimes) {
    let clock = ContinuousClock()
    let began = clock.now
    let x = try Observations(points, threads: configuration.workers)
    let observed = clock.now
    let result = try Clusterer(configuration).fit(x)
    let times = FitTimes(
      observe: (observed - began).seconds, initialize: result.initializing.seconds,
      iterate: result.iterating.seconds, total: (clock.now - began).seconds)
    return (result, times)
  }

  private func configured() throws -> Clusterer.Configuration {
    guard let algorithm = Clusterer.Algorithm(rawValue: algorithm) else {
      throw ValidationError("--algorithm knows \(Clusterer.Algorithm.allCases.map(\.rawValue))")
    }
    let initialization: Clusterer.Initialization
    let clusters: Int
    if let named = Clusterer.Initialization(named: start) {
      guard let k = self.clusters else { throw ValidationError("a seeding needs -k") }
      (initialization, clusters) = (named, k)
    } else {
      let given = try CentroidFile.read(start).centroids
      (initialization, clusters) = (.centroids(given), self.clusters ?? given.count)
    }
    return Clusterer.Configuration(
      clusters: clusters, initialization: initialization, restarts: 1, seed: seed,
      iterationLimit: iterations, tolerance: 0, algorithm: algorithm, threads: threads)
  }
}

/// What one fit took, in seconds.
struct FitTimes {
  /// Checking the points and summing them up.
  let observe: Double
  /// Drawing the start.
  let initialize: Double
  /// Iterating, the exact J at the end included.
  let iterate: Double
  /// All together.
  let total: Double
}
