import KMeansCore

extension Recommendation {
  /// What the criteria say together, a sentence each: the number of clusters or that there is no
  /// clear one, why, and who disagrees.
  ///
  /// - Complexity: O(criteria).
  public var sentences: [String] {
    switch verdict {
    case .clear(let clusters):
      let agreed = "\(agreeing) of \(choices.count) criteria agree."
      return ["\(clusters.counted("cluster")): \(agreed)", whoChooses]
    case .unclear(.allEqual): return ["No clear k: \(Reason.allEqual.words)."]
    case .unclear(let reason): return ["No clear k: \(reason.words).", whoChooses]
    }
  }

  /// Who chooses what: "silhouette, BIC: 3; gap: 4."
  private var whoChooses: String {
    let numbers = Set(choices.map(\.clusters)).sorted()
    if numbers.isEmpty { return "No criterion could be computed." }
    return numbers.map { clusters in
      let names = choices.filter { $0.clusters == clusters }.map(\.criterion.title)
      let meaning = clusters == 1 ? "1, no structure" : "\(clusters)"
      return names.joined(separator: ", ") + ": \(meaning)"
    }.joined(separator: "; ") + "."
  }
}

extension Recommendation.Reason {
  /// Why no number of clusters is clear, as a part of a sentence.
  fileprivate var words: String {
    switch self {
    case .allEqual:
      "all points are equal, so there is nothing to tell apart"
    case .tooLittle:
      "too little was tried; give at least two numbers of clusters, and a criterion"
    case .likeUniformData:
      "the data cluster no better than uniform data of the same extent, whatever the other "
        + "criteria say"
    case .disagreement:
      "the criteria disagree"
    case .endOfRange:
      "the criteria choose the greatest k tried; try greater ones"
    }
  }
}

extension Recommendation.Criterion {
  /// What tables call it.
  fileprivate var title: String {
    switch self {
    case .silhouette: "silhouette"
    case .calinskiHarabasz: "Calinski-H."
    case .daviesBouldin: "Davies-B."
    case .bic: "BIC"
    case .gap: "gap"
    }
  }
}
