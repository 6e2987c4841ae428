import KMeansCore

/// How a search for a low J went, as a page draws it.
struct SearchCourse: Encodable {
  /// J at the ends of the starts.
  let starts: [Double]
  let startsLeftOut: Int
  /// The least J after the starts, and after every generation that lowered it.
  let falls: [Fall]
  let generations: Int
  /// How many of the minima ended at the J of the result.
  let found: Int
  let minima: Int

  struct Fall: Encodable {
    let generation: Int
    let objective: Double
  }

  /// The most starts, and the most falls.
  static let (mostStarts, mostFalls) = (200, 500)

  init(_ search: Clustering.SearchAccount) {
    starts = Array(search.startObjectives.prefix(Self.mostStarts))
    startsLeftOut = search.startObjectives.count - starts.count
    let best = search.bestObjectives
    let lower = best.indices.filter { $0 == 0 || best[$0] < best[$0 - 1] }
    // Of too many the last ones stay, beside the first.
    let shown = lower.prefix(1) + lower.dropFirst().suffix(Self.mostFalls - 1)
    falls = shown.map { Fall(generation: $0, objective: best[$0]) }
    generations = search.effort
    (found, minima) = (search.found, search.individuals)
  }
}
