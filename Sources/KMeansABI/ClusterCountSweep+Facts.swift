// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CKMeansABI
import KMeansCore
import KMeansMetrics
import KMeansSelection

@c @implementation
public func kmeans_sweep_read_facts(
  _ sweep: OpaquePointer?, _ facts: UnsafeMutablePointer<kmeans_sweep_facts>?, _ size: Int
) -> kmeans_code {
  guard let found = sweep?.value(HandedSweep.self)?.sweep, let facts,
    isPossibleSize(size, of: kmeans_sweep_facts.self)
  else { return kmeans_code(KMEANS_BAD_ARGUMENT) }
  write(kmeans_sweep_facts(found), to: facts, size: size)
  return kmeans_code(KMEANS_OK)
}

@c @implementation
public func kmeans_sweep_read_entry(
  _ sweep: OpaquePointer?, _ index: Int64, _ entry: UnsafeMutablePointer<kmeans_sweep_entry>?,
  _ size: Int
) -> kmeans_code {
  guard let found = sweep?.value(HandedSweep.self)?.sweep.entry(index), let entry,
    isPossibleSize(size, of: kmeans_sweep_entry.self)
  else { return kmeans_code(KMEANS_BAD_ARGUMENT) }
  write(kmeans_sweep_entry(found), to: entry, size: size)
  return kmeans_code(KMEANS_OK)
}

@c @implementation
public func kmeans_sweep_read_choice(
  _ sweep: OpaquePointer?, _ index: Int64,
  _ choice: UnsafeMutablePointer<kmeans_sweep_choice>?, _ size: Int
) -> kmeans_code {
  guard let choices = sweep?.value(HandedSweep.self)?.sweep.recommendation.choices,
    let index = Int(exactly: index), choices.indices.contains(index), let choice,
    isPossibleSize(size, of: kmeans_sweep_choice.self)
  else { return kmeans_code(KMEANS_BAD_ARGUMENT) }
  let found = choices[index]
  let told = kmeans_sweep_choice(
    criterion: criteria[found.criterion]?.pointer, clusters: Int64(found.clusters),
    at_end: found.isAtEnd ? 1 : 0)
  write(told, to: choice, size: size)
  return kmeans_code(KMEANS_OK)
}

private let criteria = Dictionary(
  uniqueKeysWithValues: Recommendation.Criterion.allCases.map { ($0, CString($0.rawValue)) })

extension kmeans_sweep_facts {
  fileprivate init(_ sweep: ClusterCountSweep) {
    let (recommended, reason) = sweep.recommendation.verdict.codes
    self.init(
      entries: Int64(sweep.entries.count), choices: Int64(sweep.recommendation.choices.count),
      recommended: Int64(recommended), reason: Int64(reason),
      agreeing: Int64(sweep.recommendation.agreeing), complete: sweep.isComplete ? 1 : 0,
      reference_points: Int64(sweep.referencePoints),
      baseline_gap: sweep.baseline?.value ?? .nan,
      baseline_gap_error: sweep.baseline?.standardError ?? .nan)
  }
}

extension Recommendation.Verdict {
  /// The number of clusters, or why there is none, as the C interface numbers it.
  fileprivate var codes: (clusters: Int, reason: Int) {
    switch self {
    case .clear(let clusters): (clusters, KMEANS_REASON_NONE)
    case .unclear(.allEqual): (0, KMEANS_REASON_ALL_EQUAL)
    case .unclear(.tooLittle): (0, KMEANS_REASON_TOO_LITTLE)
    case .unclear(.likeUniformData): (0, KMEANS_REASON_LIKE_UNIFORM)
    case .unclear(.disagreement): (0, KMEANS_REASON_DISAGREEMENT)
    case .unclear(.endOfRange): (0, KMEANS_REASON_END_OF_RANGE)
    }
  }
}

extension kmeans_sweep_entry {
  fileprivate init(_ entry: ClusterCountSweep.Entry) {
    let scores = entry.scores
    self.init(
      clusters: Int64(entry.clusters), complete: entry.isComplete ? 1 : 0,
      seconds: entry.seconds, silhouette: scores.silhouette?.mean ?? .nan,
      silhouette_margin: scores.silhouette?.margin ?? .nan,
      silhouette_sampled: Int64(scores.silhouette?.sampled ?? 0),
      silhouette_method: scores.silhouette?.method.text,
      calinski_harabasz: scores.calinskiHarabasz ?? .nan,
      davies_bouldin: scores.daviesBouldin ?? .nan, bayesian_information: scores.bic ?? .nan,
      gap: scores.gap?.value ?? .nan, gap_error: scores.gap?.standardError ?? .nan,
      stability: scores.stability?.mean ?? .nan,
      stability_deviation: scores.stability?.standardDeviation ?? .nan)
  }
}

extension ClusterCountSweep {
  /// The entry that a C caller asks for; nil where there is none.
  func entry(_ index: Int64) -> Entry? {
    guard let index = Int(exactly: index), entries.indices.contains(index) else { return nil }
    return entries[index]
  }
}
