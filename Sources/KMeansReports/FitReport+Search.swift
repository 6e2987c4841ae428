import KMeansCore

extension FitReport {
  /// How the search for a low J went, and how far J may be above the least; nil where there was
  /// none.
  var searchSentences: String? {
    let search = clustering.search.map { course($0) + " " + ending($0) }
    let bound = clustering.bound?.sentence(of: clustering.objective, named: "J")
    let all = [search, bound].compactMap { $0 }
    return all.isEmpty ? nil : all.joined(separator: " ")
  }

  private func course(_ search: Clustering.SearchAccount) -> String {
    let least = clustering.objective
    let above = search.startObjectives.map { least > 0 ? $0 / least - 1 : 0 }
    let starts = NumberText.count(above.count, "start")
    let descents = NumberText.count(search.individuals, "descent")
    let reached =
      search.found == search.individuals && search.found > 1
      ? "all \(descents)" : "\(NumberText.count(search.found)) of \(descents)"
    return "Quality \(clustering.configuration.quality): \(starts) ended \(Self.range(above)); "
      + "\(reached) in \(NumberText.count(search.effort, "generation")) reached J."
      + (search.summary.map { " " + Self.sentence($0) } ?? "")
  }

  /// Where starts ended, by how much of J they lie above it.
  private static func range(_ above: [Double]) -> String {
    let least = NumberText.percent(above.min() ?? 0)
    let most = NumberText.percent(above.max() ?? 0)
    let none = NumberText.percent(0)
    if most == none { return "at J" }
    if least == most { return "\(most) above J" }
    return least == none ? "at most \(most) above J" : "\(least) to \(most) above J"
  }

  /// What the early generations saw, and found.
  private static func sentence(_ summary: Clustering.SearchAccount.Summary) -> String {
    let generations = NumberText.count(summary.effort, "generation")
    let what = summary.effort == 0 ? "The starts" : "The starts and the first \(generations)"
    let points = NumberText.count(summary.points)
    return "\(what) saw a summary of \(points) weighted points, whose least J \(summary.found) of "
      + "\(NumberText.count(summary.individuals, "descent")) reached."
  }

  /// What ended the search, and how it is repeated.
  private func ending(_ search: Clustering.SearchAccount) -> String {
    let generation = NumberText.count(search.effort)
    let isWhole = search.startObjectives.count == clustering.configuration.starts
    let starts = isWhole ? "" : "--restarts \(search.startObjectives.count) and "
    // The generations of another quality cannot be asked for.
    let isBest = clustering.configuration.quality == .best
    let same = isBest ? "; \(starts)--effort \(search.effort) gives the same bits" : ""
    switch search.ending {
    case .effort:
      return isBest ? "It ended as --effort says." : "These are all its generations."
    case .settled: return "Nothing more was expected after generation \(generation)\(same)."
    case .timeLimit: return "The time was up after generation \(generation)\(same)."
    case .interrupted: return "Interrupted after generation \(generation)\(same)."
    }
  }
}

/// How a search for a low J went, in JSON.
struct CodedSearch: Encodable {
  let effort: Int
  let ending: Clustering.SearchAccount.Ending
  let individuals: Int
  let found: Int
  let startObjectives: [Double]
  let bestObjectives: [Double]
  /// The early generations, where these saw a summary of the points.
  let summary: Summary?

  struct Summary: Encodable {
    let points: Int
    let effort: Int
    let individuals: Int
    let found: Int
  }

  init(_ search: Clustering.SearchAccount) {
    (effort, ending) = (search.effort, search.ending)
    (individuals, found) = (search.individuals, search.found)
    (startObjectives, bestObjectives) = (search.startObjectives, search.bestObjectives)
    summary = search.summary.map {
      Summary(points: $0.points, effort: $0.effort, individuals: $0.individuals, found: $0.found)
    }
  }
}
