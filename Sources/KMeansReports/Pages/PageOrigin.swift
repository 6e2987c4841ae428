/// Who found the clusters that a page shows, where it was no command.
package struct PageOrigin: Sendable, Equatable {
  /// How they were found, within a sentence, such as "found by DBSCAN"; nil where it was the engine
  /// of this program.
  let words: String?
  /// The code that finds them again; empty where it is not known.
  let code: String
  /// What the clusters were called before they were numbered; empty where they were numbers.
  let clusterNames: [String]

  /// Who found the clusters.
  ///
  /// - Parameters:
  ///   - words: how, within a sentence; nil where it was the engine of this program.
  ///   - code: what finds them again; empty where it is not known.
  ///   - clusterNames: what the clusters were called before they were numbered; empty where they
  ///     were numbers.
  package init(_ words: String?, code: String, clusterNames: [String] = []) {
    (self.words, self.code, self.clusterNames) = (words, code, clusterNames)
  }

  /// Whether the engine of this program found them, so that all of its settings are known.
  var isOurs: Bool { words == nil }

  /// How advice is worded.
  var advice: NoticeAdvice { isOurs ? .python : .labels }

  /// Where all labels are; nil where whoever made the page has given them.
  var labelsPlace: String? { isOurs ? "labels_ has all." : nil }

  /// The facts about a fit that are known of the clusters.
  ///
  /// - Parameter facts: names and values, as a command has them.
  /// - Returns: those without what only a command can know.
  func known(_ facts: [(name: String, value: String)]) -> [(name: String, value: String)] {
    let ofSettings: Set = [
      "Scale", "Variant", "First centroids", "Seed", "Algorithm", "Iterations", "Splits",
    ]
    return facts.filter { $0.name != "Time" && (isOurs || !ofSettings.contains($0.name)) }
      .map { $0.name == "File" ? ("Data", $0.value) : $0 }
  }
}
