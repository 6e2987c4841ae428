extension Clusterer {
  /// The distance between points, which decides what is minimised.
  public struct Distance: RawRepresentable, CaseIterable, Hashable, Codable, Sendable {
    /// The name, as the command spells it.
    public let rawValue: String
    /// What it is, in a line.
    public let summary: String
    /// What is minimised.
    let problem: any Problem

    /// All of them: what names are read from, what help and errors list, and what the tests try. A
    /// new one is registered here.
    public static let allCases: [Distance] = [.euclidean, .cosine]

    init(_ name: String, _ summary: String, _ problem: any Problem) {
      (rawValue, self.summary, self.problem) = (name, summary, problem)
    }

    /// The one of that name, if there is one.
    public init?(rawValue: String) {
      guard let named = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
      self = named
    }

    /// Whether only the directions of points count: their lengths do not matter, and neither a
    /// point nor a centroid may be all 0. True of the cosine.
    public var isDirectional: Bool { problem.isDirectional }

    /// The points as this distance sees them: unit vectors for the cosine, else as they are.
    ///
    /// - Parameters:
    ///   - x: X, d × N.
    ///   - threads: nil for all processors; the values are the same for any number.
    /// - Returns: d × N; X itself where the distance takes points as they are.
    /// - Throws: `ObservationError.notFinite`, or `.noDirection` for a point of zeros.
    /// - Complexity: O(N·d).
    public func seen(
      _ x: PointMatrix, threads: Int? = nil
    ) throws(ObservationError) -> PointMatrix {
      try seen(x, threads: threads, stop: nil)
    }

    /// The same, which can be stopped.
    ///
    /// - Parameters:
    ///   - x: X, d × N.
    ///   - threads: nil for all processors.
    ///   - stop: ends the work.
    /// - Returns: d × N.
    /// - Throws: also `ObservationError.stopped`.
    package func seen(
      _ x: PointMatrix, threads: Int? = nil, stop: StopSignal?
    ) throws(ObservationError) -> PointMatrix {
      let hasToEnd = stop.map { stop in { @Sendable in stop.isStopped } }
      let execution = SurveyExecution(
        threads: threads ?? Chunks.processors, kernels: .current, hasToEnd: hasToEnd)
      return try problem.seen(x, isFitted: false, execution) ?? x
    }

    /// Checked points for fits by this distance. By the cosine their lengths do not matter, so that
    /// finite values of any size are taken; `Observations` by itself takes only those whose squares
    /// can be summed.
    ///
    /// - Parameters:
    ///   - points: X, d × N with N ≥ 1.
    ///   - weights: N numbers w ≥ 0, not all 0; nil for 1 each.
    ///   - threads: nil for all processors.
    ///   - stop: ends the reading if it is urgent.
    /// - Returns: X with its weights, for fits by this distance.
    /// - Throws: `ObservationError`, as `Observations` does.
    /// - Complexity: O(N·d).
    public func observations(
      _ points: PointMatrix, weights: [Double]? = nil, threads: Int? = nil, stop: StopSignal? = nil
    ) throws(ObservationError) -> Observations {
      try Observations(
        points, weights: weights, SurveyExecution(threads: threads, stop: stop),
        anyRange: isDirectional)
    }

    /// What a squared distance δ is in the terms of this distance: √δ, and 1 − cos by the cosine.
    package func length(_ distanceSquared: Double) -> Double {
      isDirectional ? problem.objectiveScale * distanceSquared : distanceSquared.squareRoot()
    }

    /// What J is in Σ w·δ(x, m).
    package var objectiveScale: Double { problem.objectiveScale }

    /// Values of points are less than this in size.
    package var limit: Double { isDirectional ? .infinity : 0x1p480 }
  }
}
