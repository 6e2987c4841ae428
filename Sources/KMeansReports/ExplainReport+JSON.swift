import KMeansCore
import KMeansModels

extension ExplainReport {
  /// What the page's scripts work on, the object `kmeans.explain/1`.
  ///
  /// - Throws: never for finite numbers; what the encoder throws otherwise.
  /// - Complexity: O(N·d + iterations·(N + k·d)).
  func json() throws -> String { try JSONText.of(Object(self)) }

  private struct Object: Encodable {
    let schema = "kmeans.explain/1"
    let name: String
    let columns: [String]
    let points: Int
    let total: Int
    let values: PageValues
    /// nil where every point counts once.
    let weights: PageValues?
    let ids: [String]?
    let rows: [Int]?
    let clusters: Int
    let initialization: String
    let start: String
    /// Text, because a script's numbers do not hold all numbers of 64 bits.
    let seed: String
    let trials: Int
    let iterationLimit: Int
    let shift: [Double]
    let divisor: [Double]
    let scale: String
    let axes: [[Double]]?
    let origin: [Double]
    let shares: [Double]
    let record: Record
    /// nil where no low J was searched.
    let search: ExplainSearch.Coded?

    init(_ report: ExplainReport) {
      let x = report.sample.x
      name = report.name.shortened(to: 80)
      columns = report.columns.map { $0.shortened(to: 40) }
      points = x.count
      total = report.sample.total
      values = PageValues(x.points)
      weights = x.weights.map { PageValues($0) }
      ids = Self.bearable(report.ids)
      rows = report.rows == Array(1...x.count) ? nil : report.rows
      clusters = report.trace.start.count
      initialization = report.configuration.initialization.name
      start = report.startInWords
      seed = String(report.configuration.seed)
      trials = report.trace.draws.last?.candidates.count ?? 0
      iterationLimit = report.configuration.iterationLimit
      (shift, divisor) = (report.scaling.shift, report.scaling.divisor)
      scale = report.scaling.method.rawValue
      let plane = x.dimensions > 2 ? PrincipalPlane(x) : nil
      axes = plane?.axes
      origin = plane?.origin ?? []
      shares = plane?.shares ?? []
      record = Record(report.trace)
      search = report.search.map(ExplainSearch.Coded.init)
    }

    /// Identifiers that leave room for the rest of the page; nil when they are too long for that.
    private static func bearable(_ ids: [String]?) -> [String]? {
      guard let short = ids?.map({ $0.shortened(to: 40) }) else { return nil }
      // Within a page, some characters are written as their numbers, in six bytes.
      let bytes = short.reduce(0) { $0 + $1.utf8.count + 5 * $1.count { "<>&\"".contains($0) } }
      return bytes <= 400_000 ? short : nil
    }
  }

  /// The run as the engine made it, which the page compares with its own arithmetic.
  private struct Record: Encodable {
    let start: PageValues
    let draws: [Draw]
    let iterations: [Iteration]
    /// How many iterations there are; the first are written out, as far as there is room.
    let iterationCount: Int
    let labels: PageValues
    let objective: Double
    let stopReason: Clustering.StopReason

    struct Draw: Encodable {
      let candidates: [Int]
      let chosen: Int
    }

    struct Iteration: Encodable {
      let labels: PageValues
      let centroids: PageValues
      let assigned: Double
      let updated: Double
    }

    private static let mostBytes = 300_000

    init(_ trace: Trace) {
      start = PageValues(trace.start)
      draws = trace.draws.map { Draw(candidates: $0.candidates, chosen: $0.chosen) }
      let (k, d, n) = (trace.start.count, trace.start.dimensions, trace.labels.count)
      let room = Self.mostBytes / (8 * k * d + (k <= 1 << 8 ? 1 : 2) * n + 100)
      iterations = trace.iterations.prefix(max(1, room)).map {
        Iteration(
          labels: PageValues($0.labels), centroids: PageValues($0.centroids),
          assigned: $0.objectiveAfterAssignment, updated: $0.objectiveAfterUpdate)
      }
      iterationCount = trace.iterations.count
      labels = PageValues(trace.labels)
      objective = trace.objective
      stopReason = trace.stopReason
    }
  }
}
